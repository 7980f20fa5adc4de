package io.releaseconductor.chat;

import io.releaseconductor.deployment.Alert;
import io.releaseconductor.deployment.AlertKind;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.Failure;
import io.releaseconductor.deployment.Rollback;
import io.releaseconductor.deployment.WorkflowRun;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Called;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An alert as a message of its own: what happened, where, what to do, and the ways to the card and the run. */
final class AlertCard {

    private AlertCard() {}

    static Card of(Alert alert, Deployment d, @Nullable URI address, List<String> groups) {
        Rollback own = ofAPerson(alert, d);
        CardBuilder card =
                new CardBuilder(own == null ? tone(alert, d) : Tone.NEUTRAL, own == null ? bell(alert) : told(own, d));
        if (alert.kind() == AlertKind.ROLLBACK_TRIGGERED && own == null) {
            CardMetrics.addFired(card, d.verification());
        }
        return card.field("Environment", d.environment().title())
                .time("Deploy ID", d.id().value(), alert.raisedAt())
                .line("What to do", AlertAdvice.of(alert, d))
                .link("Card", address)
                .link("View Run", d.lastRun().map(WorkflowRun::url).orElse(null))
                .mentions(mentions(groups, alert.called(), d.request().initiatedBy()))
                .buttons(alert.kind() == AlertKind.WATCH_FIRED ? Buttons.only(Question.ROLLBACK, d) : List.of())
                .build();
    }

    private static String bell(Alert alert) {
        return "🔔 " + Line.of(alert.message());
    }

    private static String told(Rollback rollback, Deployment d) {
        String reason = rollback.reason() == null ? "" : ": " + Line.of(rollback.reason());
        return "↩️ " + Line.of(rollback.decision().by().name()) + " rolls "
                + d.environment().title() + " back" + reason;
    }

    /** The rollback that an alert tells of, if a person wants it: what somebody did on purpose is no bad news. */
    private static @Nullable Rollback ofAPerson(Alert alert, Deployment d) {
        Rollback rollback = d.rollback();
        boolean last = d.alerts().stream()
                .filter(each -> each.kind() == AlertKind.ROLLBACK_TRIGGERED)
                .reduce((earlier, later) -> later)
                .filter(each -> each.id().equals(alert.id()))
                .isPresent();
        return last && rollback != null && !rollback.decision().by().isPolicy() ? rollback : null;
    }

    private static Tone tone(Alert alert, Deployment d) {
        return isEndOfAPerson(alert, d) ? Tone.WARNING : tone(alert.kind());
    }

    /** Whether an alert tells of a failure that is none but that a person cancelled it, or gave it up. */
    private static boolean isEndOfAPerson(Alert alert, Deployment d) {
        Failure failure = d.failure();
        return failure != null
                && (failure.kind() == Failure.Kind.CANCELLED || failure.kind() == Failure.Kind.GIVEN_UP)
                && alert.raisedAt().equals(failure.at());
    }

    private static Tone tone(AlertKind kind) {
        return switch (kind) {
            case SLOW_DEPLOYMENT,
                    EXPIRED,
                    WORSE_THAN_BEFORE,
                    NOT_ADMITTED,
                    ADMISSION_OVERRIDDEN,
                    DECISION_DUE,
                    DECISION_EXPIRES -> Tone.WARNING;
            case DEPLOYMENT_FAILED,
                    VERIFICATION_FAILURES,
                    ROLLBACK_TRIGGERED,
                    ROLLBACK_HELD,
                    ROLLBACK_FAILED,
                    ROLLBACK_IMPOSSIBLE,
                    NEEDS_ATTENTION,
                    ATTENTION_REMINDER,
                    NOT_VERIFIED,
                    LINKED_BLOCKED,
                    CARD_UNDELIVERABLE,
                    STRAY_RUN,
                    APPROVAL_VOIDED,
                    WATCH_FIRED -> Tone.BAD;
        };
    }

    /** Each once, whoever is called besides. */
    private static List<Mention> mentions(List<String> groups, Called called, Actor initiator) {
        List<Mention> mentions = new ArrayList<>();
        Stream.concat(groups.stream(), called.groups().stream())
                .distinct()
                .forEach(group -> mentions.add(new Mention.Group(group)));
        if (called.initiator() && !initiator.isPolicy()) {
            mentions.add(new Mention.Person(initiator));
        }
        return mentions;
    }
}
