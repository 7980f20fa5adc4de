package io.releaseconductor.examples.bot;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import io.releaseconductor.health.CallbackHealth;
import io.releaseconductor.health.Health;
import io.releaseconductor.health.PartHealth;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How the bot is, for whatever supervises it: {@code /live} fails where another start would help, {@code /ready} where the bot cannot do its
 * work. Both tell the same, as JSON, with status 200 or 503, from memory.
 */
final class HealthPages {

    static final String LIVE = "/live";
    static final String READY = "/ready";

    private final Supplier<@Nullable Health> health;
    private final Redaction redaction;

    /** In one word, from best to worst. */
    private enum Status {
        /** All is well. */
        WELL,
        /** Something is wrong, and the bot does its work. */
        IMPAIRED,
        /** It does not work yet. */
        STARTING,
        /** It does not work. */
        DOWN
    }

    /**
     * Makes them.
     *
     * @param health how the bot is; gives null while it is starting
     * @param redaction hides what must not be shown
     */
    HealthPages(Supplier<@Nullable Health> health, Redaction redaction) {
        this.health = health;
        this.redaction = redaction;
    }

    WebAnswer live(HttpExchange request) {
        Health now = health.get();
        return answer(request, now, now == null || isAlive(now));
    }

    WebAnswer ready(HttpExchange request) {
        Health now = health.get();
        Status status = status(now);
        return answer(request, now, status == Status.WELL || status == Status.IMPAIRED);
    }

    /** A store that cannot be reached does not come back by another start of the bot. */
    private static boolean isAlive(Health now) {
        return switch (now.work()) {
            case RUNNING, BY_HAND -> true;
            case STALLED -> !now.storeReachable();
            case CLOSED -> false;
        };
    }

    private static Status status(@Nullable Health now) {
        if (now == null) {
            return Status.STARTING;
        }
        boolean down = !now.running()
                || !now.storeReachable()
                || now.parts().stream().anyMatch(part -> part.state() == PartHealth.State.DOWN);
        return down ? Status.DOWN : now.isWell() ? Status.WELL : Status.IMPAIRED;
    }

    private WebAnswer answer(HttpExchange request, @Nullable Health now, boolean good) {
        return WebAnswer.read(
                request,
                () -> WebAnswer.json(good ? 200 : 503, json(now, redaction).toString()));
    }

    /** {@return what both pages tell; of null, that the bot is starting} */
    static ObjectNode json(@Nullable Health now, Redaction redaction) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("status", word(status(now)));
        if (now == null) {
            return json;
        }
        json.put("work", word(now.work()));
        Instant round = now.lastRound();
        json.put("lastRound", round == null ? null : round.toString());
        Duration lag = now.lag();
        json.put("lagMs", lag == null ? null : lag.toMillis());
        json.put("turns", now.turns()).put("outcomesInHand", now.outcomesInHand());
        ArrayNode problems = json.putArray("problems");
        now.problems().forEach(problem -> problems.add(redaction.of(problem)));
        ArrayNode parts = json.putArray("parts");
        for (PartHealth part : now.parts()) {
            parts.addObject()
                    .put("name", part.name())
                    .put("state", word(part.state()))
                    .put("detail", redaction.of(part.detail()));
        }
        ArrayNode callbacks = json.putArray("callbacks");
        for (CallbackHealth callback : now.callbacks()) {
            callbacks
                    .addObject()
                    .put("name", callback.name())
                    .put("threw", callback.threw())
                    .put("overdue", callback.overdue())
                    .put("stuck", callback.stuck())
                    .put("lost", callback.lost())
                    .put("waiting", callback.waiting());
        }
        return json;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
