package io.releaseconductor.json;

import io.releaseconductor.check.CompletedCheck;
import io.releaseconductor.deployment.Attention;
import io.releaseconductor.deployment.CardState;
import io.releaseconductor.deployment.Decision;
import io.releaseconductor.deployment.DeployRequest;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.RiskyPaths;
import io.releaseconductor.deployment.Rollback;
import io.releaseconductor.deployment.WorkflowRun;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Strategy;
import io.releaseconductor.policy.ReleasePolicy;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A deployment's record. The spec's thirteen fields come first and are always there, null where there is nothing to say. */
final class DeploymentWire {

    /**
     * The newest format. A record has the oldest one whose readers do not misread it; a field that is added does not raise it. Format 2
     * is for rollout plans that readers of format 1 would walk through otherwise: it has a list of waves in place of two phases.
     */
    static final int FORMAT = 2;

    static final String CARRIED = "carried";

    private DeploymentWire() {}

    static void write(JsonOut out, Deployment d) {
        writeSpecFields(out, d);
        writeRequest(out, d.request());
        out.number("revision", d.revision())
                .time("status_since", d.statusSince())
                .time("due_at", d.dueAt())
                .text("version", d.version())
                .object("baseline", d.baseline(), BaselineWire::write)
                .object("admission", d.admission(), AdmissionWire::write)
                .object("change", d.change(), ChangeWire::write)
                .object("phases", d, WavesWire::writePhases)
                .list("waves", WavesWire.besidePhases(d), (wave, progress) -> WavesWire.write(wave, d, progress))
                .object("verification", WavesWire.verificationBeside(d), VerificationWire::write)
                .object("rollback_verification", d.rollbackVerification(), VerificationWire::write)
                .object(
                        "rollback_verification_results",
                        VerificationWire.resultsOf(d.rollbackVerification()),
                        VerificationWire::writeResults)
                .object("cancel_wish", d.cancelWish(), ActorWire::write)
                .object("hold", HoldsWire.last(d), ActorWire::write)
                .list("other_holds", HoldsWire.others(d), ActorWire::write)
                .list("hold_reasons", d.holdReasons(), HoldsWire::write)
                .object("hold_lifted", d.lifted(), ActorWire::write)
                .list("shadows", d.shadows(), ShadowWire::write)
                .object("promotion", d.promotion(), (in, promotion) -> in.time("decided_at", promotion.at()))
                .object("rollback_wish", d.rollbackWish(), OutcomeWire::writeWish)
                .object("rollback", d.rollback(), DeploymentWire::writeRollback)
                .object("failure", d.failure(), OutcomeWire::write)
                .object("restraint", d.restraint(), RestraintWire::write)
                .object("attention", d.attention(), OutcomeWire::write)
                .object("linked", d.linked(), OutcomeWire::write)
                .object("watching", d.watch(), WatchWire::write)
                .object("audit", d.audit(), AuditWire::write)
                .object("card", d.card().equals(CardState.NONE) ? null : d.card(), TellingWire::write)
                .list("alerts", d.alerts(), TellingWire::write)
                .absent(CARRIED);
    }

    private static void writeSpecFields(JsonOut out, Deployment d) {
        DeployRequest request = d.request();
        WorkflowRun run = WavesWire.runOfRecord(d);
        URI url = run == null ? null : run.url();
        Decision promotion = d.promotion();
        Rollback rollback = d.rollback();
        out.text("deploy_id", d.id().value())
                .number("format", PlanWire.isOfFormat1(request.plan()) ? 1 : FORMAT)
                .text("env", request.environment().name())
                .word("strategy", request.strategy(), WireNames.STRATEGY)
                .word("status", d.status(), WireNames.STATUS);
        ActorWire.writeBeside(out, "initiated_by", request.initiatedBy());
        out.seconds("initiated_at", request.initiatedAt())
                .idOrNull("workflow_run_id", run == null ? null : run.id())
                .textOrNull("workflow_run_url", url == null ? null : url.toString())
                .objectOrNull(
                        "verification_results",
                        VerificationWire.resultsOf(d.verification()),
                        VerificationWire::writeResults)
                .seconds("promoted_at", d.promotedAt());
        ActorWire.writeBeside(out, "promoted_by", promotion == null ? null : promotion.by());
        out.seconds("rolled_back_at", d.rolledBackAt());
        ActorWire.writeBeside(
                out,
                "rolled_back_by",
                rollback == null ? null : rollback.decision().by());
    }

