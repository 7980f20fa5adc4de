package io.releaseconductor.testkit.simulator;

import java.util.List;

/** Defects of which each breaks one of the rules, after bugs that deploy tools really had. */
final class PlantedDefects {

    private static final String ADMISSION = "deployment/AdmissionState.java";
    private static final String AUDITED = "deployment/Audited.java";
    private static final String AUDIT_ENTRY = "audit/AuditEntry.java";
    private static final String AWAITING = "deployment/Awaiting.java";
    private static final String CALLS = "engine/PortCalls.java";
    private static final String CHANGE = "deployment/Change.java";
    private static final String CHANGES = "deployment/ChangeTransitions.java";
    private static final String EARLIER = "engine/Earlier.java";
    private static final String EARLIER_VERSION = "deployment/EarlierVersion.java";
    private static final String ENGINE = "engine/Engine.java";
    private static final String SUBSTANCE = "deployment/Substance.java";
    private static final String SHIPPER = "engine/Shipper.java";
    private static final String CLOCKS = "engine/Clocks.java";
    private static final String HISTORY = "memory/HistoryIndex.java";
    private static final String INQUIRY = "engine/Inquiry.java";
    private static final String RECONCILER = "engine/Reconciler.java";
    private static final String TURN = "engine/Turn.java";
    private static final String WRITER = "engine/Writer.java";
    private static final String CONDUCTOR = "Conductor.java";
    private static final String PLANNER = "plan/Planner.java";
    private static final String STORE = "memory/InMemoryStateStore.java";
    private static final String STORE_RULES = "spi/StoreRules.java";
    private static final String DEADLINES = "deployment/DeadlineTransitions.java";
    private static final String APPROVALS = "deployment/ApprovalTransitions.java";
    private static final String BASELINE = "deployment/BaselineTransitions.java";
    private static final String OBSERVATION = "deployment/Observation.java";
    private static final String CHECK_ROUNDS = "deployment/CheckRounds.java";
    private static final String COUNTING = "deployment/Counting.java";
    private static final String METRICS = "deployment/MetricTransitions.java";
    private static final String LOOK_LOG = "deployment/LookLog.java";
    private static final String METRIC_ROUNDS = "deployment/MetricRounds.java";
    private static final String METRIC_EVIDENCE = "deployment/MetricEvidence.java";
    private static final String METRIC_LOOKS = "plan/MetricLooks.java";
    private static final String METRIC_CALLS = "engine/MetricCalls.java";
    private static final String JUDGE = "metric/SequentialJudge.java";
    private static final String WATCH = "deployment/WatchTransitions.java";
    private static final String WATCH_STATE = "deployment/WatchState.java";
    private static final String HOLDS = "deployment/HoldTransitions.java";
    private static final String SHADOWS = "deployment/ShadowTransitions.java";

    private static final String DECISIONS = "deployment/Decisions.java";
    private static final String REQUEST = "deployment/DeployRequest.java";
    private static final String DEPLOYMENT = "deployment/Deployment.java";
    private static final String ENDINGS = "deployment/Endings.java";
    private static final String PLAN = "model/RolloutPlan.java";
    private static final String PHASES = "deployment/PhaseTransitions.java";
    private static final String RUNS_AGAIN = "deployment/RunAgainTransitions.java";
    private static final String RUNS = "deployment/RunTransitions.java";
    private static final String STATUS = "deployment/DeploymentStatus.java";
    private static final String ROUND = "engine/VerificationRound.java";
    private static final String ANSWERS = "engine/Answers.java";
    private static final String FAILURES = "engine/Failures.java";
    private static final String RESTRAINTS = "engine/Restraints.java";
    private static final String ROUNDS = "deployment/RoundTransitions.java";
    private static final String RECENT_VERIFICATIONS = "deployment/RecentVerifications.java";
    private static final String PAST_VERIFICATIONS = "engine/PastVerifications.java";
    private static final String ALERT_RULES = "policy/AlertRules.java";
    private static final String TELLING = "deployment/TellingTransitions.java";

    private PlantedDefects() {}

    /** That no workflow is started twice. */
    static List<PlantedDefect> ofDispatching() {
        return List.of(
                PlantedDefect.named("the intent is saved after the dispatch, not before")
                        .with(TURN, """
                                            } else if (saveOrReplan(intended(intent))) {
                                                start(Lane.WORK, new Step.Dispatch(intent), () -> engine.calls().dispatch(intent));
                                            }
                                """, """
                                            } else {
                                                start(Lane.WORK, step, () -> {
                                                    DeploymentEvent answer = engine.calls().dispatch(intent);
                                                    saveOrReplan(intended(intent));
                                                    return answer;
                                                });
                                            }
                                """),
                PlantedDefect.named("sent again when the node died before the answer, not located")
                        .with(PHASES, """
                                                .progress(progress.at(
                                                        locating(sending.intent(), event.at(), false, "the answer to the dispatch was lost")))
                                """, """
                                                .progress(progress.nextAttempt(progress.startedAt(), new Stage.Ready(event.at(), sending.toString())))
                                """),
                PlantedDefect.named("sent again after an answer that says nothing, not located")
                        .with(PHASES, "        boolean accepted = outcome instanceof DispatchOutcome.Accepted;\n", """
                                        if (outcome instanceof DispatchOutcome.Unknown lost) {
                                            return notSent(
                                                    d, progress, change, new DispatchOutcome.NotSent(lost.reason(), event.at()), event.at());
                                        }
                                        boolean accepted = outcome instanceof DispatchOutcome.Accepted;
                                """),
                PlantedDefect.named("valid_until is not looked at before sending")
                        .with(CALLS, "if (now.isAfter(intent.validUntil())) {", "if (now == null) {"),
                PlantedDefect.named("the newest run is adopted when the own one is not found")
                        .with(PHASES, "        if (outcome instanceof LocateOutcome.NotFound notFound) {\n", """
                                        if (outcome instanceof LocateOutcome.NotFound any && !any.candidates().isEmpty()) {
                                            RunCandidate newest = any.candidates().get(any.candidates().size() - 1);
                                            return runKnown(d, progress, WorkflowRun.queued(newest.runId(), newest.url()), null, event.at());
                                        }
                                        if (outcome instanceof LocateOutcome.NotFound notFound) {
                                """)
                        .atCrashPointsOf(Flow.ROLLBACK),
                PlantedDefect.named("an intent is saved without the claim")
                        .with(
                                TURN,
                                "engine.writer().tryOnce(current, event, token);",
                                "engine.writer().tryOnce(current, event, null);"));
    }

    /** That what is known is never lost. */
    static List<PlantedDefect> ofSaving() {
        return List.of(
                PlantedDefect.named("an outcome is thrown away when somebody else wrote in between")
                        .with(
                                ENGINE,
                                "            Written written = persist(current, event, token);\n",
                                "            Written written = writer.tryOnce(current, pastVerifications.told(current, event), token);\n")
                        .with(TURN, """
                                            current = refused.deployment();
                                        } else {
                                            claimLost = true;
                                """, """
                                            current = refused.deployment();
                                        } else if (written instanceof Written.Overtaken overtaken) {
                                            current = overtaken.deployment();
                                        } else {
                                            claimLost = true;
                                """),
                PlantedDefect.named("an outcome that comes back when its turn is over is thrown away")
                        .with(ENGINE, "d -> follow(id, event, persist(d, event, null))", "d -> {}")
                        .inOneOf(3_000),
                PlantedDefect.named("compare-and-set does not compare the revision")
                        .with(STORE, "if (row.deployment.revision() != expectedRevision) {", "if (row == null) {"),
                PlantedDefect.named("a save under a lost claim is taken")
                        .with(STORE, "if (token != null && !row.isClaimedUnder(token)) {", "if (row == null) {"),
                PlantedDefect.named("renewing brings a lost claim back").with(STORE, """
                                            if (row == null || !row.isClaimedUnder(token)) {
                                                return false;
                                """, """
                                            if (row == null) {
                                                return false;
                                """),
                PlantedDefect.named("a claim is renewed only after two leases")
                        .with(TURN, "engine.lease().dividedBy(3)", "engine.lease().multipliedBy(2)"),
                PlantedDefect.named("a claim is never renewed")
                        .with(TURN, "        claimLost = !engine.store().renew(token, now, engine.lease());\n", ""),
                PlantedDefect.named("a write is repeated under another operation id")
                        .with(
                                WRITER,
                                "store.compareAndSet(next, deployment.revision(), token, operationId, beginning)",
                                "store.compareAndSet(next, deployment.revision(), token, operationId + nextOperation(), beginning)"),
                PlantedDefect.named("a node that starts again counts its operations from one again")
                        .with(
                                WRITER,
                                "return nodeId + \"-\" + start + \"-\" + operations.incrementAndGet();",
                                "return nodeId + \"-\" + operations.incrementAndGet();"),
                PlantedDefect.named("a /ship is repeated under another operation id")
                        .with(
                                SHIPPER,
                                "return Writer.again(() -> create(request, admission, operationId));",
                                "return Writer.again(() -> create(request, admission, operationId + writer.nextOperation()));"));
    }

