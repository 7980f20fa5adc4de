package io.releaseconductor.chat;

import static io.releaseconductor.chat.SampleDeployments.after;
import static io.releaseconductor.chat.SampleDeployments.check;
import static io.releaseconductor.chat.SampleDeployments.initiated;
import static io.releaseconductor.chat.SampleDeployments.request;
import static io.releaseconductor.chat.SampleDeployments.run;
import static io.releaseconductor.chat.SampleDeployments.verification;
import static io.releaseconductor.chat.SampleDeployments.watched;
import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CheckStatus;
import io.releaseconductor.check.CompletedCheck;
import io.releaseconductor.check.Finding;
import io.releaseconductor.deployment.Alert;
import io.releaseconductor.deployment.AlertKind;
import io.releaseconductor.deployment.Attention;
import io.releaseconductor.deployment.Decision;
import io.releaseconductor.deployment.DeployRequest;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.Failure;
import io.releaseconductor.deployment.LinkedShip;
import io.releaseconductor.deployment.PhaseProgress;
import io.releaseconductor.deployment.Rollback;
import io.releaseconductor.deployment.RollbackMethod;
import io.releaseconductor.deployment.RunCandidate;
import io.releaseconductor.deployment.RunStatus;
import io.releaseconductor.deployment.Samples;
import io.releaseconductor.deployment.Stage;
import io.releaseconductor.deployment.VerificationState;
import io.releaseconductor.deployment.WorkflowRun;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.model.Strategy;
import io.releaseconductor.policy.Recommendation;
import io.releaseconductor.policy.RuleResult;
import io.releaseconductor.policy.Verdict;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;

@Label("A deployment's card")
class CardRendererPropertyTest {

    @Property(tries = 200)
    @Label("is made of single lines, whatever texts come from outside, and so are its details")
    void singleLines(@ForAll String raw) {
        String text = "a\n" + raw.substring(0, Math.min(raw.length(), 200)).replaceAll("\\p{Cs}", "x");
        // an id of a run must not be blank; everything else may be anything
        for (Deployment d : hostile(text)) {
            for (Card card : List.of(CardRenderer.render(d), CardRenderer.details(d))) {
                List<String> texts = new ArrayList<>(card.lines());
                texts.add(card.title());
                texts.add(card.summary() == null ? "" : card.summary());
                card.fields().forEach(field -> texts.addAll(List.of(field.name(), field.value())));
                card.links().forEach(link -> texts.add(link.label()));
                card.buttons().forEach(button -> texts.add(button.label()));
                assertThat(texts).allSatisfy(one -> assertThat(one).isEqualTo(Line.of(one)));
                assertThat(card.fields()).noneMatch(field -> field.value().isBlank());
                assertThat(card.buttons()).extracting(Button::id).doesNotHaveDuplicates();
                assertThat(paragraphs(card)).allSatisfy(p -> assertThat(p).isNotBlank());
            }
        }
    }

    /** A deployment in each status, every text of which comes from outside. */
    private static List<Deployment> hostile(String raw) {
        String text = raw.isBlank() ? "x" + raw : raw;
        Actor actor = Actor.person(text + "1", text);
        Decision decision = new Decision(actor, after(10));
        DeployRequest request = DeployRequest.builder(
                        Environment.STAGING, Strategy.CANARY, Rollout.CANARY, actor, after(0))
                .ref(text)
                .version(text)
                .destination(text)
                .linked(Environment.PROD)
                .previousVersion(text)
                .profile(SampleDeployments.PRODUCTION)
                .build();
        WorkflowRun run = run("1").at(RunStatus.IN_PROGRESS).withDetail(text);
        WorkflowRun other = new WorkflowRun(text, null, RunStatus.QUEUED, null, 2, true, text, text);
        CompletedCheck check = new CompletedCheck(
                text,
                text,
                CheckResult.fail(text)
                        .withError(text)
                        .withHint(text)
                        .withLink(URI.create("https://shop.test/"))
                        .withFindings(List.of(new Finding(text, CheckStatus.FAIL, text, text))));
        RuleResult rule = new RuleResult(text, RuleResult.Outcome.FIRED, text, text);
        VerificationState results = SampleDeployments.results(
                verification(check), new Verdict(Recommendation.ROLL_BACK, List.of(rule), List.of(rule)));
        Attention attention = new Attention(
                Phase.PROMOTE, text, after(9), List.of(new RunCandidate(text, URI.create("x"), text, after(3))), 0);
        List<Deployment> all = new ArrayList<>();
        for (DeploymentStatus status : DeploymentStatus.values()) {
            Deployment first = initiated(Samples.with(Samples.GRADUAL, request));
            all.add(first.toBuilder()
                    .status(status)
                    .attention(status == DeploymentStatus.NEEDS_ATTENTION ? attention : null)
                    .progress(first.deployPhase().at(new Stage.Ready(after(0), text)))
                    .verification(results)
                    .nextWave(decision)
                    .progress(PhaseProgress.begin(Phase.PROMOTE, after(1))
                            .at(new Stage.Running(
                                    other,
                                    after(1),
                                    after(1),
                                    null,
                                    text,
                                    new Stage.Cancelling(text, after(1), after(1), 0))))
                    .rollbackPhase(
                            PhaseProgress.begin(Phase.ROLL_BACK, after(2)).at(watched(run)))
                    .verification(results)
                    .rollbackVerification(status == DeploymentStatus.ROLLING_BACK ? null : results)
                    .cancelWish(decision)
                    .rollbackWish(new Rollback(decision, text, RollbackMethod.REDEPLOY, text))
                    .holds(List.of(decision))
                    .promotion(decision)
                    .rollback(new Rollback(decision, text, RollbackMethod.SWITCH_BACK, text))
                    .failure(new Failure(Phase.PROMOTE, Failure.Kind.RUN, text, after(4)))
                    .linked(new LinkedShip(Environment.PROD, decision, LinkedShip.State.BLOCKED, null, text, after(5)))
                    .alerts(List.of(new Alert(text, AlertKind.EXPIRED, text, after(6), null, 0, null)))
                    .build());
        }
        return all;
    }

    private static List<String> paragraphs(Card card) {
        return card.lines().isEmpty()
                ? List.of()
                : List.of(String.join("\n", card.lines()).split("\n\n", -1));
    }
}
