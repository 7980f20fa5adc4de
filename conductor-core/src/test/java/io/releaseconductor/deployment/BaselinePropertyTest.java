package io.releaseconductor.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CheckStatus;
import io.releaseconductor.check.CompletedCheck;
import io.releaseconductor.check.Verification;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.policy.Recommendation;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

@Label("What was there before")
class BaselinePropertyTest {

    private static final List<String> IDS = List.of("frontend", "api", "auth", "search", "media");

    @Property(tries = 2000)
    @Label(
            "excuses what failed at the same address for the same reason, where a rollback would return to it; and nothing else")
    void excuses_what_is_alike(
            @ForAll @Size(5) List<@From("results") CheckResult> before,
            @ForAll @Size(5) List<@From("results") CheckResult> now,
            @ForAll("versions") String ran,
            @ForAll("rollouts") Rollout rollout) {
        Deployment d = verified(rollout, before, now, ran, 60);
        List<CompletedCheck> results = d.verification().result().results();
        for (int i = 0; i < IDS.size(); i++) {
            CheckResult then = before.get(i);
            CheckResult found = now.get(i);
            boolean alike = then.status() == CheckStatus.FAIL
                    && found.status() == CheckStatus.FAIL
                    && !then.unanswered()
                    && !found.unanswered()
                    && found.message().equals(then.message())
                    && String.valueOf(found.link()).equals(String.valueOf(then.link()))
                    && then.link() != null;
            assertThat(results.get(i).alreadySo()).isEqualTo(alike && Samples.PREVIOUS.equals(ran));
            assertThat(results.get(i).result()).isEqualTo(found);
        }
    }

    @Property(tries = 2000)
    @Label("never promotes anything, and rolls nothing back that would not be without it")
    void only_spares(
            @ForAll @Size(5) List<@From("results") CheckResult> before,
            @ForAll @Size(5) List<@From("results") CheckResult> now,
            @ForAll("rollouts") Rollout rollout) {
        Deployment with = verified(rollout, before, now, Samples.PREVIOUS, 60);
        Deployment without = verified(rollout, List.of(), now, null, 60);

        assertThat(with.verification().verdict().criteria())
                .isEqualTo(without.verification().verdict().criteria());
        assertThat(without.verification().verdict().fired().stream().map(rule -> rule.rule()))
                .containsAll(with.verification().verdict().fired().stream()
                        .map(rule -> rule.rule())
                        .toList());
        assertThat(with.verification().verdict().recommendation() == Recommendation.PROMOTE
                        && without.verification().verdict().recommendation() != Recommendation.PROMOTE
                        && without.verification().verdict().fired().isEmpty())
                .isFalse();
    }

    @Property(tries = 500)
    @Label("excuses nothing that was seen more than five minutes before the workflow was started")
    void grows_stale(
            @ForAll @Size(5) List<@From("results") CheckResult> results,
            @ForAll @IntRange(min = 1, max = 900) int secondsBefore) {
        Deployment d = verified(Rollout.FULL, results, results, Samples.PREVIOUS, secondsBefore);
        boolean fresh = secondsBefore <= 300;

        assertThat(d.baseline().result() != null).isEqualTo(fresh);
        assertThat(d.verification().result().results().stream().anyMatch(CompletedCheck::alreadySo))
                .isEqualTo(fresh && results.stream().anyMatch(BaselinePropertyTest::isAnswered));
    }

    private static boolean isAnswered(CheckResult result) {
        return result.status() == CheckStatus.FAIL && !result.unanswered() && result.link() != null;
    }

    /** Looked at so many seconds before the intent, shipped, and verified, under a policy that promotes and rolls back. */
    private static Deployment verified(
            Rollout rollout, List<CheckResult> before, List<CheckResult> now, String ran, int secondsBefore) {
        DeployRequest request =
                Samples.under(Samples.POLICY.withAutoPromote(true).withAutoRollback(true), Samples.request(rollout));
        Deployment d =
                before.isEmpty() ? Samples.initiated(request) : Samples.initiated(request, Duration.ofSeconds(30));
        Instant at = request.initiatedAt();
        if (!before.isEmpty()) {
            d = next(d, new DeploymentEvent.BaselineLooked(at, found(at, before), ran, at));
        }
        at = at.plusSeconds(secondsBefore);
        Attempt attempt = d.deployPhase().attempt();
        d = next(d, new DeploymentEvent.Intended(Samples.intent(d, attempt, at)));
        WorkflowRun run = WorkflowRun.queued("run-1", null).withVersion("v2").completed(RunConclusion.SUCCESS);
        d = next(d, new DeploymentEvent.Dispatched(attempt, new DispatchOutcome.Started(run), at));
        d = next(d, new DeploymentEvent.Observed(attempt, run.id(), new StatusOutcome.Seen(run, null), at));
        return next(d, new DeploymentEvent.Verified(d.verifying(), found(at, now), at));
    }

    private static Deployment next(Deployment d, DeploymentEvent event) {
        LifecycleResult result = Lifecycle.apply(d, event);
        assertThat(result).as("%s to %s", event, d).isInstanceOf(LifecycleResult.Moved.class);
        return ((LifecycleResult.Moved) result).next();
    }

    private static Verification found(Instant at, List<CheckResult> results) {
        return new Verification(
                at,
                at,
                IntStream.range(0, results.size())
                        .mapToObj(i -> new CompletedCheck(IDS.get(i), IDS.get(i), results.get(i)))
                        .toList());
    }

    @Provide
    Arbitrary<CheckResult> results() {
        Arbitrary<CheckStatus> statuses = Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.just(CheckStatus.FAIL)), Tuple.of(3, Arbitraries.of(CheckStatus.class)));
        Arbitrary<URI> links = Arbitraries.of(URI.create("http://app.example/a"), URI.create("http://app.example/b"))
                .injectNull(0.3);
        return Combinators.combine(
                        statuses,
                        Arbitraries.of("500", "404"),
                        links,
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false, false))
                .as((status, message, link, critical, unanswered) -> new CheckResult(
                        status, message, null, critical, List.of(), null, null, link, unanswered, null));
    }

    @Provide
    Arbitrary<String> versions() {
        return Arbitraries.of(Samples.PREVIOUS, Samples.PREVIOUS, "v0").injectNull(0.1);
    }

    @Provide
    Arbitrary<Rollout> rollouts() {
        return Arbitraries.of(Rollout.class);
    }
}
