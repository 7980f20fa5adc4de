package io.releaseconductor.chat;

import static io.releaseconductor.chat.SampleDeployments.GRACE;
import static io.releaseconductor.chat.SampleDeployments.after;
import static io.releaseconductor.chat.SampleDeployments.calm;
import static io.releaseconductor.chat.SampleDeployments.deployPhase;
import static io.releaseconductor.chat.SampleDeployments.fiveOfFive;
import static io.releaseconductor.chat.SampleDeployments.request;
import static io.releaseconductor.chat.SampleDeployments.run;
import static io.releaseconductor.chat.SampleDeployments.verified;
import static io.releaseconductor.chat.SampleDeployments.watched;

import io.releaseconductor.deployment.AdmissionAnswer;
import io.releaseconductor.deployment.AdmissionOutcome;
import io.releaseconductor.deployment.AdmissionRules;
import io.releaseconductor.deployment.AdmissionState;
import io.releaseconductor.deployment.Deadline;
import io.releaseconductor.deployment.DeployRequest;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentEvent;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.Lifecycle;
import io.releaseconductor.deployment.LifecycleResult;
import io.releaseconductor.deployment.Restraint;
import io.releaseconductor.deployment.RunStatus;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.model.Strategy;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The cards of what has a pre-flight, from asking it to its end. */
final class PreflightCards {

    private static final URI CARD = URI.create("https://chat.example/releases/7");

    private static final AdmissionOutcome RUNNING = new AdmissionOutcome.NotYet("3 of 14 still running at 1a2b3c4");
    private static final AdmissionOutcome FAILED = new AdmissionOutcome.No("2 of 14 failed at 1a2b3c4: lint, e2e");
    private static final AdmissionOutcome GREEN = new AdmissionOutcome.Yes("14 of 14 green at 1a2b3c4");
    private static final AdmissionOutcome CALM = new AdmissionOutcome.Yes("none open");

    private PreflightCards() {}

    static Map<String, Deployment> deployments() {
        Map<String, Deployment> all = new LinkedHashMap<>();
        all.put("preflight-asking", shipped());
        all.put("preflight-not-yet", answered(RUNNING, CALM));
        all.put(
                "preflight-refused",
                answered(FAILED, new AdmissionOutcome.Unknown("status.shop.test does not answer")));
        all.put("preflight-locked", locked(answered(GREEN, CALM)));
        all.put("preflight-admitted", running(answered(GREEN, CALM)));
        all.put("preflight-overridden", running(overridden()));
        all.put("preflight-overridden-verified", checked(overridden()));
        all.put("preflight-never-admitted", neverAdmitted());
        return all;
    }

    static Map<String, Card> others() {
        return Map.of(
                "preflight-overridden-alert", alert(overridden()),
                "preflight-overridden-details", CardRenderer.details(checked(overridden())),
                "preflight-never-admitted-alert", alert(neverAdmitted()));
    }

    private static Card alert(Deployment d) {
        return CardRenderer.alert(d.alerts().get(0), d, CARD);
    }

    private static Deployment shipped() {
        DeployRequest request = request(Strategy.FULL, Rollout.FULL, "main", "1.4.2", "1.4.1").toBuilder()
                .linked(null)
                .admission(new AdmissionRules(List.of("ci", "incident"), new Environment("preview")))
                .build();
        return SampleDeployments.initiated(request);
    }

    private static Deployment answered(AdmissionOutcome ci, AdmissionOutcome incident) {
        Deployment d = shipped();
        AdmissionState asked = Objects.requireNonNull(d.admission());
        return moved(
                d,
                new DeploymentEvent.AdmissionAnswered(
                        asked.due(),
                        List.of(
                                new AdmissionAnswer("ci", ci),
                                new AdmissionAnswer("incident", incident),
                                new AdmissionAnswer(
                                        AdmissionRules.ORDER, new AdmissionOutcome.Yes("preview has promoted 1.4.2"))),
                        after(1)));
    }

    private static Deployment locked(Deployment d) {
        return d.toBuilder()
                .restraint(new Restraint(
                        "staging is locked by Grace until 2023-11-12 00:30:00 UTC: load test",
                        after(1_800),
                        after(1),
                        after(31),
                        null))
                .build();
    }

    private static Deployment overridden() {
        return moved(
                answered(FAILED, CALM),
                new DeploymentEvent.OverrideAdmission(
                        GRACE, after(90), "mends the login, and e2e tests what is broken"));
    }

    private static Deployment neverAdmitted() {
        Duration limit = Duration.ofHours(1);
        return moved(answered(FAILED, CALM), new DeploymentEvent.DeadlinePassed(Deadline.ADMISSION, limit, after((int)
                limit.toSeconds())));
    }

    private static Deployment running(Deployment d) {
        return deployPhase(d, DeploymentStatus.DEPLOYING, watched(run("123").at(RunStatus.IN_PROGRESS)));
    }

    private static Deployment checked(Deployment d) {
        return verified(d, fiveOfFive(), calm()).build();
    }

    private static Deployment moved(Deployment d, DeploymentEvent event) {
        return ((LifecycleResult.Moved) Lifecycle.apply(d, event)).next();
    }
}
