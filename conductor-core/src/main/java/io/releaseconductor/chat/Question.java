package io.releaseconductor.chat;

import io.releaseconductor.deployment.Action;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What a button asks. Two buttons that mean different things ask different questions, so that a click never answers one that its
 * author did not see, however late it comes.
 */
public enum Question {
    /** Shall it be promoted? */
    PROMOTE(Action.PROMOTE),
    /** Shall it go straight to the last wave? */
    FULLY(Action.FULLY),
    /** Shall it be rolled back? */
    ROLLBACK(Action.ROLLBACK),
    /** Shall it be stopped while it is being deployed? */
    CANCEL(Action.CANCEL),
    /** Is it certain that nothing was started? Asked where only a person can tell. */
    NOTHING(Action.CANCEL),
    /** Shall automation be kept from deciding? */
    HOLD(Action.HOLD),
    /** Shall automation decide again, as far as whoever answers kept it from that? */
    LIFT(Action.LIFT),
    /** Is this run the one? Asked where only a person can tell. */
    ADOPT(Action.ADOPT),
    /** Shall the workflow be dispatched once more? Asked where only a person can tell. */
    RETRY(Action.RETRY),
    /** Shall it be settled as failed? Asked where only a person can tell. */
    GIVEUP(Action.GIVEUP),
    /** Shall it begin against the rules of the pre-flight that keep it? */
    OVERRIDE(Action.OVERRIDE),
    /** Shall the linked environment be shipped to after all? */
    LINKED(Action.LINKED),
    /** What are the details? */
    DETAILS(Action.DETAILS);

    private final Action action;

    Question(Action action) {
        this.action = action;
    }

    /** {@return what the answer needs permission for} */
    public Action action() {
        return action;
    }

    /** {@return whether it is asked where only a person can tell what happened, perhaps more than once} */
    public boolean isOfAttention() {
        return this == NOTHING || this == ADOPT || this == RETRY || this == GIVEUP;
    }

    /** {@return whether it is asked at a gate, so that its number belongs to it} */
    public boolean isOfGate() {
        return this == PROMOTE || this == FULLY;
    }

    /** {@return the name in button ids, such as {@code rollback}} */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads a question from outside.
     *
     * @param text any text
     * @return the question of exactly that name, or empty
     */
    public static Optional<Question> parse(String text) {
        return Arrays.stream(values()).filter(q -> q.wireName().equals(text)).findFirst();
    }
}
