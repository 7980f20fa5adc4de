package io.releaseconductor.chat;

import static io.releaseconductor.chat.SampleDeployments.GRACE;
import static io.releaseconductor.chat.SampleDeployments.after;
import static io.releaseconductor.chat.SampleDeployments.by;
import static io.releaseconductor.chat.SampleDeployments.promoted;
import static io.releaseconductor.chat.SampleDeployments.verified;

import io.releaseconductor.check.Verification;
import io.releaseconductor.deployment.Alert;
import io.releaseconductor.deployment.AlertKind;
import io.releaseconductor.deployment.Decision;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.LinkedShip;
import io.releaseconductor.deployment.WatchEnd;
import io.releaseconductor.deployment.WatchState;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Watch;
import io.releaseconductor.policy.ReleasePolicy;
import io.releaseconductor.policy.RuleResult;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The cards of what is watched after it was promoted. */
final class WatchCards {

    private static final URI CARD = URI.create("https://chat.example/releases/7");

    private WatchCards() {}

    static Map<String, Deployment> deployments() {
        Map<String, Deployment> all = new LinkedHashMap<>();
        Instant end = after(1_200);
        all.put("verified-watch-rolls-back", rollingBack(verified()));
        all.put(
                "watch-held",
                rollingBack(fired().toBuilder().holds(List.of(by(GRACE, 400))).build()));
        all.put("promoted-soaking", soaking());
        all.put("watching", watched(2, 0, SampleDeployments.fiveOfFive(), List.of(), null));
        all.put("watch-fired", fired());
        all.put(
                "watched",
                watched(
                        15,
                        0,
                        SampleDeployments.fiveOfFive(),
                        List.of(),
                        new WatchEnd(WatchEnd.Reason.DONE, end, null)));
        all.put(
                "watch-ended",
                watched(
                        4,
                        0,
                        SampleDeployments.fiveOfFive(),
                        List.of(),
                        new WatchEnd(
                                WatchEnd.Reason.NEWER,
                                after(560),
                                DeployId.of(promoted().build().environment(), after(550)))));
        all.put(
                "watch-interrupted",
                watched(
                        2,
                        13,
                        SampleDeployments.fiveOfFive(),
                        List.of(),
                        new WatchEnd(WatchEnd.Reason.INTERRUPTED, end, null)));
        return all;
    }

    static Map<String, Card> others() {
        Alert alert = new Alert(
                "1",
                AlertKind.WATCH_FIRED,
                "Fired while watched: api_down: failed (must not fail)",
                after(660),
                null,
                0,
                null);
        return Map.of(
                "watch-fired-alert", CardRenderer.alert(alert, fired(), CARD),
                "watch-fired-details", CardRenderer.details(fired()));
    }

    static Deployment fired() {
        return watched(
                6,
                0,
                SampleDeployments.withoutApi(),
                List.of(new RuleResult("api_down", RuleResult.Outcome.FIRED, "failed", "must not fail")),
                null);
    }

    private static Deployment soaking() {
        Deployment d = promoted().build();
        Decision promotion = Objects.requireNonNull(d.promotion());
        return d.toBuilder()
                .request(d.request().toBuilder()
                        .linked(Environment.PROD)
                        .soak(Duration.ofMinutes(30))
                        .build())
                .linked(new LinkedShip(
                        Environment.PROD, promotion, LinkedShip.State.WANTED, null, null, after(300 + 1_800)))
                .build();
    }

    private static Deployment rollingBack(Deployment d) {
        return d.toBuilder()
                .request(d.request().toBuilder()
                        .frozen(ReleasePolicy.DEFAULT, List.of())
                        .linked(null)
                        .watch(Watch.DEFAULT.rollingBack())
                        .build())
                .build();
    }

    private static Deployment watched(
            int looks, int gaps, Verification result, List<RuleResult> fired, @Nullable WatchEnd end) {
        Deployment d = promoted().build();
        return d.toBuilder()
                .request(d.request().toBuilder()
                        .watch(Watch.DEFAULT)
                        .linked(null)
                        .build())
                .watch(new WatchState(after(300), after(300 + 60 * (looks + gaps)), looks, gaps, result, fired, end))
                .build();
    }
}
