package io.releaseconductor.json;

import static io.releaseconductor.json.Samples.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.releaseconductor.deployment.Approval;
import io.releaseconductor.deployment.Decision;
import io.releaseconductor.deployment.DeployRequest;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.WaveProgress;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Bake;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Gate;
import io.releaseconductor.model.Reach;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.model.RolloutPlan;
import io.releaseconductor.model.Strategy;
import io.releaseconductor.model.Wave;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A record of a rollout that went straight to its last wave")
class SkippedWavesTest {

    private static final Instant START = Instant.parse("2023-11-12T00:00:00Z");

    private static final Decision FULLY = new Decision(Actor.person("2", "Bob"), START.plusSeconds(90));

    private final DeploymentJson json = new DeploymentJson();

    private final Deployment skipped = skipped();

    private static Deployment skipped() {
        RolloutPlan plan = new RolloutPlan(
                Rollout.CANARY,
                List.of(
                        new Wave(new Reach.Percentage(5), Bake.ONE_LOOK, Gate.ONE_APPROVAL),
                        new Wave(new Reach.Percentage(25), Bake.ONE_LOOK, Gate.ONE_APPROVAL),
                        new Wave(Reach.ALL, Bake.ONE_LOOK, Gate.OPEN)));
        DeployRequest request = DeployRequest.builder(
                        Environment.STAGING, Strategy.CANARY, plan, Actor.person("1", "Ada"), START)
                .build();
        return Deployment.initiate(DeployId.of(Environment.STAGING, START), request).toBuilder()
                .fully(List.of(new Approval(FULLY, Set.of("qa"))))
                .beginWave(3, FULLY)
                .promotion(FULLY)
                .status(DeploymentStatus.PROMOTING)
                .build();
    }

    private ObjectNode wave(ObjectNode record, int place) {
        return (ObjectNode) record.withArray("waves").get(place);
    }

    @Test
    @DisplayName("says which wave the last one is, and who took it there")
    void says_which() {
        String text = json.write(skipped);
        ObjectNode record = tree(text);

        assertThat(wave(record, 0).has("number")).isFalse();
        assertThat(wave(record, 0).withArray("fully")).hasSize(1);
        assertThat(wave(record, 1).get("number").asInt()).isEqualTo(3);
        assertThat(json.read(text)).isEqualTo(skipped);
        assertThat(json.read(text).waves()).extracting(WaveProgress::number).containsExactly(1, 3);
    }

    @ParameterizedTest
    @DisplayName("is corrupt where waves are missing otherwise")
    @CsvSource({"0, 3", "1, 2", "1, 4", "1, 1"})
    void corrupt(int place, int number) {
        ObjectNode record = tree(json.write(skipped));
        wave(record, place).put("number", number);

        assertThatExceptionOfType(CorruptRecordException.class).isThrownBy(() -> json.read(record.toString()));
    }

    @Test
    @DisplayName("is corrupt with a wave after the last one")
    void after_the_last() {
        ObjectNode record = tree(json.write(skipped));
        record.withArray("waves").add(wave(record, 1).deepCopy());

        assertThatExceptionOfType(CorruptRecordException.class).isThrownBy(() -> json.read(record.toString()));
    }
}