    /** That decisions are made once, by whom they are due to. */
    static List<PlantedDefect> ofDeciding() {
        return List.of(
                PlantedDefect.named("permission is asked when the button is first used, not at each click")
                        .with(CONDUCTOR, "    private ActionResult permitted(", """
                                    private final java.util.Set<String> known = java.util.concurrent.ConcurrentHashMap.newKeySet();

                                    private ActionResult permitted(""")
                        .with(
                                CONDUCTOR,
                                "        String denial = permission.denial();\n"
                                        + "        if (denial == null && (action",
                                """
                                        String denial = known.contains(actor.id() + action + id) ? null : permission.denial();
                                        if (denial == null) {
                                            known.add(actor.id() + action + id);
                                        }
                                        if (denial == null && (action"""),
                PlantedDefect.named("what a person said of their rollback is not recorded")
                        .with(
                                ENDINGS,
                                "new Rollback(rollback.decision(), rollback.reason(), rollback.method(), version);",
                                "new Rollback(rollback.decision(), rollback.decision().by().isPolicy() ? rollback.reason() : null, rollback.method(), version);"),
                PlantedDefect.named("the policy rolls back what a person holds")
                        .with(
                                "deployment/VerificationTransitions.java",
                                "return verdict.recommendation() == Recommendation.ROLL_BACK && !d.isHeld()",
                                "return verdict.recommendation() == Recommendation.ROLL_BACK")
                        .inOneOf(2_000),
                PlantedDefect.named("the policy promotes what a person holds")
                        .with(DEPLOYMENT, "                && !isHeld()\n", "")
                        .inOneOf(1_000),
                PlantedDefect.named("anybody lifts everybody's hold")
                        .with(
                                HOLDS,
                                "return d.holds().stream().filter(hold -> !hold.by().isSameAs(by)).toList();",
                                "return d.holds().stream().filter(hold -> by.isPolicy()).toList();")
                        .atCrashPointsOf(Flow.HELD),
                PlantedDefect.named("automation decides again once the first of two holds is lifted")
                        .with(HOLDS, "left.isEmpty() ? fired(d) : null;", "fired(d);")
                        .atCrashPointsOf(Flow.HELD),
                PlantedDefect.named("what fired while it was held is forgotten when that is lifted")
                        .with(HOLDS, "left.isEmpty() ? fired(d) : null;", "null;")
                        .atCrashPointsOf(Flow.HELD),
                PlantedDefect.named("what expired can still be promoted")
                        .with(
                                DECISIONS,
                                "        if (d.status() != DeploymentStatus.VERIFIED) {\n            return Change.refused(notPromotable(d));",
                                "        if (d.status() != DeploymentStatus.VERIFIED && d.status() != DeploymentStatus.EXPIRED) {\n"
                                        + "            return Change.refused(notPromotable(d));")
                        .with(
                                STATUS,
                                "allow(EXPIRED, ROLLING_BACK);",
                                "allow(EXPIRED, ROLLING_BACK, PROMOTING, PROMOTED);")
                        .inOneOf(500),
                PlantedDefect.named("a rollback that was asked for during the run is forgotten")
                        .with(
                                RUNS,
                                "if (rollbackWish != null && phase != Phase.ROLL_BACK) {",
                                "if (rollbackWish != null && phase == Phase.ROLL_BACK) {"),
                PlantedDefect.named("what was tried again is cancelled as if nothing had begun")
                        .with(ENDINGS, "return !d.waves().get(0).isUntouched();", "return d.waves().isEmpty();"),
                PlantedDefect.named("nobody has to decide: the wait for a decision has no end")
                        .with(
                                PLANNER,
                                "        deadline(agenda, Deadline.DECISION, d.awaitedSince(), wait, now);\n",
                                ""),
                PlantedDefect.named("the linked deployment is shipped under a new operation id each time")
                        .with(
                                SHIPPER,
                                "create(request, AdmissionState.of(request), linkedOperation(promoted.id()))",
                                "create(request, AdmissionState.of(request), writer.nextOperation())")
                        .atCrashPointsOf(Flow.LINKED),
                PlantedDefect.named("production gets the head of the branch, not what was promoted")
                        .with(
                                SHIPPER,
                                "takesVersion(settings, promoted.request().strategy()) ? promoted.version() : null;",
                                "null;"),
                PlantedDefect.named("a branch that moved before the first dispatch is deployed as it is by then")
                        .with(
                                REQUEST,
                                "return version == null && resolved != null ? resolved.commit() : version;",
                                "return version;")
                        .atCrashPointsOf(Flow.BRANCH_MOVES),
                PlantedDefect.named("what was promoted as a canary is shipped on in full")
                        .with(
                                SHIPPER,
                                "asking(settings, promoted.request().strategy(), actor)",
                                "asking(settings, Strategy.FULL, actor)"));
    }

