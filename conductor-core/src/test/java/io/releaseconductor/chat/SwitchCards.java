package io.releaseconductor.chat;

import static io.releaseconductor.chat.SampleDeployments.ADA;
import static io.releaseconductor.chat.SampleDeployments.GRACE;
import static io.releaseconductor.chat.SampleDeployments.START;

import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CompletedCheck;
import io.releaseconductor.check.Finding;
import io.releaseconductor.check.Verification;
import io.releaseconductor.deployment.DeployRequest;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentEvent;
import io.releaseconductor.deployment.Samples;
import io.releaseconductor.deployment.Story;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.RolloutPlan;
import io.releaseconductor.model.Strategy;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What blue-green rollouts look like where they are rolled back, and where the idle instances come first. */
final class SwitchCards {

    private SwitchCards() {}

    static Map<String, Deployment> deployments() {
        Map<String, Deployment> all = new LinkedHashMap<>();
        all.put("blue-green-rolled-back", switchedBack("green", "blue").deployment());
        all.put("blue-green-not-known-who-answers", switchedBack(null, null).deployment());
        all.put("blue-green-still-there", switchedBack("green", "green").deployment());
        all.put(
                "idle-first-deploying",
                shipped(RolloutPlan.IDLE_FIRST).started("123").atWork().deployment());
        Story idle = idle();
        all.put("idle-first-verified", idle.deployment());
        Story switching = idle();
        all.put(
                "idle-first-promoting",
                switching
                        .moves(switching.promotion(GRACE))
                        .started("124")
                        .atWork()
                        .deployment());
        all.put("idle-first-rolling-back", idle.moves(idle.rollback(GRACE)).deployment());
        all.put("idle-first-rolled-back", looked(idle, "blue").deployment());
        return all;
    }

    private static Story shipped(RolloutPlan plan) {
        return Story.of(DeployRequest.builder(Environment.PROD, Strategy.FULL, plan, ADA, START)
                .frozen(Samples.POLICY, List.of())
                .ref("main")
                .version("1.4.2")
                .previousVersion("1.4.1")
                .profile(SampleDeployments.PRODUCTION)
                .build());
    }

    private static Story idle() {
        return looked(shipped(RolloutPlan.IDLE_FIRST).ranWell("123"), "green");
    }

    private static Story switchedBack(@Nullable String before, @Nullable String afterwards) {
        Story story = looked(shipped(RolloutPlan.BLUE_GREEN).ranWell("123"), before);
        return looked(story.moves(story.rollback(GRACE)).ranWell("124"), afterwards);
    }

    private static Story looked(Story story, @Nullable String answeredBy) {
        CheckResult page = CheckResult.pass("200 OK");
        CheckResult told = answeredBy == null ? page : page.withFindings(List.of(Finding.answeredBy(answeredBy)));
        story.after(Duration.ofMinutes(1));
        return story.moves(new DeploymentEvent.Verified(
                        story.key(),
                        new Verification(
                                story.now(),
                                story.now().plusSeconds(1),
                                List.of(
                                        new CompletedCheck("frontend", "Frontend", told),
                                        new CompletedCheck("api", "API", page))),
                        story.now()))
                .after(Duration.ofMinutes(1));
    }
}
