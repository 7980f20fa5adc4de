package io.releaseconductor.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CheckStatus;
import io.releaseconductor.check.CompletedCheck;
import io.releaseconductor.check.Verification;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;

@PropertyDefaults(edgeCases = EdgeCasesMode.NONE) // The ranges are so small that their ends come up anyway.
@Label("Whatever the policy and whatever the results")
class ReleasePolicyPropertyTest {

    private static final List<String> IDS = List.of("frontend", "api", "auth", "search", "media", "custom");

    @Property
    void the_verdict_lists_every_rule_once_and_in_order(
            @ForAll("policies") ReleasePolicy policy, @ForAll("verifications") Verification verification) {
        Verdict verdict = policy.judge(verification);

        List<String> criteria = new ArrayList<>();
        policy.thresholds().maxLatencies().keySet().forEach(id -> criteria.add(id + "_latency_ms"));
        criteria.addAll(List.of("min_checks_passing", "min_pass_percentage"));
        assertThat(verdict.criteria()).extracting(RuleResult::rule).containsExactlyElementsOf(criteria);
        assertThat(verdict.triggers())
                .extracting(RuleResult::rule)
                .containsExactly("frontend_down", "api_down", "auth_broken", "critical_errors", "min_checks_passing");
        assertThat(verdict.criteria())
                .extracting(RuleResult::outcome)
                .containsAnyOf(RuleResult.Outcome.MET, RuleResult.Outcome.NOT_MET)
                .doesNotContain(RuleResult.Outcome.FIRED, RuleResult.Outcome.QUIET, RuleResult.Outcome.OFF);
    }

    @Property
    void the_recommendation_follows_from_the_listed_rules(
            @ForAll("policies") ReleasePolicy policy, @ForAll("verifications") Verification verification) {
        Verdict verdict = policy.judge(verification);

        boolean rollBack = policy.autoRollback() && !verdict.fired().isEmpty();
        boolean promote = policy.autoPromote()
                && verdict.fired().isEmpty()
                && verdict.notMet().isEmpty();
        assertThat(verdict.recommendation())
                .isEqualTo(rollBack ? Recommendation.ROLL_BACK : promote ? Recommendation.PROMOTE : Recommendation.ASK);
    }

    @Property
    void a_failure_that_turns_into_a_pass_never_makes_things_worse(
            @ForAll("policies") ReleasePolicy policy, @ForAll("verifications") Verification verification) {
        Verdict before = policy.judge(verification);

        for (int i = 0; i < verification.results().size(); i++) {
            if (verification.results().get(i).status() != CheckStatus.FAIL) {
                continue;
            }
            Verdict after = policy.judge(with(verification, i, CheckStatus.PASS));
            if (before.recommendation() != Recommendation.ROLL_BACK) {
                assertThat(after.recommendation()).isNotEqualTo(Recommendation.ROLL_BACK);
            }
            if (before.recommendation() == Recommendation.PROMOTE) {
                assertThat(after.recommendation()).isEqualTo(Recommendation.PROMOTE);
            }
            assertThat(before.fired())
                    .extracting(RuleResult::rule)
                    .containsAll(after.fired().stream().map(RuleResult::rule).toList());
        }
    }

    @Property
    void no_data_never_triggers(
            @ForAll("policies") ReleasePolicy policy, @ForAll("verifications") Verification verification) {
        List<String> before = fired(policy, verification);

        for (int i = 0; i < verification.results().size(); i++) {
            Verification unknown = with(verification, i, CheckStatus.NO_DATA);
            assertThat(before).containsAll(fired(policy, unknown));
        }
    }

    @Property
    void no_data_never_passes(
            @ForAll("policies") ReleasePolicy policy, @ForAll("verifications") Verification verification) {
        boolean promotedBefore = policy.judge(verification).recommendation() == Recommendation.PROMOTE;

        for (int i = 0; i < verification.results().size(); i++) {
            boolean quietBefore = fired(policy, verification).isEmpty();
            Verdict after = policy.judge(with(verification, i, CheckStatus.NO_DATA));
            if (after.recommendation() == Recommendation.PROMOTE && quietBefore) {
                assertThat(promotedBefore).isTrue();
            }
        }
    }

    @Property
    void nothing_but_missing_data_leaves_the_decision_to_a_person(
            @ForAll("policies") ReleasePolicy policy, @ForAll("verifications") Verification verification) {
        Verification unknown = verification;
        for (int i = 0; i < verification.results().size(); i++) {
            unknown = with(unknown, i, CheckStatus.NO_DATA);
        }
        ReleasePolicy fitting =
                policy.problemsWith(verification.results().size()).isEmpty()
                        ? policy
                        : policy.withTriggers(policy.triggers().withMinChecksPassing(0));

        Verdict verdict = fitting.judge(unknown);

        assertThat(verdict.fired()).isEmpty();
        assertThat(verdict.recommendation()).isNotEqualTo(Recommendation.ROLL_BACK);
    }

