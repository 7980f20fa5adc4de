package io.releaseconductor.discord;

import io.releaseconductor.deployment.DeliveryOutcome;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.exceptions.RateLimitedException;

/**
 * What it means when Discord does not do what it was asked to. Codes from
 * <a href="https://discord.com/developers/docs/topics/opcodes-and-status-codes#json">Discord's documentation</a>.
 */
final class Trouble {

    private static final long SOON = 5;
    private static final long LATER = 60;

    private static final int LEAST_CODE = 10_000;
    private static final int UNKNOWN_CHANNEL = 10003;
    private static final int UNKNOWN_MESSAGE = 10008;
    private static final int UNKNOWN_INTERACTION = 10062;
    private static final int TAKEN_BEFORE = 40060;
    private static final int SOMEBODY_ELSES_MESSAGE = 50005;
    private static final int ARCHIVED_THREAD = 50083;

    /** Where an update of that message will never succeed, and a new message may. */
    private static final Map<Integer, String> GONE = Map.of(
            UNKNOWN_MESSAGE, "the message was deleted",
            UNKNOWN_CHANNEL, "the channel of the message was deleted",
            SOMEBODY_ELSES_MESSAGE, "the message is another bot's",
            ARCHIVED_THREAD, "the thread of the message is archived");

    private static final Map<Integer, String> REFUSED = Map.of(
            UNKNOWN_CHANNEL,
            "the channel does not exist (any more): ship from another one",
            10004,
            "the bot is not in that server (any more): invite it again",
            50001,
            "the bot may not see the channel: give it View Channel there, or invite it again",
            50013,
            "the bot may not write in the channel: give it Send Messages and Embed Links there",
            50008,
            "nothing can be written in that kind of channel",
            40058,
            "nothing can be written in a forum itself: use a channel or a post of the forum",
            160005,
            "the thread is locked",
            ARCHIVED_THREAD,
            "the thread is archived and locked",
            200000,
            "the server's AutoMod blocked it: let it make an exception for the bot");

    /** Discord asks to wait in these without saying 429. */
    private static final Set<Integer> LIMITS = Set.of(20016, 20022, 20028, 20029, 30046, 40004, 40062);

    private Trouble() {}

    /** Whether an interaction was refused since Discord waits for it no more. */
    static boolean isTooLate(Throwable failure) {
        return failure instanceof ErrorResponseException e && e.getErrorCode() == UNKNOWN_INTERACTION;
    }

    /** Whether a code is Discord's last word on a call, which it would not take later either. */
    static boolean isFinal(int code) {
        return code >= LEAST_CODE && !LIMITS.contains(code);
    }

    /** Whether an interaction was acknowledged before. */
    static boolean isTakenBefore(Throwable failure) {
        return failure instanceof ErrorResponseException e && e.getErrorCode() == TAKEN_BEFORE;
    }

    static DeliveryOutcome ofUpdate(Throwable failure, Instant now) {
        String gone = failure instanceof ErrorResponseException e ? GONE.get(e.getErrorCode()) : null;
        return gone != null ? new DeliveryOutcome.Gone(gone) : ofPost(failure, now);
    }

    static DeliveryOutcome ofPost(Throwable failure, Instant now) {
        if (failure instanceof RateLimitedException limited) {
            return DeliveryOutcome.Unavailable.notSent(
                    "Discord limits the rate", now.plusMillis(Math.max(1000, limited.getRetryAfter())));
        }
        if (failure instanceof TimeoutException) {
            return new DeliveryOutcome.Unavailable(
                    "Discord did not answer in time, or limits the rate", now.plusSeconds(SOON));
        }
        if (failure instanceof ErrorResponseException e && e.getResponse().code > 0) {
            return ofAnswer(e.getResponse().code, e.getErrorCode(), e.getMeaning(), now);
        }
        return new DeliveryOutcome.Unavailable("Discord cannot be reached", now.plusSeconds(SOON));
    }

    private static DeliveryOutcome ofAnswer(int status, int code, String meaning, Instant now) {
        String refused = REFUSED.get(code);
        if (refused != null) {
            return new DeliveryOutcome.Undeliverable("Discord: " + refused);
        }
        if (status == 401) {
            return DeliveryOutcome.Unavailable.notSent(
                    "Discord does not accept the bot's token (any more): give it a new one", now.plusSeconds(LATER));
        }
        if (status == 429 || LIMITS.contains(code)) {
            return DeliveryOutcome.Unavailable.notSent("Discord limits the rate", now.plusSeconds(LATER));
        }
        if (status >= 500 || status == 408) {
            return new DeliveryOutcome.Unavailable(
                    "Discord has trouble of its own (" + status + ")", now.plusSeconds(SOON));
        }
        if (code < LEAST_CODE) {
            // without a code of Discord's, for which JDA puts the status: a proxy or firewall in between, which may let
            // it pass later
            return new DeliveryOutcome.Unavailable(
                    "Something between here and Discord refused it (" + status + ")", now.plusSeconds(LATER));
        }
        return new DeliveryOutcome.Undeliverable("Discord refused it: " + status + ", " + code + " " + meaning);
    }
}