    private static void writeRequest(JsonOut out, DeployRequest request) {
        Environment linked = request.linked();
        DeployId parent = request.parent();
        ReleasePolicy policy = request.policy();
        List<String> checks = request.checks();
        out.word("rollout", request.rollout(), WireNames.ROLLOUT)
                .list(
                        "plan",
                        request.plan().isDefault() ? List.of() : request.plan().waves(),
                        PlanWire::write)
                .object("policy", policy, PolicyWire::write)
                .texts("checks", checks == null ? List.of() : checks)
                .text("ref", request.ref())
                .text("requested_version", request.version())
                .object("resolved_ref", request.resolved(), RefWire::write)
                .text("note", request.note())
                .text("previous_version", request.previousVersion())
                .text("older_version", request.olderVersion())
                .text("destination", request.destination())
                .text("linked_env", linked == null ? null : linked.name())
                .text("parent", parent == null ? null : parent.value())
                .flagIfSet("promote_from_head", request.promoteFromHead())
                .flagIfSet("linked_from_head", request.linkedFromHead())
                .flagIfSet("without_rollback", request.withoutRollback())
                .object("profile", ProfileWire.unlessNone(request.profile()), ProfileWire::write);
        CalledWire.write(out, "call", request.called());
        out.object("metrics", request.metrics().isEmpty() ? null : request.metrics(), CountingWire::writePlan);
        LatencyWire.writeUsual(out, "usual_latencies", request.usual());
        CountingWire.writeFailedRounds(out, "failed_rounds", request.failedRounds());
        out.texts("risky_paths", request.riskyPaths().globs());
        AdmissionWire.writeRules(out, request.admission());
        out.object("watch", WatchWire.unlessOff(request.watch()), WatchWire::write);
        WatchWire.writeSoak(out, "soak_ms", request.soak());
    }

    private static void writeRollback(JsonOut out, Rollback rollback) {
        out.time("decided_at", rollback.decision().at());
        OutcomeWire.writeWay(out, rollback);
    }

    /** Reads a record of this or the older layout, and carries along what it does not know. */
    static Deployment read(Reading reading) {
        Deployment deployment = reading.read(in -> {
            Deployment read = OlderLayout.is(in) ? OlderLayout.read(in) : readCurrent(in);
            in.carried(CARRIED);
            return read;
        });
        Map<String, String> unknown = reading.unknown();
        return unknown.isEmpty()
                ? deployment
                : deployment.toBuilder().extensions(unknown).build();
    }

    private static Deployment readCurrent(JsonIn in) {
        long format = in.format(FORMAT);
        DeployId id = in.deployId("deploy_id");
        DeploymentStatus status = in.word("status", WireNames.STATUS);
        DeployRequest request = readRequest(in, id);
        if (PlanWire.isOfFormat1(request.plan()) != (format == 1)) {
            throw in.corrupt("format", "is " + format + ", which does not go with the plan");
        }
        Decision promotion = readPromotion(in);
        WavesWire.Phases phases = WavesWire.read(in, request, promotion);
        List<CompletedCheck> rollbackResults =
                in.objectOrNull("rollback_verification_results", VerificationWire::readResults);
        Attention attention = in.objectOrNull("attention", OutcomeWire::readAttention);
        if ((status == DeploymentStatus.NEEDS_ATTENTION) != (attention != null)) {
            throw in.corrupt(
                    "attention",
                    "is " + (attention == null ? "missing" : "there")
                            + "; allowed: if and only if the status is needs_attention");
        }
        CardState card = in.objectOrNull("card", TellingWire::readCard);
        return new Deployment(
                id,
                in.number("revision", 1, Long.MAX_VALUE),
                request,
                status,
                in.time("status_since"),
                in.textOrNull("version"),
                in.objectOrNull("baseline", BaselineWire::read),
                in.objectOrNull("admission", AdmissionWire::read),
                in.objectOrNull("change", ChangeWire::read),
                phases.waves(),
                phases.rollback(),
                VerificationWire.readBeside(in, "rollback_verification", rollbackResults),
                in.objectOrNull("cancel_wish", ActorWire::readDecision),
                in.objectOrNull("rollback_wish", OutcomeWire::readWish),
                HoldsWire.read(in),
                in.list("hold_reasons", HoldsWire::readReason),
                in.objectOrNull("hold_lifted", ActorWire::readDecision),
                in.list("shadows", ShadowWire::read),
                promotion,
                in.secondsOrNull("promoted_at"),
                readRollback(in),
                in.secondsOrNull("rolled_back_at"),
                in.objectOrNull("failure", OutcomeWire::readFailure),
                in.objectOrNull("restraint", RestraintWire::read),
                attention,
                in.objectOrNull("linked", OutcomeWire::readLinked),
                in.objectOrNull("watching", WatchWire::readState),
                in.objectOrNull("audit", AuditWire::read),
                card == null ? CardState.NONE : card,
                in.list("alerts", TellingWire::readAlert),
                in.timeOrNull("due_at"),
                Map.of());
    }

