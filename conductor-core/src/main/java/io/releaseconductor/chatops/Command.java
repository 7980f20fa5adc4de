package io.releaseconductor.chatops;

import io.releaseconductor.chat.PlainLine;
import io.releaseconductor.chat.ShipCommand;
import io.releaseconductor.model.Actor;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A command that somebody gave. Its name and options come from outside and are distrusted.
 *
 * @param name such as {@link #SHIP}; any other is answered as not known
 * @param options what was given, by the name of the option; others than the command's own are ignored
 * @param actor who gave it, with the chat that they came through
 * @param destination where in chat the card of what is shipped is shown, as the chat adapter understands it; null for nowhere
 * @param key by which a repeat of what it ships is recognised, such as the chat's own id of the command behind the chat's name: 1 to 128
 *     visible ASCII characters; null for none, with which nothing is tried again
 * @param madeAt when it was given, by the chat's own clock where the chat tells, and not when it arrived
 */
public record Command(
        String name,
        Map<String, String> options,
        Actor actor,
        @Nullable String destination,
        @Nullable String key,
        Instant madeAt) {

    /** Ships: {@link #ENV}, {@link #STRATEGY}, {@link #REF}, {@link #VERSION}, {@link #NOTE}, {@link #WHY_ALL_THE_SAME}, {@link #CONFIRM}. */
    public static final String SHIP = "ship";

    /** Tells what is under way: {@link #ENV}. */
    public static final String STATUS = "ship-status";

    /** Tells what was: {@link #ENV}, {@link #IN_STATUS}, {@link #BY}, {@link #VERSION}, {@link #FROM}, {@link #TO}. */
    public static final String HISTORY = "ship-history";

    /** Tells all about a deployment: {@link #DEPLOYMENT}. */
    public static final String DETAILS = "ship-details";

    /** Rolls back: {@link #DEPLOYMENT}, {@link #VERSION}, {@link #REASON}. */
    public static final String ROLLBACK = "ship-rollback";

    /** Cancels: {@link #DEPLOYMENT}. */
    public static final String CANCEL = "ship-cancel";

    /** Lets a deployment begin against rules of its pre-flight: {@link #DEPLOYMENT}, {@link #REASON}. */
    public static final String OVERRIDE = "ship-override";

    /** Locks: {@link #ENV}, {@link #FOR}, {@link #REASON}. */
    public static final String LOCK = "ship-lock";

    /** Takes a lock back: {@link #ENV}. */
    public static final String UNLOCK = "ship-unlock";

    /** Tells figures: {@link #ENV}, {@link #DAYS}. */
    public static final String STATS = "ship-stats";

    /** Tells how often people decided as the policy would have: {@link #ENV}, {@link #DAYS}. */
    public static final String TRUST = "ship-trust";

    /** Keeps a note for whoever ships there next, takes one back, or lists them: {@link #ENV}, {@link #TEXT}, {@link #DONE}. */
    public static final String ADD_NOTE = "ship-note";

    /** The names of all commands. */
    public static final List<String> NAMES =
            List.of(SHIP, STATUS, HISTORY, DETAILS, ROLLBACK, CANCEL, OVERRIDE, LOCK, UNLOCK, STATS, TRUST, ADD_NOTE);

    /** What {@link #ENV} of {@link #LOCK} and {@link #UNLOCK} stands for all environments with: a stop. */
    public static final String EVERYWHERE = "all";

    /** The option for the name of an environment. */
    public static final String ENV = "env";

    /** The option for the strategy. */
    public static final String STRATEGY = "strategy";

    /** The option for the branch or tag. */
    public static final String REF = "ref";

    /** The option for the version. */
    public static final String VERSION = "version";

    /** The option for why something is shipped. */
    public static final String NOTE = "note";

    /** The option for why something is shipped against rules of the pre-flight. */
    public static final String WHY_ALL_THE_SAME = "override";

    /** The option for a deploy id. */
    public static final String DEPLOYMENT = "deployment";

    /** The option for what of a deployment is shown. */
    public static final String SHOW = "show";

    /** What {@link #SHOW} of {@link #DETAILS} stands for the audit trail with. */
    public static final String AUDIT = "audit";

    /** The option for why. */
    public static final String REASON = "reason";

    /** The option for where what is listed stands. */
    public static final String IN_STATUS = "status";

    /** The option for who shipped or decided on what is listed. */
    public static final String BY = "by";

    /** The option for from when on something is listed. */
    public static final String FROM = "from";

    /** The option for until when something is listed. */
    public static final String TO = "to";

    /** The option for over how many days. */
    public static final String DAYS = "days";

    /** The option for how long. */
    public static final String FOR = "for";

    /** The option for what is noted. */
    public static final String TEXT = "text";

    /** The option for the number of a note that is taken back. */
    public static final String DONE = "done";

    /** The option for the code by which something is confirmed that was {@linkplain Reply.Asked asked}. */
    public static final String CONFIRM = "confirm";

    /** Requires what is not optional and copies. */
    public Command {
        Objects.requireNonNull(name, "name");
        options = Map.copyOf(options);
        Objects.requireNonNull(actor, "actor");
        Objects.requireNonNull(madeAt, "madeAt");
    }

    /**
     * The command that ships what a text chat's {@code /ship} line asked for.
     *
     * @param wanted the line, as it was read
     * @param actor who wrote it
     * @param destination where in chat the card is shown; null for nowhere
     * @param key by which a repeat is recognised; null for none
     * @param madeAt when it was written
     * @return the command
     */
    public static Command ship(
            ShipCommand wanted, Actor actor, @Nullable String destination, @Nullable String key, Instant madeAt) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put(ENV, wanted.environment().name());
        options.put(STRATEGY, wanted.strategy().wireName());
        if (wanted.ref() != null) {
            options.put(REF, wanted.ref());
        }
        if (wanted.version() != null) {
            options.put(VERSION, wanted.version());
        }
        if (wanted.note() != null) {
            options.put(NOTE, wanted.note());
        }
        if (wanted.override() != null) {
            options.put(WHY_ALL_THE_SAME, wanted.override());
        }
        return new Command(SHIP, options, actor, destination, key, madeAt);
    }

    @Nullable
    String option(String option) {
        return options.get(option);
    }

    /** The same, and null as well where nothing of it can be seen. */
    @Nullable
    String filled(String option) {
        String value = options.get(option);
        return value == null || PlainLine.isBlank(value) ? null : value;
    }
}
