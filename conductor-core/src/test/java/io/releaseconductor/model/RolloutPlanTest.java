package io.releaseconductor.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A rollout plan")
class RolloutPlanTest {

    private static Wave looked(Reach reach) {
        return new Wave(reach, Bake.ONE_LOOK, Gate.ONE_APPROVAL);
    }

    private static RolloutPlan canary(int... percentages) {
        return new RolloutPlan(
                Rollout.CANARY,
                Arrays.stream(percentages)
                        .mapToObj(each -> looked(new Reach.Percentage(each)))
                        .toList());
    }

    @Test
    @DisplayName("prints as what it means")
    void printing() {
        assertThat(RolloutPlan.CANARY).hasToString("canary: 10 % (one look, one approval) → 100 % (no look, open)");
        assertThat(canary(5, 25, 100).describe()).isEqualTo("5 % → 25 % → 100 %");
        assertThat(new RolloutPlan(
                                Rollout.CANARY,
                                List.of(looked(new Reach.Target("eu-west")), looked(new Reach.Target("us-east"))))
                        .describe())
                .isEqualTo("eu-west → us-east");
    }

    @Test
    @DisplayName("is one of those that everybody knows, or not")
    void defaults() {
        for (Rollout kind : Rollout.values()) {
            assertThat(RolloutPlan.of(kind).isDefault()).isTrue();
            assertThat(RolloutPlan.of(kind).kind()).isEqualTo(kind);
        }
        assertThat(canary(5, 100).isDefault()).isFalse();
        assertThat(RolloutPlan.of(Strategy.CANARY)).isEqualTo(RolloutPlan.CANARY);
    }

    @Test
    @DisplayName("names everything that is wrong with it at once")
    void allProblems() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RolloutPlan(
                        Rollout.CANARY,
                        List.of(
                                new Wave(new Reach.Percentage(50), Bake.NONE, Gate.OPEN),
                                looked(new Reach.Percentage(25)),
                                looked(new Reach.Target("eu-west")),
                                new Wave(new Reach.Percentage(90), Bake.NONE, Gate.ONE_APPROVAL))))
                .withMessage("rollout plan 50 % → 25 % → eu-west → 90 %:"
                        + " 25 % after 50 % is not allowed; percentages have to rise;"
                        + " target eu-west after percentages is not allowed;"
                        + " the last wave reaches 90 %; allowed: 100 %;"
                        + " wave 1 is not looked at; allowed: only the last one of several;"
                        + " wave 4 is not looked at, and somebody has to approve it; allowed: open");
    }

    @Test
    @DisplayName("has as many waves as its kind may have")
    void waves() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RolloutPlan(Rollout.FULL, canary(5, 100).waves()))
                .withMessageContaining("a full rollout has one wave, not 2; call it a canary");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> canary(100))
                .withMessageContaining("a canary has at least two waves; one alone is a full rollout");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> canary(1, 2, 3, 4, 5, 6, 7, 8, 9, 100))
                .withMessageContaining("10 waves are not allowed; allowed: 1 to 9");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RolloutPlan(Rollout.FULL, List.of()))
                .withMessageContaining("0 waves are not allowed");
    }

    @Test
    @DisplayName("goes by percentages or by targets, each target once")
    void targets() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RolloutPlan(
                        Rollout.CANARY,
                        List.of(looked(new Reach.Target("a")), looked(new Reach.Target("a")), looked(Reach.ALL))))
                .withMessageContaining("target a is there twice; allowed: once; 100 % after targets is not allowed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Reach.Target("eu west"))
                .withMessageStartingWith("target: \"eu west\" is not allowed; allowed: 1 to 40 letters");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Reach.Percentage(0))
                .withMessage("percentage: 0 is not allowed; allowed: 1 to 100");
    }

    @Test
    @DisplayName(
            "goes to the idle instances and then to all, if it is blue-green, and mixes targets and percentages in no other way")
    void idleFirst() {
        assertThat(RolloutPlan.IDLE_FIRST)
                .hasToString("blue-green: idle (one look, one approval) → 100 % (one look, open)");
        assertThat(RolloutPlan.IDLE_FIRST.isIdleFirst()).isTrue();
        assertThat(RolloutPlan.IDLE_FIRST.isShapedByDefault()).isFalse();
        assertThat(RolloutPlan.BLUE_GREEN.isIdleFirst()).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RolloutPlan(Rollout.CANARY, RolloutPlan.IDLE_FIRST.waves()))
                .withMessageContaining("100 % after targets is not allowed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RolloutPlan(
                        Rollout.BLUE_GREEN, List.of(looked(new Reach.Target("green")), looked(Reach.ALL))))
                .withMessageContaining(
                        "a blue-green rollout has one wave, or idle and then 100 %, not 2; call it a canary");
    }

    @Test
    @DisplayName("is asked for its waves by number, from 1")
    void numbers() {
        assertThat(canary(5, 100).wave(2).reach()).isEqualTo(Reach.ALL);
        assertThat(canary(5, 100).isLast(1)).isFalse();
        assertThat(canary(5, 100).isLast(2)).isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> canary(5, 100).wave(3))
                .withMessage("wave 3 is not there; allowed: 1 to 2");
    }
}