    /** That the place is held while something goes on, and that what goes on is watched. */
    static List<PlantedDefect> ofWatching() {
        return List.of(
                PlantedDefect.named("the place is free as soon as a rollback is decided")
                        .with(
                                STORE,
                                "        if (next.settled()) {\n            places.remove",
                                "        if (next.settled() || next.rollback() != null) {\n            places.remove"),
                PlantedDefect.named("a late rollback does not look whether the place is free")
                        .with(STORE, "if (row.deployment.settled() && !next.settled()) {", "if (row == null) {"),
                PlantedDefect.named("a late rollback does not take the place")
                        .with(
                                STORE,
                                "        } else {\n            places.put(next.environment(), row);",
                                "        } else if (next.promotedAt() == null) {\n            places.put(next.environment(), row);"),
                PlantedDefect.named("a run past its deadline is given up, not watched to its end")
                        .with(DEADLINES, """
                                        return Change.of(d, event.at())
                                                .progress(progress.at(
                                                        running.cancelling(what + " longer than " + Times.format(event.limit()), event.at())))
                                                .moved();
                                """, """
                                        return Endings.failed(
                                                Change.of(d, event.at()),
                                                new Failure(progress.phase(), Failure.Kind.RUN, what + " too long", event.at()));
                                """),
                PlantedDefect.named("a cancel that was accepted counts as carried out")
                        .with(
                                RUNS,
                                "        Instant soonest = event.at().plus(taken ? CANCEL_PACE : Backoff.after(1));\n",
                                """
                                        if (outcome instanceof CancelOutcome.Accepted
                                                && event.phase() == Phase.DEPLOY
                                                && d.cancelWish() != null) {
                                            return Endings.cancelled(Change.of(d, event.at()));
                                        }
                                        Instant soonest = event.at().plus(taken ? CANCEL_PACE : Backoff.after(1));
                                """),
                PlantedDefect.named("rolled back, says the record, when the run is over and nothing is verified")
                        .with(RUNS, """
                                            return change.apply(b -> b.rollbackVerification(VerificationState.begin(at)))
                                                    .moved();
                                """, """
                                            return change.status(DeploymentStatus.ROLLED_BACK)
                                                        .apply(b -> b.rolledBackAt(at))
                                                        .moved();
                                """),
                PlantedDefect.named("rolled back, says the record, whatever the checks found")
                        .with(
                                "deployment/VerificationTransitions.java",
                                "        if (!fired.isEmpty() || still != null) {\n",
                                "        if (fired.length() < 0) {\n"),
                PlantedDefect.named("a late rollback returns to the bad version itself")
                        .with(EARLIER, "!done && !entry.id().equals(rolledBack)", "!done")
                        .with(
                                EARLIER_VERSION,
                                "version.equals(rolledBack) ? older : version",
                                "rolledBack == null ? older : version"),
                PlantedDefect.named("a rollback after the full rollout only removes the canary")
                        .with(
                                ENDINGS,
                                "if (!lastWaveBegun(d)) {",
                                "if (d.request().rollout() == Rollout.CANARY || !lastWaveBegun(d)) {"),
                PlantedDefect.named("what is idle still is switched back")
                        .with(
                                ENDINGS,
                                "plan.isIdleFirst() ? RollbackMethod.NO_SWITCH : RollbackMethod.SWITCH_BACK",
                                "RollbackMethod.SWITCH_BACK")
                        .atCrashPointsOf(Flow.ILL_WHILE_IDLE),
                PlantedDefect.named("what was idle first is never switched back")
                        .with(
                                ENDINGS,
                                "if (!lastWaveBegun(d)) {",
                                "if (d.request().plan().isIdleFirst() || !lastWaveBegun(d)) {")
                        .atCrashPointsOf(Flow.SWITCHED_BACK),
                PlantedDefect.named("rolled back, says the record of what is idle still, and nobody looked")
                        .with(
                                ENDINGS,
                                "return change.status(DeploymentStatus.ROLLING_BACK)\n",
                                "return change.status(!rollback.method().hasRun()\n                        ? DeploymentStatus.ROLLED_BACK"
                                        + " : DeploymentStatus.ROLLING_BACK)\n")
                        .with(
                                STATUS,
                                "allow(VERIFYING, VERIFIED, PROMOTING, ROLLING_BACK);",
                                "allow(VERIFYING, VERIFIED, PROMOTING, ROLLING_BACK, ROLLED_BACK);")
                        .atCrashPointsOf(Flow.ILL_WHILE_IDLE));
    }

    /** That a failing check means that the release is ill. */
    static List<PlantedDefect> ofChecking() {
        return List.of(
                PlantedDefect.named("a failure rolls back at once, without a second look")
                        .with(ROUND, "private static final int ASKS = 3;", "private static final int ASKS = 1;")
                        .atCrashPointsOf(Flow.HICCUP),
                PlantedDefect.named("one failure of three is a failure")
                        .with(ANSWERS, "if (!worked.isEmpty()) {", "if (worked.size() > failed.size() + 2) {")
                        .atCrashPointsOf(Flow.HICCUP),
                PlantedDefect.named("an application gets ten seconds to start, not sixty")
                        .with(
                                ROUND,
                                "known.after().compareTo(settling) < 0;",
                                "known.after().compareTo(settling.dividedBy(6)) < 0;")
                        .atCrashPointsOf(Flow.SLOW_START),
                PlantedDefect.named("a check that hangs has failed")
                        .with(
                                FAILURES,
                                "return CheckResult.noData(\"The check was not done within \" + text(limit))",
                                "return CheckResult.fail(\"The check was not done within \" + text(limit))")
                        .inOneOf(2_000));
    }

    /** That clean-up removes nothing that is still needed, and keeps nobody from work. */
    static List<PlantedDefect> ofCleaningUp() {
        return List.of(
                PlantedDefect.named("clean-up removes what is not settled").with(STORE_RULES, """
                                        if (!deployment.settled()) {
                                            return false;
                                        }
                                """, """
                                        if (!deployment.settled()) {
                                            return Duration.between(deployment.statusSince(), now).compareTo(retention.settled()) >= 0;
                                        }
                                """),
                PlantedDefect.named("clean-up removes what still has something to tell")
                        .with(
                                STORE_RULES,
                                "? retention.unsent() : retention.settled()",
                                "? retention.settled() : retention.settled()"),
                PlantedDefect.named("clean-up counts from when a deployment was shipped, not from when it was settled")
                        .with(
                                STORE_RULES,
                                "Duration.between(deployment.statusSince(), now)",
                                "Duration.between(deployment.request().initiatedAt(), now)"),
                PlantedDefect.named("clean-up forgets one too many that was promoted")
                        .with(HISTORY, ".limit(retention.keepPromoted())", ".limit(retention.keepPromoted() - 1)")
                        .inOneOf(2_000),
                PlantedDefect.named("a clean-up that fails ends the round")
                        .with(
                                RECONCILER,
                                "            cleanUp.begin();\n",
                                "            parts.store().purge(engine.now(), parts.retention());\n"));
    }

    /** That clocks may be ten seconds apart, and that more is said. */
    static List<PlantedDefect> ofClocks() {
        return List.of(
                PlantedDefect.named("clocks that are minutes apart are nothing to speak of")
                        .with(CLOCKS, "MOST_APART = Deadlines.CLOCKS_APART;", "MOST_APART = Duration.ofHours(1);")
                        .whereClocksAreApart(),
                PlantedDefect.named("clocks that are within the limit are complained about")
                        .with(CLOCKS, "MOST_APART = Deadlines.CLOCKS_APART;", "MOST_APART = Duration.ofSeconds(2);"),
                PlantedDefect.named("a claim is renewed in time only for nodes whose clocks agree")
                        .inOneOf(1_000)
                        .with(TURN, "engine.lease().dividedBy(3)", "engine.lease().multipliedBy(4).dividedBy(5)"),
                PlantedDefect.named("history goes by the clocks of those who shipped")
                        .inOneOf(3_000)
                        .with(
                                HISTORY,
                                "new HistoryPosition(++last)",
                                "new HistoryPosition(entry.initiatedAt().toEpochMilli() * 1_000 + ++last)"));
    }

