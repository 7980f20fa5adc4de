package io.releaseconductor.chat;

import static io.releaseconductor.chat.SampleDeployments.ADA;
import static io.releaseconductor.chat.SampleDeployments.START;

import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CompletedCheck;
import io.releaseconductor.check.Verification;
import io.releaseconductor.deployment.Alert;
import io.releaseconductor.deployment.Counting;
import io.releaseconductor.deployment.DeployRequest;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentEvent;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.Samples;
import io.releaseconductor.deployment.Story;
import io.releaseconductor.metric.BothSides;
import io.releaseconductor.metric.Counts;
import io.releaseconductor.metric.MetricAnswer;
import io.releaseconductor.metric.MetricPlan;
import io.releaseconductor.metric.MetricRule;
import io.releaseconductor.metric.TimeBefore;
import io.releaseconductor.model.Bake;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Gate;
import io.releaseconductor.model.Reach;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.model.RolloutPlan;
import io.releaseconductor.model.Strategy;
import io.releaseconductor.model.Wave;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What a rollout looks like that is judged by what its visitors get: ten of them a second, one in ten at the canary. */
final class MetricCards {

    private static final Bake.Rounds ROUNDS = new Bake.Rounds(
            Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(30), Duration.ofSeconds(30));

    private static final RolloutPlan CANARY = new RolloutPlan(
            Rollout.CANARY,
            List.of(
                    new Wave(new Reach.Percentage(10), ROUNDS, Gate.OPEN),
                    new Wave(new Reach.Percentage(50), ROUNDS, Gate.OPEN),
                    new Wave(Reach.ALL, ROUNDS, Gate.OPEN)));

    private static final RolloutPlan AT_ONCE =
            new RolloutPlan(Rollout.FULL, List.of(new Wave(Reach.ALL, ROUNDS, Gate.ONE_APPROVAL)));

    /** In half a minute: one request in a hundred fails, one in thirty is slow. */
    private static final int CANARY_VISITORS = 30;

    private static final int STABLE_VISITORS = 270;

    private static final int ERRORS = 100;

    private static final int SLOW = 30;

    private static final URI CARD = URI.create("https://chat.example/releases/7");

    private MetricCards() {}

    static Map<String, Deployment> deployments() {
        Map<String, Deployment> all = new LinkedHashMap<>();
        all.put("metrics-counted", counted());
        all.put("metrics-worse", worse());
        all.put("metrics-worse-than-before", worseThanBefore());
        return all;
    }

    static Map<String, Card> others() {
        return Map.of(
                "metrics-worse-details", CardRenderer.details(worse()),
                "metrics-worse-alert", alert(worse()),
                "metrics-worse-than-before-details", CardRenderer.details(worseThanBefore()),
                "metrics-worse-than-before-alert", alert(worseThanBefore()));
    }

    private static Card alert(Deployment d) {
        List<Alert> alerts = d.alerts();
        return CardRenderer.alert(alerts.get(alerts.size() - 1), d, CARD);
    }

    static Deployment counted() {
        Story story = counting(shipped(Strategy.CANARY, CANARY), Map.of());
        for (int look = 0; look < 28; look++) {
            look(story, look, 1);
        }
        return story.deployment();
    }

    private static Deployment worse() {
        Story story = counting(shipped(Strategy.CANARY, CANARY), Map.of());
        for (int look = 0; story.status() != DeploymentStatus.ROLLING_BACK; look++) {
            look(story, look, look < 6 ? 1 : 8);
        }
        return story.deployment();
    }

    /** It would be rolled back if nobody held it. */
    static Deployment held() {
        Story story = counting(shipped(Strategy.CANARY, CANARY), Map.of());
        story.moves(new DeploymentEvent.Hold(SampleDeployments.GRACE, story.now()));
        for (int look = 0; look < 12; look++) {
            look(story, look, 8);
        }
        return story.deployment();
    }

    static Deployment worseThanBefore() {
        Story story = counting(
                shipped(Strategy.FULL, AT_ONCE),
                Map.of(
                        TimeBefore.YESTERDAY,
                        answers(List.of(new BothSides(new Counts(150, 17_000), Counts.NONE)), List.of()),
                        TimeBefore.LAST_WEEK,
                        Map.of()));
        for (int look = 0; look < 12; look++) {
            look(story, look, 4);
        }
        return story.deployment();
    }

    private static Story shipped(Strategy strategy, RolloutPlan plan) {
        return Story.of(DeployRequest.builder(Environment.PROD, strategy, plan, ADA, START)
                        .frozen(Samples.POLICY, List.of("frontend", "api"))
                        .metrics(new MetricPlan(
                                List.of(new MetricRule("errors", null), new MetricRule("slow", null)),
                                Duration.ofSeconds(30)))
                        .ref("main")
                        .version("1.4.2")
                        .previousVersion("1.4.1")
                        .profile(SampleDeployments.PRODUCTION)
                        .build())
                .ranWell("123");
    }

    /** Of the hour before all is known. */
    private static Story counting(Story story, Map<TimeBefore, Map<String, MetricAnswer>> earlier) {
        return story.moves(new DeploymentEvent.MetricsMeasured(
                        1, upTo(story), answers(hour(ERRORS), hour(SLOW)), earlier, story.now()))
                .after(ROUNDS.warmUp());
    }

    private static List<BothSides> hour(int oneOf) {
        return IntStream.range(0, 120)
                .mapToObj(look -> new BothSides(counts(look, CANARY_VISITORS + STABLE_VISITORS, oneOf), Counts.NONE))
                .toList();
    }

    private static Instant upTo(Story story) {
        Counting counting = story.deployment()
                .currentProgress()
                .verification()
                .observation()
                .counting();
        return counting.upTo();
    }

    /** A round in which all is well, and a look at which so many times as many errors were counted as before. */
    private static void look(Story story, int look, int times) {
        Instant from = upTo(story);
        Verification well = new Verification(
                story.now(),
                story.now().plusSeconds(1),
                List.of(
                        new CompletedCheck("frontend", "Frontend", CheckResult.pass("200 OK")),
                        new CompletedCheck("api", "API", CheckResult.pass("200 OK"))));
        story.moves(new DeploymentEvent.Verified(story.key(), well, story.now()))
                .after(ROUNDS.every())
                .moves(new DeploymentEvent.MetricsCounted(
                        1,
                        from,
                        from.plus(ROUNDS.every()),
                        answers(List.of(sides(story, look, ERRORS, times)), List.of(sides(story, look, SLOW, 1))),
                        story.now()));
    }

    private static BothSides sides(Story story, int look, int oneOf, int times) {
        if (story.deployment().currentWave().reach().equals(Reach.ALL)) {
            return new BothSides(times(counts(look, CANARY_VISITORS + STABLE_VISITORS, oneOf), times), Counts.NONE);
        }
        return new BothSides(times(counts(look, CANARY_VISITORS, oneOf), times), counts(look, STABLE_VISITORS, oneOf));
    }

    private static Counts times(Counts counts, int times) {
        return new Counts(counts.bad() * times, counts.total());
    }

    /** One of so many, spread over the looks. */
    private static Counts counts(int look, int visitors, int oneOf) {
        return new Counts((look + 1) * visitors / oneOf - look * visitors / oneOf, visitors);
    }

    private static Map<String, MetricAnswer> answers(List<BothSides> errors, List<BothSides> slow) {
        return slow.isEmpty()
                ? Map.of("errors", new MetricAnswer.Known(errors), "slow", new MetricAnswer.Missing("not known"))
                : Map.of("errors", new MetricAnswer.Known(errors), "slow", new MetricAnswer.Known(slow));
    }
}
