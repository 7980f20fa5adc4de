package io.releaseconductor.chatops;

import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Times;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * That somebody was asked to confirm something: whom, when, and what they could see then. All of it travels in a short code with the
 * question and comes back with the answer, so that any node can tell, after any restart, whether the answer still holds. It keeps people
 * from mistakes, and is no permission: that is asked for as ever.
 *
 * @param at when, in whole seconds
 * @param who the fingerprint of whom
 * @param sight the fingerprint of what they could see
 */
record Confirmation(Instant at, String who, String sight) {

    /** How long a question can be answered: what was seen is to be remembered. */
    static final Duration LIMIT = Duration.ofMinutes(2);

    /** How far the clocks of nodes may be apart. */
    private static final Duration APART = Duration.ofMinutes(1);

    private static final int RADIX = 36;
    private static final Pattern FORMAT = Pattern.compile("([0-9a-z]{1,8})-([0-9a-f]{8})-([0-9a-f]{8})");

    /** A question that is put now. */
    static Confirmation ask(Actor actor, String sight, Clock clock) {
        return new Confirmation(Instant.ofEpochSecond(clock.instant().getEpochSecond()), fingerprint(actor), sight);
    }

    /** Reads a code from outside. */
    static Optional<Confirmation> parse(String code) {
        Matcher matcher = FORMAT.matcher(code);
        return matcher.matches()
                ? Optional.of(new Confirmation(
                        Instant.ofEpochSecond(Long.parseLong(matcher.group(1), RADIX)),
                        matcher.group(2),
                        matcher.group(3)))
                : Optional.empty();
    }

    String code() {
        return Long.toString(at.getEpochSecond(), RADIX) + "-" + who + "-" + sight;
    }

    /** Why somebody cannot answer it now, or empty. */
    Optional<String> objection(Actor actor, Clock clock) {
        if (!who.equals(fingerprint(actor))) {
            return Optional.of("This was put to somebody else, and only they can confirm it. Ask for it yourself.");
        }
        Duration age = Duration.between(at, clock.instant());
        return age.compareTo(LIMIT) > 0 || age.compareTo(APART.negated()) < 0
                ? Optional.of("That can be confirmed for " + Times.format(LIMIT)
                        + ", and you were asked longer ago. Nothing was done; ask again.")
                : Optional.empty();
    }

    private static String fingerprint(Actor actor) {
        return Fingerprint.brief(Objects.requireNonNullElse(actor.chat(), ""), actor.id());
    }
}