    static Environment readEnvironment(JsonIn in, DeployId id) {
        Environment environment = in.environment("env");
        if (!environment.equals(id.environment())) {
            throw in.corrupt("env", "is not the environment that deploy_id names");
        }
        return environment;
    }

    private static DeployRequest readRequest(JsonIn in, DeployId id) {
        Environment environment = readEnvironment(in, id);
        Strategy strategy = in.word("strategy", WireNames.STRATEGY);
        Environment linked = in.environmentOrNull("linked_env");
        if (environment.equals(linked)) {
            throw in.corrupt("linked_env", "is the environment itself; allowed: another one");
        }
        ReleasePolicy policy = in.objectOrNull("policy", PolicyWire::read);
        List<String> checks = in.texts("checks");
        if (policy == null && !checks.isEmpty()) {
            throw in.corrupt("policy", "is missing, but checks are there");
        }
        String version = in.filledOrNull("requested_version", DeployRequest.MAX_NAME_LENGTH);
        return DeployRequest.builder(
                        environment,
                        strategy,
                        PlanWire.read(in, in.word("rollout", WireNames.ROLLOUT)),
                        ActorWire.needBeside(in, "initiated_by"),
                        in.seconds("initiated_at"))
                .ref(in.filledOrNull("ref", DeployRequest.MAX_NAME_LENGTH))
                .version(version)
                .resolved(RefWire.read(in, "resolved_ref", version))
                .note(in.filledOrNull("note", DeployRequest.MAX_NOTE_LENGTH))
                .destination(in.textOrNull("destination"))
                .linked(linked)
                .parent(in.deployIdOrNull("parent"))
                .previousVersion(in.textOrNull("previous_version"))
                .promoteFromHead(in.flagOrFalse("promote_from_head"))
                .linkedFromHead(in.flagOrFalse("linked_from_head"))
                .withoutRollback(in.flagOrFalse("without_rollback"))
                .called(CalledWire.read(in, "call"))
                .metrics(CountingWire.planOrNone(in.objectOrNull("metrics", CountingWire::readPlan)))
                .usual(LatencyWire.readUsual(in, "usual_latencies"))
                .failedRounds(CountingWire.readFailedRounds(in, "failed_rounds"))
                .riskyPaths(new RiskyPaths(in.texts("risky_paths")))
                .admission(AdmissionWire.readRules(in, environment))
                .soak(WatchWire.readSoak(in, "soak_ms"))
                .watch(WatchWire.orOff(in.objectOrNull("watch", WatchWire::readPlan)))
                .olderVersion(in.textOrNull("older_version"))
                .profile(ProfileWire.orNone(in.objectOrNull("profile", ProfileWire::read)))
                .frozen(policy, policy == null ? null : checks)
                .build();
    }

    private static @Nullable Decision readPromotion(JsonIn in) {
        Actor by = ActorWire.readBeside(in, "promoted_by");
        if (by == null) {
            in.mustLack("promotion", "promoted_by is missing");
            return null;
        }
        return in.object("promotion", p -> new Decision(by, p.time("decided_at")));
    }

    private static @Nullable Rollback readRollback(JsonIn in) {
        Actor by = ActorWire.readBeside(in, "rolled_back_by");
        if (by == null) {
            in.mustLack("rollback", "rolled_back_by is missing");
            return null;
        }
        return in.object("rollback", r -> OutcomeWire.readWay(r, new Decision(by, r.time("decided_at"))));
    }
}
