package io.releaseconductor.chat;

import static io.releaseconductor.chat.SampleDeployments.ADA;
import static io.releaseconductor.chat.SampleDeployments.GRACE;
import static io.releaseconductor.chat.SampleDeployments.START;

import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CompletedCheck;
import io.releaseconductor.check.Verification;
import io.releaseconductor.deployment.Deadline;
import io.releaseconductor.deployment.DeployRequest;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentEvent;
import io.releaseconductor.deployment.Samples;
import io.releaseconductor.deployment.Story;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Bake;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Gate;
import io.releaseconductor.model.Reach;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.model.RolloutPlan;
import io.releaseconductor.model.Strategy;
import io.releaseconductor.model.Wave;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a rollout in three waves looks like: 10 % that go on by themselves, 50 % that two people approve, and all. */
final class GradualCards {

    private static final Bake.Rounds ROUNDS = new Bake.Rounds(
            Duration.ofMinutes(2), Duration.ofMinutes(10), Duration.ofMinutes(30), Duration.ofMinutes(2));

    private static final RolloutPlan PLAN = new RolloutPlan(
            Rollout.CANARY,
            List.of(
                    new Wave(new Reach.Percentage(10), ROUNDS, Gate.OPEN),
                    new Wave(new Reach.Percentage(50), ROUNDS, new Gate.Approvals(2, List.of("qa"), false)),
                    new Wave(Reach.ALL, ROUNDS, Gate.OPEN)));

    private static final Actor BOB = Actor.person("4713", "Bob");

    private GradualCards() {}

    static Map<String, Deployment> deployments() {
        Map<String, Deployment> all = new LinkedHashMap<>();
        Story first = firstWave();
        all.put("gradual-deploying", shipped().started("123").atWork().deployment());
        all.put("gradual-baking", first.deployment());
        Story fully = firstWave();
        fully.moves(fully.fully(GRACE));
        all.put("gradual-fully-waits-for-one", fully.deployment());
        fully.moves(fully.fully(BOB, "qa")).started("125").atWork();
        all.put("gradual-fully", fully.deployment());
        Story asks = firstWave();
        for (int round = 0; round < 3; round++) {
            looked(asks, CheckResult.fail("Status 500"), CheckResult.pass("200 OK"));
        }
        all.put("gradual-goes-on-later", asks.deployment());
        for (int round = 0; round < 16; round++) {
            looked(asks, CheckResult.noData("Status 404"));
        }
        all.put("gradual-bake-is-over", asks.deployment());
        all.put("gradual-promoting", secondWave().started("124").atWork().deployment());
        Story second = decided();
        all.put("gradual-waits-for-two", second.deployment());
        second.moves(new DeploymentEvent.Promote(GRACE, second.now(), 2));
        all.put("gradual-waits-for-one", second.deployment());
        looked(second, CheckResult.fail("Status 500"));
        all.put("gradual-approvals-voided", second.deployment());
        Story late = decided();
        late.after(Duration.ofHours(1))
                .moves(new DeploymentEvent.DeadlinePassed(Deadline.DECISION, Duration.ofHours(1), late.now()));
        all.put("gradual-nobody-decided", late.deployment());
        Story last = decided();
        last.moves(new DeploymentEvent.Promote(GRACE, last.now(), 2))
                .moves(new DeploymentEvent.Promote(BOB, last.now(), 2, Set.of("qa")));
        baked(last.ranWell("125"));
        all.put("gradual-promoted", promoted(last).deployment());
        return all;
    }

    private static Story shipped() {
        return Story.of(DeployRequest.builder(Environment.PROD, Strategy.CANARY, PLAN, ADA, START)
                .frozen(
                        Samples.POLICY.withThresholds(
                                Samples.POLICY.thresholds().withMinPassPercentage(100)),
                        List.of())
                .ref("main")
                .version("1.4.2")
                .previousVersion("1.4.1")
                .profile(SampleDeployments.PRODUCTION)
                .build());
    }

    /** Three rounds of the first wave. */
    private static Story firstWave() {
        Story story = shipped().ranWell("123").after(ROUNDS.warmUp());
        for (int round = 0; round < 3; round++) {
            looked(story, CheckResult.pass("200 OK"));
        }
        return story;
    }

    private static Story secondWave() {
        return promoted(baked(shipped().ranWell("123")));
    }

    private static Story decided() {
        return baked(secondWave().ranWell("124"));
    }

    private static Story baked(Story story) {
        story.after(ROUNDS.warmUp());
        for (int round = 0; round < 6; round++) {
            looked(story, CheckResult.pass("200 OK"));
        }
        return story;
    }

    private static Story promoted(Story story) {
        return story.moves(story.promotion(Actor.POLICY));
    }

    private static void looked(Story story, CheckResult... found) {
        for (CheckResult api : found) {
            look(story, api);
        }
    }

    private static void look(Story story, CheckResult api) {
        CompletedCheck frontend = new CompletedCheck("frontend", "Frontend", CheckResult.pass("200 OK"));
        Verification results = new Verification(
                story.now(), story.now().plusSeconds(1), List.of(frontend, new CompletedCheck("api", "API", api)));
        story.moves(new DeploymentEvent.Verified(story.key(), results, story.now()))
                .after(ROUNDS.every());
    }
}