    /** That whatever somebody else's code does, a node goes on, counts it and says so. */
    static List<PlantedDefect> ofCallees() {
        return List.of(
                PlantedDefect.named("an Error ends the loop")
                        .with(
                                RECONCILER,
                                "        } catch (Throwable e) {\n            Survivors.unlessItIsTheEnd(parts.threads(), e);\n"
                                        + "            pulse.defect(e.getClass().getSimpleName() + (",
                                "        } catch (RuntimeException e) {\n"
                                        + "            pulse.defect(e.getClass().getSimpleName() + (")
                        .with(
                                RECONCILER,
                                "            } catch (Throwable e) {\n                // not even",
                                "            } catch (RuntimeException e) {\n                // not even")
                        .with(
                                ENGINE,
                                "            return true;\n        } catch (Throwable e) {\n",
                                "            return true;\n        } catch (RuntimeException e) {\n")
                        .withMeanCallees(),
                PlantedDefect.named("a listener is told on the thread of the turn")
                        .with("engine/Feed.java", "        boolean taken;\n", """
                                        if (waiting.isEmpty()) {
                                            listener.changed(before, event, after);
                                            return;
                                        }
                                        boolean taken;
                                """)
                        .withMeanCallees(),
                PlantedDefect.named("a listener that throws what is checked is told no more")
                        .with(
                                "engine/Feed.java",
                                "            } catch (Throwable e) {\n                Survivors.unlessItIsTheEnd(threads, e);\n"
                                        + "                callback.threw(",
                                "            } catch (RuntimeException | Error e) {\n                Survivors.unlessItIsTheEnd(threads, e);\n"
                                        + "                callback.threw(")
                        .withMeanCallees(),
                PlantedDefect.named("an authorizer is waited for without a limit")
                        .with(
                                INQUIRY,
                                "!asked.isOver && left > 0; left = deadline - threads.nanoTime()",
                                "!asked.isOver; left = Math.max(deadline, 1_000_000_000L)")
                        .withMeanCallees(),
                PlantedDefect.named("an authorizer that throws is taken for one that permits")
                        .with(
                                "engine/Permissions.java",
                                "        } catch (UnansweredException e) {\n            return denied(IN_DOUBT);",
                                "        } catch (UnansweredException e) {\n            return e.getCause() == null\n"
                                        + "                    ? denied(IN_DOUBT)\n                    : new Permission(null, Set.of());")
                        .withMeanCallees(),
                PlantedDefect.named("what a dispatcher throws is taken for \"not sent\"")
                        .with(
                                CALLS,
                                "new DispatchOutcome.Unknown(failure(callbacks.workflows(), \"dispatch\", intent.deployment(), e));",
                                "new DispatchOutcome.NotSent(\n"
                                        + "                                failure(callbacks.workflows(), \"dispatch\", intent.deployment(), e), now);")
                        .withMeanCallees(),
                PlantedDefect.named("a dispatcher that does not come back is taken for \"not sent\"")
                        .with(
                                CALLS,
                                "intent.attempt(), new DispatchOutcome.Unknown(reason), now);",
                                "intent.attempt(), new DispatchOutcome.NotSent(reason, now), now);")
                        .withMeanCallees(),
                PlantedDefect.named("an Error of the chat is not survived")
                        .with(
                                CALLS,
                                "        } catch (Throwable e) {\n            outcome = new DeliveryOutcome.Unavailable(",
                                "        } catch (RuntimeException e) {\n            outcome = new DeliveryOutcome.Unavailable(")
                        .withMeanCallees(),
                PlantedDefect.named("an alert whose sink threw an Error counts as sent")
                        .with(
                                CALLS,
                                "            problem = failure(callbacks.alerts(), \"send the alert\", deployment.id(), e);",
                                "            problem = e instanceof Error\n                    ? null\n"
                                        + "                    : failure(callbacks.alerts(), \"send the alert\", deployment.id(), e);")
                        .withMeanCallees(),
                PlantedDefect.named("calls that hang are not counted")
                        .with("engine/Callback.java", "                stuck.add(this);\n", "")
                        .withMeanCallees(),
                PlantedDefect.named("any number of calls may hang")
                        .with("engine/Callback.java", "MOST_STUCK = 8;", "MOST_STUCK = 8_000;")
                        .withMeanCallees(),
                PlantedDefect.named("nobody is told that something is called no more")
                        .with("engine/Watch.java", "        guarded(this::lookAtCallbacks);\n", "")
                        .withMeanCallees(),
                PlantedDefect.named("a call that outlives its turn is watched by nobody")
                        .with(TURN, "            ongoing.values().forEach(engine::leaveBehind);\n", "")
                        .withMeanCallees(),
                PlantedDefect.named("a task that the executor does not take holds its claim for ever")
                        .with(ENGINE, "            if (turn.callOff()) {\n", "            if (turn == null) {\n")
                        .withMeanCallees());
    }

    /** That each look at the metrics is counted once, and none is left out. */
    static List<PlantedDefect> ofCounting() {
        return List.of(
                PlantedDefect.named("a look at the metrics that two nodes took is counted twice")
                        .with(
                                METRICS,
                                "if (!counting.upTo().equals(event.from())) {",
                                "if (event.from().isAfter(counting.upTo())) {")
                        .with(JUDGE, "if (!look.from().equals(evidence.upTo())) {", "if (look == null) {")
                        .inOneOf(8_000),
                PlantedDefect.named("a look of which nothing is known is no gap")
                        .with(METRIC_ROUNDS, "metric.gaps() + span.looks(),", "metric.gaps(),")
                        .inOneOf(2_000),
                PlantedDefect.named("what was counted is forgotten while the source of metrics cannot answer")
                        .with(
                                COUNTING,
                                "return new Counting(upTo, looks, metrics, newRetryAt,",
                                "return new Counting(upTo, looks, List.of(), newRetryAt,")
                        .inOneOf(2_000),
                PlantedDefect.named("what was counted is forgotten when the next wave begins")
                        .with(
                                METRICS,
                                "return further.isEmpty() ? fresh : fresh.begun(further, LookLog.goOn());",
                                "return further == null ? null : fresh;")
                        .atCrashPointsOf(Flow.COUNTED),
                PlantedDefect.named("the canary is compared with what was there a minute before")
                        .with(METRIC_CALLS, "count.from(), Duration", "count.from().minusSeconds(60), Duration")
                        .atCrashPointsOf(Flow.COUNTED),
                PlantedDefect.named("the canary is compared with itself")
                        .with(
                                METRIC_ROUNDS,
                                "Look.beside(span.from(), span.to(), canary, counted.stable())",
                                "Look.beside(span.from(), span.to(), canary, canary)")
                        .atCrashPointsOf(Flow.COUNTED),
                PlantedDefect.named("yesterday begins when the deployment does, not when it bakes")
                        .with(
                                METRIC_LOOKS,
                                "TimeBefore.earlier(counting.upTo(), bake)",
                                "TimeBefore.earlier(d.deployPhase().startedAt(), bake)")
                        .atCrashPointsOf(Flow.WORSE_THAN_BEFORE),
                PlantedDefect.named("each look gets the same part of what was there before")
                        .with(METRIC_ROUNDS, "span.first(),", "0,")
                        .atCrashPointsOf(Flow.WORSE_THAN_BEFORE),
                PlantedDefect.named("what is worse than before is rolled back")
                        .with(METRIC_EVIDENCE, "? null : rule();", "? metric + \"_worse\" : rule();")
                        .atCrashPointsOf(Flow.WORSE_THAN_BEFORE),
                PlantedDefect.named("what a look was answered is noted twice")
                        .with(
                                LOOK_LOG,
                                "new LookLog(text + look.text(), ",
                                "new LookLog(text + look.text() + look.text(), ")
                        .atCrashPointsOf(Flow.COUNTED),
                PlantedDefect.named("what a look was answered is not noted after an outage")
                        .with(
                                METRICS,
                                "return log.and(look, LookLog.MOST - kept);",
                                "return look.spans() > 1 ? log : log.and(look, LookLog.MOST - kept);")
                        .inOneOf(2_000),
                PlantedDefect.named("metrics are counted during the warm-up")
                        .with(METRICS, "bake.firstRound(startedAt)", "startedAt")
                        .atCrashPointsOf(Flow.COUNTED));
    }

    /** That what is being shipped is asked beside all else. */
    static List<PlantedDefect> ofChanges() {
        return List.of(
                PlantedDefect.named("nothing is started before it is known what is being shipped")
                        .with(
                                PLANNER,
                                "            } else if (look == null) {\n",
                                "            } else if (look == null && looksUpChanges && d.change() == null) {\n"
                                        + "                agenda.from(now.plusSeconds(1), () -> new Step.Apply(new"
                                        + " DeploymentEvent.Woken(now)));\n"
                                        + "            } else if (look == null) {\n")
                        .with(
                                PLANNER,
                                "                || d.deployPhase().run().isEmpty()) {\n",
                                "                || d.settled()) {\n")
                        .atCrashPointsOf(Flow.CHANGE_LOG),
                PlantedDefect.named("nobody looks at the run while it is asked what is being shipped")
                        .with(TURN, "mayStart(Lane.CHANGE)) {", "mayStart(Lane.WORK)) {")
                        .with(TURN, "start(Lane.CHANGE, lookUp,", "start(Lane.WORK, lookUp,")
                        .atCrashPointsOf(Flow.CHANGE_LOG),
                PlantedDefect.named("it is asked for ever what is being shipped")
                        .with(CHANGES, "            return before == null\n", "            return event != null\n")
                        .atCrashPointsOf(Flow.CHANGE_LOG),
                PlantedDefect.named("another answer takes the place of what is known of what is being shipped")
                        .with(CHANGES, "if (before != null && !before.isPending()) {", "if (event == null) {")
                        .withMeanCallees(),
                PlantedDefect.named("an earlier version is deployed again by itself over risky paths")
                        .with(
                                ENDINGS,
                                "return isLeftToAPerson(d) ? null : rollbackOf(d,",
                                "return d.request().withoutRollback() ? null : rollbackOf(d,")
                        .atCrashPointsOf(Flow.LEFT_TO_A_PERSON));
    }

