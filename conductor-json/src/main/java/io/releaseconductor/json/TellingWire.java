package io.releaseconductor.json;

import io.releaseconductor.deployment.Alert;
import io.releaseconductor.deployment.CardState;

/** What people were told: the card and the alerts. */
final class TellingWire {

    private TellingWire() {}

    static void write(JsonOut out, CardState card) {
        out.text("reference", card.reference())
                .text("shown", card.shown())
                .text("undeliverable", card.undeliverable())
                .number("posts", card.posts())
                .number("failures", card.failures())
                .time("retry_at", card.retryAt())
                .time("unsure_until", card.unsureUntil());
        if (card.generation() != 0) {
            out.number("generation", card.generation());
        }
    }

    static CardState readCard(JsonIn in) {
        return new CardState(
                in.textOrNull("reference"),
                in.textOrNull("shown"),
                in.textOrNull("undeliverable"),
                in.count("posts", Integer.MIN_VALUE),
                in.count("failures", Integer.MIN_VALUE),
                in.timeOrNull("retry_at"),
                in.countOr("generation", 0),
                in.timeOrNull("unsure_until"));
    }

    static void write(JsonOut out, Alert alert) {
        out.text("id", alert.id())
                .word("kind", alert.kind(), WireNames.ALERT_KIND)
                .text("message", alert.message())
                .time("raised_at", alert.raisedAt())
                .time("sent_at", alert.sentAt())
                .number("failures", alert.failures())
                .time("retry_at", alert.retryAt());
        CalledWire.write(out, "call", alert.called());
        if (!alert.deliveredTo().isEmpty()) {
            out.texts("delivered_to", alert.deliveredTo());
        }
    }

    static Alert readAlert(JsonIn in) {
        return new Alert(
                in.text("id"),
                in.word("kind", WireNames.ALERT_KIND),
                in.text("message"),
                in.time("raised_at"),
                in.timeOrNull("sent_at"),
                in.count("failures", Integer.MIN_VALUE),
                in.timeOrNull("retry_at"),
                CalledWire.read(in, "call"),
                in.texts("delivered_to"));
    }
}
