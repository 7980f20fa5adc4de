package io.releaseconductor.chatops;

import io.releaseconductor.ActionResult;
import io.releaseconductor.Conductor;
import io.releaseconductor.Confirm;
import io.releaseconductor.ShipRequest;
import io.releaseconductor.chat.ButtonId;
import io.releaseconductor.chat.Question;
import io.releaseconductor.check.CheckStatus;
import io.releaseconductor.check.Verification;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.HistoryEntry;
import io.releaseconductor.deployment.LinkedShip;
import io.releaseconductor.deployment.VerificationState;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Environment;
import io.releaseconductor.policy.Verdict;
import io.releaseconductor.spi.HistoryQuery;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Asks people whether they mean it, where the team wants that, and judges what they answer. */
final class ConfirmDesk {

    private final Conductor conductor;
    private final Clock clock;

    ConfirmDesk(Conductor conductor, Clock clock) {
        this.conductor = conductor;
        this.clock = clock;
    }

    /** What to ask before a button of a card is obeyed; empty if nothing is to be asked, or it would come to nothing anyway. */
    Optional<Reply> question(ButtonId button, Actor actor) {
        boolean asked = ConfirmButton.isConfirmed(button.question())
                && conductor.environments().stream()
                        .anyMatch(each -> !conductor.confirmations(each).isEmpty());
        if (!asked || !(conductor.rehearse(button, actor) instanceof ActionResult.Done done)) {
            return Optional.empty();
        }
        Deployment d = done.deployment();
        return isToBeConfirmed(d, button.question())
                ? Optional.of(new Reply.Asked(
                        ConfirmWording.press(d, button, isProduction(d.environment())),
                        ConfirmButton.of(button, Confirmation.ask(actor, sight(d, button), clock)),
                        null))
                : Optional.empty();
    }

    private boolean isToBeConfirmed(Deployment d, Question question) {
        boolean here = question != Question.LINKED;
        boolean failed = conductor.confirmations(d.environment()).contains(Confirm.FAILED)
                && isIll(d.currentProgress().verification());
        return isProduction(d.request().linked()) || (here && (isProduction(d.environment()) || failed));
    }

    private boolean isProduction(@Nullable Environment environment) {
        return environment != null && conductor.confirmations(environment).contains(Confirm.PRODUCTION);
    }

    private static boolean isIll(@Nullable VerificationState state) {
        Verification found = state == null ? null : state.result();
        boolean failed = found != null
                && found.results().stream()
                        .anyMatch(c -> c.status() == CheckStatus.FAIL || c.status() == CheckStatus.NO_DATA);
        return failed || (state != null && state.fires());
    }

    /** Why an answer does not count, whatever it is about: from memory. */
    Optional<String> objection(Confirmation confirmation, Actor actor) {
        return confirmation.objection(actor, clock);
    }

    /** Whoever confirmed it saw something else. That another gate waits is told by the lifecycle. */
    Optional<String> objection(Confirmation confirmation, ButtonId button, Deployment d) {
        boolean sameGate = !button.question().isOfGate() || button.gate() == d.wave();
        return sameGate && !confirmation.sight().equals(sight(d, button))
                ? Optional.of(ConfirmWording.changed(d))
                : Optional.empty();
    }

    private static String sight(Deployment d, ButtonId button) {
        VerificationState state = d.currentProgress().verification();
        Verdict verdict = state == null ? null : state.verdict();
        LinkedShip linked = d.linked();
        if (button.question() == Question.LINKED && linked != null) {
            return Fingerprint.brief(button.value(), linked.state() + ": " + linked.reason());
        }
        return Fingerprint.brief(
                button.value(), verdict == null ? "" : String.join("\n", new TreeSet<>(verdict.sight())));
    }

    /** What to say instead of shipping: what is to be confirmed, or why an answer does not count. Empty if it is to be shipped. */
    Optional<Reply> insteadOf(ShipRequest request, @Nullable String code, Function<Environment, List<String>> notes) {
        Environment environment = request.environment();
        if (!isProduction(environment)) {
            return Optional.empty();
        }
        HistoryEntry live = conductor.history(HistoryQuery.promoted(environment, 1)).entries().stream()
                .findFirst()
                .orElse(null);
        String sight = Fingerprint.brief(
                environment.name(),
                request.strategy().wireName(),
                Objects.requireNonNullElse(request.ref(), ""),
                Objects.requireNonNullElse(request.version(), ""),
                Objects.requireNonNullElse(request.override(), ""),
                live == null ? "" : live.id().value());
        if (code != null) {
            return answer(code, request.actor(), sight);
        }
        if (conductor.holder(environment).isPresent()
                || conductor.objection(request).isPresent()) {
            return Optional.empty();
        }
        Confirmation asked = Confirmation.ask(request.actor(), sight, clock);
        return Optional.of(new Reply.Asked(
                ConfirmWording.ship(request, live),
                ConfirmButton.of(request, asked),
                asked.code(),
                notes.apply(environment)));
    }

    private Optional<Reply> answer(String code, Actor actor, String sight) {
        Confirmation confirmation = Confirmation.parse(code.strip()).orElse(null);
        Optional<String> objection = confirmation == null
                ? Optional.of(ConfirmWording.noCode(code))
                : objection(confirmation, actor)
                        .or(() -> confirmation.sight().equals(sight)
                                ? Optional.empty()
                                : Optional.of(ConfirmWording.ANOTHER_SHIP));
        return objection.map(reason -> new Reply.Refused(reason, null));
    }
}