    /** That people are told. */
    static List<PlantedDefect> ofTelling() {
        return List.of(
                PlantedDefect.named("an alert is marked before it is sent")
                        .with(
                                TURN,
                                "            start(Lane.ALERT, alert, () -> engine.calls().alert(about, alert));\n",
                                """
                                            record(new DeploymentEvent.AlertDelivered(alert.alert().id(), null, engine.now()));
                                            start(Lane.ALERT, alert, () -> engine.calls().alert(about, alert));
                                """),
                PlantedDefect.named("an alert that could not be sent counts as sent")
                        .with(TELLING, "event.problem() == null", "event != null"),
                PlantedDefect.named("nobody is alerted of what is settled")
                        .with(
                                PLANNER,
                                "for (Alert alert : d.alerts()) {",
                                "for (Alert alert : d.settled() ? java.util.List.<Alert>of() : d.alerts()) {"),
                PlantedDefect.named("nobody is reminded of what needs attention")
                        .with(
                                PLANNER,
                                "            case NEEDS_ATTENTION -> {\n                planReminder(d, now, agenda);\n",
                                "            case NEEDS_ATTENTION -> {\n"),
                PlantedDefect.named("a card counts as shown though the chat did not answer")
                        .with(
                                TELLING,
                                "                        perhaps ? null : card.shown(),\n",
                                "                        perhaps && card.reference() != null ? event.digest() : card.shown(),\n")
                        .with(
                                TELLING,
                                "perhaps ? unsureUntil(card, event.at()) : card.unsureUntil()",
                                "card.unsureUntil()"),
                PlantedDefect.named("the digest is that of the record as it stands, not of the card that was sent")
                        .with(
                                TELLING,
                                "known ? event.digest() : null,",
                                "known ? io.releaseconductor.chat.CardRenderer.render(d).digest() : null,"),
                PlantedDefect.named("tries to show a card are told apart by the number of failures")
                        .with(TELLING, "        return !now.equals(event.before());\n", """
                                        CardState before = event.before();
                                        return now.posts() != before.posts()
                                                || now.failures() != before.failures()
                                                || !Objects.equals(now.reference(), before.reference())
                                                || !Objects.equals(now.shown(), before.shown());
                                """)
                        .with(TELLING, "AFTERMATH = Duration.ofMinutes(2);", "AFTERMATH = Duration.ZERO;")
                        .whereCardsOverlap(),
                PlantedDefect.named("a try that was not answered is forgotten when the next one is")
                        .with(TELLING, "AFTERMATH = Duration.ofMinutes(2);", "AFTERMATH = Duration.ofMillis(1);")
                        .whereCardsOverlap(),
                PlantedDefect.named("a deleted card is not posted again")
                        .with(TELLING, "        if (outcome instanceof DeliveryOutcome.Gone) {\n", """
                                        if (outcome instanceof DeliveryOutcome.Gone && d.card().reference() != null) {
                                            return shown(d, event, new DeliveryOutcome.Shown(d.card().reference()));
                                        }
                                        if (outcome instanceof DeliveryOutcome.Gone) {
                                """));
    }

    /** That people are called once, and not for what they did themselves. */
    static List<PlantedDefect> ofCalling() {
        return List.of(
                PlantedDefect.named("people are called to decide until they do")
                        .with(AWAITING, "lastCall(d) != null || isHeldSince(d)", "isHeldSince(d)")
                        .wherePeopleAreCalled(),
                PlantedDefect.named("nobody is called to decide")
                        .with(AWAITING, "!d.request().called().isNobody()", "d.request().called().isNobody()")
                        .atCrashPointsOf(Flow.CALLED),
                PlantedDefect.named("whoever rolls back is called for it")
                        .with(CHANGE, "if (by == null || by.isPolicy()) {", "if (by == null || !by.id().isEmpty()) {")
                        .wherePeopleAreCalled(),
                PlantedDefect.named("each of several alerts of one change calls")
                        .with(CHANGE, "            if (called) {\n", "            if (called && raised.isEmpty()) {\n")
                        .wherePeopleAreCalled());
    }

    /** That the failure rate of verifications is told when it is too high, and at no other time. */
    static List<PlantedDefect> ofAlerting() {
        return List.of(
                PlantedDefect.named("a bake's rounds count as verifications each")
                        .with(
                                ROUNDS,
                                "if (rollsBack || decides || d.status() == DeploymentStatus.VERIFIED) {",
                                "if (d != null) {")
                        .with(
                                PAST_VERIFICATIONS,
                                "|| !RecentVerifications.areAskedFor(d, moved.next())) {",
                                "|| moved.next() == null) {")
                        .atCrashPointsOf(Flow.FAILS_AGAIN),
                PlantedDefect.named("a rate is told of fewer verifications than make one")
                        .with(ALERT_RULES, "total >= least && ", "total >= 1 && "),
                PlantedDefect.named("the verifications of another environment count")
                        .with(
                                PAST_VERIFICATIONS,
                                "HistoryPages.back(store, d.environment())",
                                "HistoryPages.back(store, d.environment().equals(Environment.PROD) ? Environment.STAGING : Environment.PROD)")
                        .atCrashPointsOf(Flow.FAILS_AGAIN),
                PlantedDefect.named("the verification that ends does not count itself")
                        .with(
                                RECENT_VERIFICATIONS,
                                "int failures = count(others) + (failsNow ? 1 : 0);",
                                "int failures = count(others);"),
                PlantedDefect.named("a deployment counts once more when its history is read")
                        .with(
                                PAST_VERIFICATIONS,
                                ".filter(entry -> !entry.id().equals(d.id()))",
                                ".filter(entry -> entry.id() != null)"));
    }

    /** That a failed run that is started again is noticed, and goes on only where it may. */
    static List<PlantedDefect> ofStartingAgain() {
        return List.of(
                PlantedDefect.named("nobody looks whether a failed run was started again")
                        .with(RUNS_AGAIN, "mayGoOn ? at.plus(PACE) : null", "null")
                        .whereRunsAreStartedAgain(),
                PlantedDefect.named("what failed goes on though another one was shipped since")
                        .with(WRITER, "goesOn ? shippedLater(deployment) : null;", "null;")
                        .whereRunsAreStartedAgain(),
                PlantedDefect.named("what a person cancelled goes on when its run is started again")
                        .with(RUNS_AGAIN, "                && failure.kind() == Failure.Kind.RUN;", ";")
                        .whereRunsAreStartedAgain(),
                PlantedDefect.named("nobody is told of a run that was started again and is not watched")
                        .with(RUNS_AGAIN, "AlertKind.STRAY_RUN", "AlertKind.SLOW_DEPLOYMENT")
                        .whereRunsAreStartedAgain());
    }