    @Property
    void a_warning_is_a_pass_for_rolling_back_and_none_for_promoting(
            @ForAll("policies") ReleasePolicy policy, @ForAll("verifications") Verification verification) {
        Verdict before = policy.judge(verification);

        for (int i = 0; i < verification.results().size(); i++) {
            if (verification.results().get(i).status() == CheckStatus.PASS) {
                Verdict warned = policy.judge(with(verification, i, CheckStatus.WARNING));
                assertThat(warned.fired()).isEqualTo(before.fired());
                Verdict failed = policy.judge(with(verification, i, CheckStatus.FAIL));
                assertThat(warned.criteria()).isEqualTo(failed.criteria());
            }
        }
    }

    @Property
    @Label("takes failures for decisive only if a trigger fires, and fires none once they are warnings")
    void decisive(@ForAll("policies") ReleasePolicy policy, @ForAll("verifications") Verification verification) {
        Set<String> decisive = policy.decisive(verification);

        assertThat(decisive.isEmpty()).isEqualTo(fired(policy, verification).isEmpty() || noneFails(verification));
        assertThat(policy.withAutoRollback(!policy.autoRollback()).decisive(verification))
                .isEqualTo(decisive);
        Verification warned = verification;
        for (int i = 0; i < verification.results().size(); i++) {
            CompletedCheck check = verification.results().get(i);
            if (decisive.contains(check.id())) {
                assertThat(check.status()).isEqualTo(CheckStatus.FAIL);
                warned = with(warned, i, CheckStatus.WARNING);
            }
        }
        if (policy.triggers().minChecksPassing() <= verification.results().size()) {
            assertThat(fired(policy, warned)).isEmpty();
        }
    }

    private static boolean noneFails(Verification verification) {
        return verification.count(CheckStatus.FAIL) == 0;
    }

    private static List<String> fired(ReleasePolicy policy, Verification verification) {
        return policy.judge(verification).fired().stream().map(RuleResult::rule).toList();
    }

    private static Verification with(Verification verification, int index, CheckStatus status) {
        List<CompletedCheck> results = new ArrayList<>(verification.results());
        CompletedCheck old = results.get(index);
        CheckResult changed = new CheckResult(
                status,
                old.result().message(),
                old.result().latency(),
                old.result().critical(),
                List.of(),
                null,
                null,
                null,
                false,
                null);
        results.set(index, new CompletedCheck(old.id(), old.name(), changed));
        return new Verification(verification.startedAt(), verification.finishedAt(), results);
    }

    @Provide
    Arbitrary<ReleasePolicy> policies() {
        Arbitrary<Boolean> onOff = Arbitraries.of(true, false);
        Arbitrary<Map<String, Duration>> latencies = Arbitraries.maps(
                        Arbitraries.of(IDS),
                        Arbitraries.integers().between(1, 1000).map(Duration::ofMillis))
                .ofMaxSize(4)
                .map(LinkedHashMap::new);
        Arbitrary<PromoteThresholds> thresholds = Combinators.combine(
                        latencies,
                        Arbitraries.integers().between(0, 7),
                        Arbitraries.integers().between(0, 100))
                .as(PromoteThresholds::new);
        Arbitrary<RollbackTriggers> triggers = Combinators.combine(
                        onOff, onOff, onOff, onOff, Arbitraries.integers().between(0, 7), onOff)
                .as(RollbackTriggers::new);
        return Combinators.combine(onOff, onOff, thresholds, triggers).as(ReleasePolicy::new);
    }

    @Provide
    Arbitrary<Verification> verifications() {
        Arbitrary<CheckResult> results = Combinators.combine(
                        Arbitraries.of(CheckStatus.class),
                        Arbitraries.integers()
                                .between(0, 1200)
                                .map(Duration::ofMillis)
                                .injectNull(0.3),
                        Arbitraries.of(true, false))
                .as((status, latency, critical) ->
                        new CheckResult(status, "some", latency, critical, List.of(), null, null, null, false, null));
        return Combinators.combine(Arbitraries.subsetOf(IDS), results.list().ofSize(IDS.size()))
                .as((ids, all) -> {
                    List<CompletedCheck> completed = new ArrayList<>();
                    int next = 0;
                    for (String id : ids) {
                        completed.add(new CompletedCheck(id, id, all.get(next++)));
                    }
                    return new Verification(Instant.EPOCH, Instant.EPOCH, completed);
                });
    }
}
