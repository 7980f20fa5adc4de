package io.releaseconductor.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.deployment.AdmissionOutcome.No;
import io.releaseconductor.deployment.AdmissionOutcome.NotYet;
import io.releaseconductor.deployment.AdmissionOutcome.Unknown;
import io.releaseconductor.deployment.AdmissionOutcome.Yes;
import io.releaseconductor.model.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class AdmissionPropertyTest {

    private static final Instant START = Instant.parse("2023-11-12T00:00:00Z");
    private static final Duration FRESH = Duration.ofMinutes(2);

    @Property
    @Label(
            "whatever happens, the first intent is saved only where every rule said yes lately or was overridden, and what waits never fails")
    void nothing_begins_against_it(@ForAll(supplier = Walks.class) Walk walk) {
        for (Walk.Walked step : walk.moves()) {
            AdmissionState state = step.before().admission();
            if (state == null) {
                continue;
            }
            boolean first = step.event() instanceof DeploymentEvent.Intended intended
                    && intended.attempt().phase() == Phase.DEPLOY
                    && step.before().waves().get(0).isUntouched();
            if (first) {
                assertThat(state.answers()).isNotEmpty().allMatch(answer -> isAdmitted(state, answer));
                assertThat(((DeploymentEvent.Intended) step.event()).at())
                        .isBeforeOrEqualTo(state.askedAt().plus(FRESH));
            }
            if (step.before().awaitedAdmission() != null) {
                assertThat(step.after().status()).isIn(DeploymentStatus.INITIATED, DeploymentStatus.CANCELLED);
            }
        }
    }

    private static boolean isAdmitted(AdmissionState state, AdmissionAnswer answer) {
        return answer.outcome() instanceof Yes
                || state.overrides().stream()
                        .anyMatch(override -> override.rules().contains(answer.rule()));
    }

    @Property
    @Label(
            "however answers and overrides follow each other, it admits if and only if each rule said yes last or was overridden")
    void admits_if_and_only_if_each_rule_does(@ForAll("happenings") List<List<AdmissionOutcome>> happenings) {
        AdmissionState state = AdmissionState.begin(START);
        Set<String> overridden = new HashSet<>();
        Instant at = START;
        Instant admittedAt = null;
        for (List<AdmissionOutcome> outcomes : happenings) {
            at = at.plusSeconds(30);
            if (outcomes.isEmpty() && !state.open().isEmpty()) {
                state.open().forEach(answer -> overridden.add(answer.rule()));
                state = state.overridden(new Decision(Samples.ADA, at), "hotfix");
            } else if (!outcomes.isEmpty()) {
                state = state.answered(
                        List.of(
                                new AdmissionAnswer("ci", outcomes.get(0)),
                                new AdmissionAnswer("incident", outcomes.get(1))),
                        at);
            }
            boolean admits = state.askedAt() != null
                    && state.answers().stream()
                            .allMatch(answer -> answer.outcome() instanceof Yes || overridden.contains(answer.rule()));
            admittedAt = admits ? (admittedAt == null ? at : admittedAt) : null;
            assertThat(state.admits()).isEqualTo(admits);
            assertThat(state.admittedAt()).isEqualTo(admittedAt);
            assertThat(state.since()).isEqualTo(START);
            assertThat(state.due()).isAfterOrEqualTo(state.since());
        }
    }

    @Provide
    Arbitrary<List<List<AdmissionOutcome>>> happenings() {
        Arbitrary<AdmissionOutcome> outcomes = Arbitraries.of(
                new Yes("green"), new Yes("green"), new No("red"), new NotYet("running"), new Unknown("?"));
        return Arbitraries.oneOf(outcomes.list().ofSize(2), Arbitraries.just(List.<AdmissionOutcome>of()))
                .list()
                .ofMaxSize(30);
    }
}