    /** That what goes straight to the last wave had all the people of the gates that it passed, and skips nothing but the waves between. */
    static List<PlantedDefect> ofGoingFully() {
        return List.of(
                PlantedDefect.named("fully takes only what the next gate takes")
                        .with(
                                PLAN,
                                "for (int passed = number; !isLast(passed); passed++) {",
                                "for (int passed = number; passed == number; passed++) {")
                        .atCrashPointsOf(Flow.PROMOTE_FULLY),
                PlantedDefect.named("fully counts whoever shipped it where a passed gate does not")
                        .with(PLAN, "initiatorCounts &= gate.initiatorCounts();", "initiatorCounts = true;")
                        .atCrashPointsOf(Flow.PROMOTE_FULLY),
                PlantedDefect.named("the next wave is dispatched, though it is to be skipped")
                        .with(
                                ENDINGS,
                                "return begun(d.request().plan().waves().size(), decision, decision, change);",
                                "return begun(d.wave() + 1, decision, decision, change);")
                        .atCrashPointsOf(Flow.PROMOTE_FULLY),
                PlantedDefect.named("the last wave is not looked at where others were skipped")
                        .with(
                                RUNS,
                                "if (d.currentWave().bake() instanceof Bake.None) {",
                                "if (d.currentWave().bake() instanceof Bake.None || d.wave() > d.waves().size()) {")
                        .atCrashPointsOf(Flow.PROMOTE_FULLY),
                PlantedDefect.named("fully is open before anything of the wave was seen")
                        .with(
                                "deployment/FullyTransitions.java",
                                "return seen == null || seen.isRunning() ?",
                                "return seen == null ?")
                        .inOneOf(2_000),
                PlantedDefect.named("whoever may promote may promote fully")
                        .with(
                                "engine/Permissions.java",
                                "Permission permission = askFor(actor, action, environment, deployment);",
                                "Permission permission = askFor(actor, action == Action.FULLY ? Action.PROMOTE : action, environment, deployment);")
                        .atCrashPointsOf(Flow.PROMOTE_FULLY),
                PlantedDefect.named("approvals need no permission")
                        .with(
                                CONDUCTOR,
                                "return denial == null ? then.apply(",
                                "return denial == null || action == Action.PROMOTE ? then.apply(")
                        .atCrashPointsOf(Flow.APPROVER_LOSES_ROLE));
    }

    /** That a rollout reaches further only through its gates, and goes as it was shipped. */
    static List<PlantedDefect> ofWaves() {
        return List.of(
                PlantedDefect.named("a click on an old card opens a later gate")
                        .with(DECISIONS, "if (event.gate() != d.wave()) {", "if (event.gate() > d.wave()) {")
                        .atCrashPointsOf(Flow.THREE_WAVES),
                PlantedDefect.named("rounds that were missed are no gap")
                        .with(OBSERVATION, "gaps + missed + (", "gaps + (")
                        .inOneOf(2_000),
                PlantedDefect.named("rounds during the warm-up count")
                        .with(
                                OBSERVATION,
                                "bake.firstRound(startedAt).minus(bake.every())",
                                "startedAt.minus(bake.every())")
                        .atCrashPointsOf(Flow.BAKED),
                PlantedDefect.named("one round that fails rolls back")
                        .with(CHECK_ROUNDS, "return check.isNewFailure() ? doubted(check) : check;", "return check;")
                        .atCrashPointsOf(Flow.ILL_IN_BAKE),
                PlantedDefect.named("whoever shipped it may approve it, against the plan")
                        .with(
                                APPROVALS,
                                "if (!gate.initiatorCounts() && !initiator.isPolicy()",
                                "if (gate.initiatorCounts() && !initiator.isPolicy()")
                        .atCrashPointsOf(Flow.TWO_APPROVERS),
                PlantedDefect.named("one approval of two is enough")
                        .with(
                                APPROVALS,
                                "return approvals.size() >= gate.count() &&",
                                "return approvals.size() >= 1 &&")
                        .atCrashPointsOf(Flow.TWO_APPROVERS),
                PlantedDefect.named("approvals count though the checks come out otherwise since")
                        .with(
                                "deployment/RoundTransitions.java",
                                "ApprovalTransitions.voidedIfOther(d, Change.of(d, at), state.verdict(), verdict)",
                                "Change.of(d, at)")
                        .atCrashPointsOf(Flow.VOIDED),
                PlantedDefect.named("the policy opens a gate that takes several people")
                        .with(
                                DEPLOYMENT,
                                "                && !(currentWave().gate() instanceof Gate.Approvals gate && !gate.isOfOne());",
                                ";")
                        .with(APPROVALS, "return gate.isOfOne()\n", "return gate.count() > 0\n")
                        .atCrashPointsOf(Flow.TWO_APPROVERS),
                PlantedDefect.named("runs of all later waves share a key")
                        .with(
                                "deployment/Attempt.java",
                                "return wave > 2 ? phase.wireName() + \"-\" + wave : phase.wireName();",
                                "return phase.wireName();")
                        .atCrashPointsOf(Flow.THREE_WAVES),
                PlantedDefect.named("a wave goes on without a look at it")
                        .with(RUNS, "if (d.currentWave().bake() instanceof Bake.None) {", "if (d.wave() > 1) {")
                        .atCrashPointsOf(Flow.THREE_WAVES),
                PlantedDefect.named("the policy is the one of the node, not of the record")
                        .with(
                                "engine/Freezing.java",
                                "if (d.request().policy() != null || settings == null) {",
                                "if (settings == null) {")
                        .inOneOf(2_000),
                PlantedDefect.named("whoever promotes accepts all that may still fire")
                        .with(
                                "deployment/Accepted.java",
                                "if (byPerson && seen != null && hadFired(seen, trigger, found, now)) {",
                                "if (byPerson) {")
                        .atCrashPointsOf(Flow.WAVE_FAILS),
                PlantedDefect.named("what a person has accepted is rolled back all the same")
                        .with(
                                "deployment/Accepted.java",
                                "if (byPerson && seen != null && hadFired(seen, trigger, found, now)) {",
                                "if (byPerson && seen == null) {")
                        .atCrashPointsOf(Flow.ACCEPTED),
                PlantedDefect.named("an open gate opens whatever the checks found")
                        .with(
                                "deployment/VerificationTransitions.java",
                                "boolean open = d.currentWave().gate() instanceof Gate.Open;",
                                "boolean open = d.currentWave().gate() instanceof Gate.Open;"
                                        + " if (open) { return new Verdict(Recommendation.PROMOTE, List.of(), List.of()); }")
                        .inOneOf(1_000));
    }

    /** That what was there before excuses what it may, and nothing else. */
    static List<PlantedDefect> ofBaselines() {
        return List.of(
                PlantedDefect.named("a workflow is started before anybody looked at what is there")
                        .with(DEPLOYMENT, "&& baseline.isPending()\n", "&& baseline.isPending() && revision < 0\n")
                        .atCrashPointsOf(Flow.PROMOTE),
                PlantedDefect.named("whatever fails is excused if it was looked at before")
                        .with(
                                BASELINE,
                                "return then.status() == CheckStatus.FAIL\n",
                                "return then.status() != null || now.link() != null\n")
                        .atCrashPointsOf(Flow.AUTO_ROLLBACK),
                PlantedDefect.named("silence excuses silence")
                        .with(BASELINE, """
                                                && !then.unanswered()
                                                && !now.unanswered()
                                """, "")
                        .inOneOf(2_000),
                PlantedDefect.named("what failed is taken for what a rollback returns to")
                        .with(
                                SHIPPER,
                                "return entry.status() == DeploymentStatus.CANCELLED\n",
                                "return entry.status() == DeploymentStatus.CANCELLED || entry.status() == DeploymentStatus.FAILED\n"),
                PlantedDefect.named("what was ill before is rolled back all the same")
                        .with(
                                "check/CompletedCheck.java",
                                "return status() == CheckStatus.FAIL && !alreadySo;",
                                "return status() == CheckStatus.FAIL;")
                        .atCrashPointsOf(Flow.ILL_BEFORE));
    }

