package io.releaseconductor.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.model.Watch;
import java.lang.reflect.RecordComponent;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What the property tests let happen")
class HappeningsTest {

    private static DeployRequest planned(DeployRequest request, Rollout rollout, int walk) {
        if (rollout != Rollout.CANARY || walk % 2 != 0) {
            return request;
        }
        return walk % 4 == 0
                ? Samples.with(Samples.GRADUAL, request)
                : Samples.counted(Samples.with(Samples.SLOW, request));
    }

    private static DeployRequest watched(DeployRequest request, int walk) {
        return request.toBuilder()
                .watch(walk % 2 == 0 ? Watch.OFF : Watch.DEFAULT)
                .admission(walk % 7 == 0 ? Samples.CI : AdmissionRules.NONE)
                .build();
    }

    @Test
    @DisplayName("is every event that there is, and each that may bring what a rollback returns to with and without it")
    void is_every_event_that_there_is() {
        Set<Class<?>> applied = new HashSet<>();
        Set<String> withEarlier = new TreeSet<>();
        Random random = new Random(1);
        for (Rollout rollout : Rollout.values()) {
            for (int walk = 0; walk < 700; walk++) {
                DeployRequest request = Samples.request(
                        rollout,
                        walk % 2 == 0 ? Environment.PROD : null,
                        walk % 3 == 0 ? null : Samples.PREVIOUS,
                        walk % 5 == 0 ? Happenings.PARENT : null);
                List<Long> seeds = random.longs(60).boxed().toList();
                for (Walk.Walked step : Walk.of(watched(planned(request, rollout, walk), walk), seeds)
                        .moves()) {
                    applied.add(step.event().getClass());
                    withEarlier.add(earlier(step.event()));
                }
            }
        }

        assertThat(applied).containsExactlyInAnyOrderElementsOf(leaves(DeploymentEvent.class));
        assertThat(withEarlier)
                .contains("Intended", "Intended+", "Observed", "Observed+", "RollBack", "RollBack+", "EarlierChanged+");
    }

    private static String earlier(DeploymentEvent event) {
        String name = event.getClass().getSimpleName();
        boolean with = Stream.of(event.getClass().getRecordComponents())
                .filter(component -> component.getType() == EarlierVersion.class)
                .anyMatch(component -> value(event, component) != null);
        return with ? name + "+" : name;
    }

    private static Object value(DeploymentEvent event, RecordComponent component) {
        try {
            return component.getAccessor().invoke(event);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("an event that cannot be read", e);
        }
    }

    private static Set<Class<?>> leaves(Class<?> sealed) {
        Set<Class<?>> leaves = new HashSet<>();
        for (Class<?> permitted : sealed.getPermittedSubclasses()) {
            leaves.addAll(permitted.isSealed() ? leaves(permitted) : Set.of(permitted));
        }
        return leaves;
    }
}
