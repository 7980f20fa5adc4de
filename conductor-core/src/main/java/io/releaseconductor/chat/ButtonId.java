package io.releaseconductor.chat;

import io.releaseconductor.deployment.Action;
import io.releaseconductor.deployment.Attention;
import io.releaseconductor.model.DeployId;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a button sends back when it is pressed: {@code ship_{question}_{deploy_id}} (spec, "Custom ID Format"). Where a question offers
 * a choice its number follows, as in {@code ship_adopt-2_…}; where a later gate than the first one is asked about its number does, as in
 * {@code ship_promote-2_…} and {@code ship_fully-2_…}; where it was asked before, so does which time it is, as in
 * {@code ship_retry-q2_…} and {@code ship_adopt-1-q3_…}. No such number means the first time. Everything in an id comes from outside
 * and is distrusted; it is resolved against the stored deployment.
 *
 * @param question what the button asked
 * @param choice which of the candidates, from 1, for {@link Question#ADOPT}; which gate, from 2, for those that are
 *     {@linkplain Question#isOfGate() asked at one}, where 0 is the first one; 0 for all others
 * @param attention which {@link Attention} of the deployment it answers, from 1; 1 for all that answer none
 * @param deployment of which deployment
 */
public record ButtonId(Question question, int choice, int attention, DeployId deployment) {

    /** The longest id that chats accept, in characters (Discord's limit). */
    public static final int MAX_LENGTH = 100;

    /** The highest choice. */
    public static final int MAX_CHOICE = 9;

    private static final Pattern FORMAT =
            Pattern.compile("ship_([a-z]+)(?:-([1-9]))?(?:-q([1-9][0-9]{0,2}))?_(ship-.+)");

    /**
     * Validates.
     *
     * @throws IllegalArgumentException if the choice or the attention does not fit the question
     */
    public ButtonId {
        Objects.requireNonNull(question, "question");
        Objects.requireNonNull(deployment, "deployment");
        boolean fitting = isFitting(question, choice);
        if (!fitting) {
            throw new IllegalArgumentException("button: choice " + choice + " is not allowed for " + question.wireName()
                    + "; allowed: 1 to " + MAX_CHOICE + " for adopt, 0 and 2 to " + MAX_CHOICE
                    + " for promote and fully, 0 for all others");
        }
        int most = question.isOfAttention() ? Attention.MAX_NUMBER : 1;
        if (attention < 1 || attention > most) {
            throw new IllegalArgumentException("button: attention " + attention + " is not allowed for "
                    + question.wireName() + "; allowed: 1" + (most == 1 ? "" : " to " + most));
        }
    }

    private static boolean isFitting(Question question, int choice) {
        return switch (question) {
            case ADOPT -> choice >= 1 && choice <= MAX_CHOICE;
            case PROMOTE, FULLY -> choice == 0 || (choice >= 2 && choice <= MAX_CHOICE);
            default -> choice == 0;
        };
    }

    /**
     * The id of a button that opens a gate.
     *
     * @param gate which, from 1 to {@value #MAX_CHOICE}
     * @param deployment of which deployment
     * @return the id
     */
    public static ButtonId promote(int gate, DeployId deployment) {
        return atGate(Question.PROMOTE, gate, deployment);
    }

    /**
     * The id of a button that asks something at a gate.
     *
     * @param question what it asks, {@linkplain Question#isOfGate() at a gate}
     * @param gate which, from 1 to {@value #MAX_CHOICE}
     * @param deployment of which deployment
     * @return the id
     */
    public static ButtonId atGate(Question question, int gate, DeployId deployment) {
        return new ButtonId(question, gate == 1 ? 0 : gate, deployment);
    }

    /** {@return which gate it is about, from 1, if it is {@linkplain Question#isOfGate() asked at one}} */
    public int gate() {
        return choice == 0 ? 1 : choice;
    }

    /**
     * The id of a button that answers the first attention, or none.
     *
     * @param question what the button asks
     * @param choice which of the candidates, from 1, for {@link Question#ADOPT}; 0 for all others
     * @param deployment of which deployment
     * @throws IllegalArgumentException if the choice does not fit the question
     */
    public ButtonId(Question question, int choice, DeployId deployment) {
        this(question, choice, 1, deployment);
    }

    /**
     * The id of a button without a choice that answers the first attention, or none.
     *
     * @param question what the button asks, not {@link Question#ADOPT}
     * @param deployment of which deployment
     * @return the id
     */
    public static ButtonId of(Question question, DeployId deployment) {
        return new ButtonId(question, 0, deployment);
    }

    /**
     * Reads an id from outside.
     *
     * @param text any text
     * @return the id, or empty if the text has not the form of one
     */
    public static Optional<ButtonId> parse(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        Matcher matcher = FORMAT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Optional<Question> question = Question.parse(matcher.group(1));
        Optional<DeployId> deployment = DeployId.parse(matcher.group(4));
        if (question.isEmpty() || deployment.isEmpty()) {
            return Optional.empty();
        }
        int choice = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
        int attention = matcher.group(3) == null ? 1 : Integer.parseInt(matcher.group(3));
        boolean written = isFitting(question.get(), choice)
                && (matcher.group(3) == null || (attention > 1 && question.get().isOfAttention()));
        return written
                ? Optional.of(new ButtonId(question.get(), choice, attention, deployment.get()))
                : Optional.empty();
    }

    /** {@return what pressing it needs permission for} */
    public Action action() {
        return question.action();
    }

    /** {@return the id as it is sent, at most {@link #MAX_LENGTH} characters} */
    public String value() {
        return "ship_" + question.wireName() + (choice == 0 ? "" : "-" + choice)
                + (attention == 1 ? "" : "-q" + attention) + "_" + deployment.value();
    }

    @Override
    public String toString() {
        return value();
    }
}