    /** That what checks usually take comes from what was promoted, and decides nothing. */
    static List<PlantedDefect> ofUsualLatencies() {
        return List.of(
                PlantedDefect.named("what is slower than usual counts as a warning")
                        .with(
                                "deployment/VerificationTransitions.java",
                                "        Verification result = BaselineTransitions.marked(d, event.phase(), event.result(), event.at());\n",
                                """
                                        Verification found = BaselineTransitions.marked(d, event.phase(), event.result(), event.at());
                                        Verification result = new Verification(
                                                found.startedAt(),
                                                found.finishedAt(),
                                                found.results().stream()
                                                        .map(check -> d.request().usual().warnsOf(check)
                                                                ? new io.releaseconductor.check.CompletedCheck(
                                                                        check.id(),
                                                                        check.name(),
                                                                        io.releaseconductor.check.CheckResult.warning("slow"))
                                                                : check)
                                                        .toList());
                                """)
                        .whereSomeAreSlow(),
                PlantedDefect.named("what was not promoted says what is usual")
                        .with(
                                "deployment/HistoryEntry.java",
                                "if (result == null || d.status() != DeploymentStatus.PROMOTED) {",
                                "if (result == null) {")
                        .with(
                                "engine/UsualFigures.java",
                                "deployments < UsualLatency.MOST && entry.status() == DeploymentStatus.PROMOTED",
                                "deployments < UsualLatency.MOST")
                        .whereSomeAreSlow());
    }

    /** That nothing begins that its pre-flight does not admit, and that it keeps nothing for ever. */
    static List<PlantedDefect> ofPreflight() {
        return List.of(
                PlantedDefect.named("the pre-flight keeps nothing from beginning")
                        .with(
                                "deployment/AdmissionTransitions.java",
                                "return state != null && !state.admitsAt(at);",
                                "return false;"),
                PlantedDefect.named("an answer of the pre-flight holds for ever")
                        .with(ADMISSION, "return admits() && !at.isAfter(due());", "return admits();"),
                PlantedDefect.named("a rule that cannot tell admits")
                        .with(
                                "deployment/AdmissionAnswer.java",
                                "return outcome instanceof AdmissionOutcome.Yes;",
                                "return outcome instanceof AdmissionOutcome.Yes || outcome instanceof AdmissionOutcome.Unknown;"),
                PlantedDefect.named("an override covers whatever comes up later")
                        .atCrashPointsOf(Flow.OVERRIDDEN)
                        .with(
                                ADMISSION,
                                "&& overrides.stream().noneMatch(override -> override.rules().contains(answer.rule()));",
                                "&& overrides.isEmpty();"),
                PlantedDefect.named("whoever may cancel may override the pre-flight")
                        .with("chat/Question.java", "OVERRIDE(Action.OVERRIDE),", "OVERRIDE(Action.CANCEL),"),
                PlantedDefect.named("nobody is told of an override")
                        .with(
                                "deployment/AdmissionTransitions.java",
                                "tell(change, next.overrides().get(next.overrides().size() - 1), state.answers());",
                                ""),
                PlantedDefect.named("a version that was given up in the first environment goes on to the next")
                        .atCrashPointsOf(Flow.ORDER_ENFORCED)
                        .with(
                                "engine/GoodVersions.java",
                                ".filter(entry -> entry.status() == DeploymentStatus.PROMOTED)\n                .isPresent();",
                                ".isPresent();"),
                PlantedDefect.named("any version goes on to the next environment once one was promoted")
                        .atCrashPointsOf(Flow.ORDER_ENFORCED)
                        .with(
                                "engine/GoodVersions.java",
                                ".filter(entry -> version.equals(entry.version()) && decides(entry))",
                                ".filter(GoodVersions::decides)"),
                PlantedDefect.named("what waits for its pre-flight is never too late")
                        .atCrashPointsOf(Flow.ORDER_ENFORCED)
                        .with(PLANNER, "} else {\n                planLongestWait(d, now, agenda);", "} else {"),
                PlantedDefect.named("what waits for its pre-flight fails, since it was not dispatched in time")
                        .with(
                                PLANNER,
                                "if (d.keptSince() == null) {",
                                "if (d.keptSince() == null || !d.isRestrained()) {"),
                PlantedDefect.named("each answer of the pre-flight begins the wait anew")
                        .atCrashPointsOf(Flow.ORDER_ENFORCED)
                        .with(
                                ADMISSION,
                                "return new AdmissionState(since, asked, now,",
                                "return new AdmissionState(java.util.Objects.requireNonNullElse(asked, since), asked, now,"),
                PlantedDefect.named("what the pre-flight refuses for certain is stored")
                        .with(
                                "AdmissionDesk.java",
                                "? refused(state) : new Asked(state, null);",
                                "? new Asked(state, null) : new Asked(state, null);"),
                PlantedDefect.named("what is shipped on has no pre-flight")
                        .with(
                                SHIPPER,
                                "AdmissionState.of(request), linkedOperation(promoted.id())",
                                "null, linkedOperation(promoted.id())")
                        .inOneOf(2_000));
    }

    /** That nothing begins under a lock, a stop or a closed window, and that they keep nothing else. */
    static List<PlantedDefect> ofLocks() {
        return List.of(
                PlantedDefect.named("the store holds no write against the locks")
                        .with(STORE, "Lock locked = binding(next.environment(), beginning);", "Lock locked = null;"),
                PlantedDefect.named("the store creates under any lock")
                        .with(
                                STORE,
                                "Lock locked = binding(deployment.environment(), StoreRules.beginningOf(deployment));",
                                "Lock locked = null;"),
                PlantedDefect.named("a stop does not bind whoever gave it")
                        .with(
                                "lock/Lock.java",
                                "isInForce(now) && (isStop() || actor == null || !actor.isSameAs(owner))",
                                "isInForce(now) && (actor == null || !actor.isSameAs(owner))"),
                PlantedDefect.named("a gate opens under a lock")
                        .with(
                                WRITER,
                                "if (event instanceof DeploymentEvent.Promote || event instanceof DeploymentEvent.PromoteFully) {",
                                "if (event instanceof DeploymentEvent.PromoteFully) {")
                        .atCrashPointsOf(Flow.STOPPED),
                PlantedDefect.named("the intent of a rollback is held against the locks")
                        .with(
                                WRITER,
                                "event instanceof DeploymentEvent.Intended intended && intended.phase() != Phase.ROLL_BACK",
                                "event instanceof DeploymentEvent.Intended intended"),
                PlantedDefect.named("a closed window keeps nothing from beginning")
                        .with(
                                WRITER,
                                "beginning == null ? null : restraints.closed(deployment.environment(), beginning.at());",
                                "null;"),
                PlantedDefect.named("an intent may be sent when its window has closed")
                        .with(
                                RESTRAINTS,
                                "return closes.isBefore(intent.validUntil()) ? intent.withValidUntil(closes) : intent;",
                                "return intent;"),
                PlantedDefect.named("what waits for the end of a lock never looks again")
                        .with(
                                PLANNER,
                                "agenda.from(restraint.lookAgainAt(), () -> new Step.LookAtRestraint(restraint));",
                                ""),
                PlantedDefect.named("a decision that waits under a lock expires")
                        .with(PLANNER, """
                                        if (d.isRestrained()) {
                                            planRestraint(d, now, agenda);
                                            return;
                                        }
                                """, ""),
                PlantedDefect.named("what waits under a lock fails, since it was not dispatched in time")
                        .with(PLANNER, """
                                            if (progress.phase() != Phase.ROLL_BACK && d.isRestrained()) {
                                                planRestraint(d, now, agenda);
                                            } else {
                                                planDispatch(d, progress, ready, now, agenda);
                                            }
                                """, """
                                            if (progress.phase() != Phase.ROLL_BACK && d.isRestrained()) {
                                                planRestraint(d, now, agenda);
                                                deadline(agenda, Deadline.DISPATCH, progress.startedAt(), deadlines.dispatch(), now);
                                            } else {
                                                planDispatch(d, progress, ready, now, agenda);
                                            }
                                """),
                PlantedDefect.named("what waits for the end of a lock is never too late")
                        .with(
                                PLANNER,
                                "        planLongestWait(d, now, agenda);\n        agenda.from(",
                                "        agenda.from(")
                        .atCrashPointsOf(Flow.LOCKED_FOR_TOO_LONG),
                PlantedDefect.named("each look at a lock begins the wait for its end anew")
                        .with(
                                "deployment/RestraintTransitions.java",
                                "Instant since = before == null ? event.at() : before.since();",
                                "Instant since = event.at();")
                        .atCrashPointsOf(Flow.LOCKED_FOR_TOO_LONG),
                PlantedDefect.named("a rollback counts as kept from beginning by what kept the gate shut")
                        .with("deployment/Change.java", """
                                            if (restraint != null) {
                                                next.restraint(restraint.over(at));
                                            }
                                """, ""));
    }

