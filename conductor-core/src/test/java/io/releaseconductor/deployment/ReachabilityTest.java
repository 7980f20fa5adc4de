package io.releaseconductor.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.deployment.Walk.Walked;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.model.Watch;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A deployment, walking at random,")
class ReachabilityTest {

    private static DeployRequest shippedOn(DeployRequest request, long seed) {
        return request.toBuilder()
                .parent(seed % 2 == 0 ? Happenings.PARENT : null)
                .watch(seed % 2 == 0 ? Watch.OFF : Watch.DEFAULT.rollingBack())
                .admission(seed % 5 == 0 ? Samples.CI : AdmissionRules.NONE)
                .build();
    }

    /** A canary as everybody knows it, one of several waves, or one whose waves bake. */
    private static DeployRequest planned(DeployRequest request, long seed) {
        return switch ((int) (seed % 3)) {
            case 0 -> Samples.with(Samples.GRADUAL, request);
            case 1 -> Samples.counted(Samples.with(Samples.SLOW, request));
            default -> request;
        };
    }

    @Test
    @DisplayName("comes to every status, along every line of the transition table, by every kind of event")
    void comes_to_every_status_along_every_line_of_the_transition_table() {
        Map<DeploymentStatus, Set<DeploymentStatus>> taken = new EnumMap<>(DeploymentStatus.class);
        Set<Class<?>> accepted = new HashSet<>();
        Set<Class<?>> refused = new HashSet<>();
        for (Rollout rollout : Rollout.values()) {
            for (long seed = 0; seed < 1_000; seed++) {
                Random random = new Random(seed);
                Environment linked = random.nextBoolean() ? Environment.PROD : null;
                List<Long> seeds = Stream.generate(random::nextLong).limit(40).toList();
                DeployRequest request = shippedOn(Samples.request(rollout, linked, "v1"), seed);
                for (Walked step : Walk.of(rollout == Rollout.CANARY ? planned(request, seed) : request, seeds)
                        .steps()) {
                    (step.moved() ? accepted : refused).add(step.event().getClass());
                    if (step.after().status() != step.before().status()) {
                        taken.computeIfAbsent(step.before().status(), s -> new HashSet<>())
                                .add(step.after().status());
                    }
                }
            }
        }
        Map<DeploymentStatus, Set<DeploymentStatus>> table = new HashMap<>();
        for (DeploymentStatus status : DeploymentStatus.values()) {
            if (!status.leavesTo().isEmpty()) {
                table.put(status, status.leavesTo());
            }
        }
        assertThat(taken).isEqualTo(table);
        List<Class<?>> kinds = new ArrayList<>();
        for (Class<?> kind : DeploymentEvent.class.getDeclaredClasses()) {
            if (kind.isRecord()) {
                kinds.add(kind);
            }
        }
        assertThat(accepted).containsExactlyInAnyOrderElementsOf(kinds);
        kinds.remove(DeploymentEvent.CardDelivered.class);
        assertThat(refused).as("a card is never refused").containsExactlyInAnyOrderElementsOf(kinds);
    }
}