    /** That what was promoted is watched, and stands for a while before it is shipped on. */
    static List<PlantedDefect> ofPromoted() {
        return List.of(
                PlantedDefect.named("a watch rolls back over what was deployed since")
                        .with(
                                TURN,
                                "        return engine.writer()\n                .newer(about)\n",
                                "        return Optional.<io.releaseconductor.model.DeployId>empty()\n")
                        .with(
                                TURN,
                                "import java.util.Objects;\n",
                                "import java.util.Objects;\nimport java.util.Optional;\n")
                        .with(WRITER, "goesOn ? shippedLater(deployment) : null;", "null;")
                        .with(STORE_RULES, "decision().by().isPolicy();", "decision() == null;")
                        .atCrashPointsOf(Flow.WATCH_SUPERSEDED),
                PlantedDefect.named("a watch goes on when a newer deployment began")
                        .with(
                                TURN,
                                "        return engine.writer()\n                .newer(about)\n",
                                "        return Optional.<io.releaseconductor.model.DeployId>empty()\n")
                        .with(
                                TURN,
                                "import java.util.Objects;\n",
                                "import java.util.Objects;\nimport java.util.Optional;\n")
                        .whereWatched(),
                PlantedDefect.named("a watch never ends")
                        .with(WATCH, "seen.upTo().isBefore(watch.until(seen.startedAt()))", "seen.expected() > 0")
                        .whereWatched(),
                PlantedDefect.named("a hold keeps no watch from rolling back")
                        .with(
                                WATCH,
                                "return d.rollsBackWhileWatched() && !d.isHeld()",
                                "return d.rollsBackWhileWatched()")
                        .atCrashPointsOf(Flow.WATCH_ROLLS_BACK),
                PlantedDefect.named("what fires while watched is told with each look")
                        .with(WATCH, "filter(rule -> !counted.hasFired(rule))", "filter(rule -> counted != null)")
                        .atCrashPointsOf(Flow.WATCH_ROLLS_BACK),
                PlantedDefect.named("a watch rolls back what a person accepted by promoting")
                        .with(WATCH, "Accepted.withoutThoseOfPromotion(d, result, verdict)", "verdict.fired()")
                        .whereWatched(),
                PlantedDefect.named("a watch rolls back where nobody agreed to that")
                        .with(ENDINGS, "return request.watch().rollsBack()\n", "return !request.watch().isOff()\n")
                        .whereWatched(),
                PlantedDefect.named("looks that are missed while watched are not counted")
                        .with(WATCH_STATE, "looks, gaps + missed, result", "looks, gaps + 1, result")
                        .whereWatched()
                        .inOneOf(1_000),
                PlantedDefect.named("the linked environment follows at once, not after the soak")
                        .with(PLANNER, "agenda.from(linked.notBefore(),", "agenda.from(d.statusSince(),")
                        .atCrashPointsOf(Flow.SOAK),
                PlantedDefect.named("an older version is shipped on, though another one was promoted meanwhile")
                        .with(SHIPPER, "return promoted.soaking() == null\n", "return promoted != null\n")
                        .atCrashPointsOf(Flow.SOAK),
                PlantedDefect.named("what fires while it soaks is shipped on all the same")
                        .with(WATCH, "if (soaking == null) {", "if (d != null) {")
                        .whereWatched()
                        .inOneOf(2_000));
    }

    /** That all that happened is kept, once and in order. */
    static List<PlantedDefect> ofAudit() {
        return List.of(
                PlantedDefect.named("an entry of the audit trail is written after what it tells, not with it")
                        .with(
                                WRITER,
                                "Deployment then = Audited.by(deployment, event, ((LifecycleResult.Moved) result).next(), nodeId);",
                                "Deployment then = Audited.by(deployment, event, ((LifecycleResult.Moved) result).next(), nodeId)\n"
                                        + "                .toBuilder().audit(deployment.audit()).build();"),
                PlantedDefect.named("why somebody holds it is forgotten once another one does")
                        .with(HOLDS, "new ArrayList<>(d.holdReasons());", "new ArrayList<>();")
                        .atCrashPointsOf(Flow.HELD),
                PlantedDefect.named("what the policy would have done is noted where it could not have")
                        .with(SHADOWS, "return fired.isEmpty() ? change :", "return !fired.isEmpty() ? change :")
                        .inOneOf(500),
                PlantedDefect.named("what the policy would have done changes with each look")
                        .with(
                                SHADOWS,
                                "List<Shadow> all = new ArrayList<>(d.shadows());",
                                "List<Shadow> all = new ArrayList<>();")
                        .inOneOf(500),
                PlantedDefect.named("a hold is in no audit trail").with(SUBSTANCE, "                d.holds(),\n", ""),
                PlantedDefect.named("that an alert was sent is in no audit trail")
                        .with(SUBSTANCE, "        parts.add(alert.sentAt());\n", ""),
                PlantedDefect.named("each progress is in the audit trail")
                        .with(
                                SUBSTANCE,
                                "return before.status() != after.status() ||",
                                "return before.revision() != after.revision() ||"),
                PlantedDefect.named("entries of an audit trail are not chained")
                        .with(
                                AUDIT_ENTRY,
                                "                last == null ? \"\" : last.digest,\n",
                                "                \"\",\n"),
                PlantedDefect.named("who decided is in no audit trail")
                        .with(
                                AUDITED,
                                "event instanceof DeploymentEvent.Asked asked ? asked.by() :",
                                "event instanceof DeploymentEvent.Hold asked ? asked.by() :"),
                PlantedDefect.named("a repeated save adds its entry to the audit trail again")
                        .with(
                                STORE,
                                "            if (written != null) {\n",
                                "            if (written != null) {\n                note(written);\n"),
                PlantedDefect.named("an audit trail goes with its deployment, not with its history")
                        .with(
                                STORE,
                                "trails.keySet().removeIf(id -> !history.contains(id));",
                                "trails.keySet().removeIf(id -> !rows.containsKey(id));"));
    }

    static List<PlantedDefect> all() {
        List<PlantedDefect> all = new java.util.ArrayList<>();
        List.of(
                        ofDispatching(),
                        ofSaving(),
                        ofDeciding(),
                        ofWatching(),
                        ofStartingAgain(),
                        ofChecking(),
                        ofBaselines(),
                        ofCleaningUp(),
                        ofClocks(),
                        ofCallees(),
                        ofChanges(),
                        ofCounting(),
                        ofTelling(),
                        ofCalling(),
                        ofAlerting(),
                        ofWaves(),
                        ofGoingFully(),
                        ofUsualLatencies(),
                        ofPromoted(),
                        ofLocks(),
                        ofPreflight(),
                        ofAudit())
                .forEach(all::addAll);
        return List.copyOf(all);
    }
}
