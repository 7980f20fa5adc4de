package io.releaseconductor.chat;

import io.releaseconductor.deployment.Action;
import io.releaseconductor.deployment.DeployId;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a button sends back when it is pressed: {@code ship_{action}_{deploy_id}} (spec, "Custom ID Format"). Everything in it
 * comes from outside and is distrusted; it is resolved against the stored deployment.
 *
 * @param action what is asked for
 * @param choice which of the candidates, from 1, for {@link Action#ADOPT} (written {@code adopt-1}); 0 for all others
 * @param deployment of which deployment
 */
public record ButtonId(Action action, int choice, DeployId deployment) {

    /** The longest id that chats accept, in characters (Discord's limit). */
    public static final int MAX_LENGTH = 100;

    /** The highest choice. */
    public static final int MAX_CHOICE = 9;

    private static final Pattern FORMAT = Pattern.compile("ship_([a-z]+)(?:-([1-9]))?_(ship-.+)");

    /**
     * Validates.
     *
     * @throws IllegalArgumentException if the choice does not fit the action
     */
    public ButtonId {
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(deployment, "deployment");
        boolean allowed = action == Action.ADOPT ? choice >= 1 && choice <= MAX_CHOICE : choice == 0;
        if (!allowed) {
            throw new IllegalArgumentException("button: choice " + choice + " is not allowed for " + action.wireName()
                    + "; allowed: 1 to " + MAX_CHOICE + " for adopt, 0 for all others");
        }
    }

    /**
     * The id of a button without a choice.
     *
     * @param action what is asked for, not {@link Action#ADOPT}
     * @param deployment of which deployment
     * @return the id
     */
    public static ButtonId of(Action action, DeployId deployment) {
        return new ButtonId(action, 0, deployment);
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
        Optional<Action> action = Action.parse(matcher.group(1));
        Optional<DeployId> deployment = DeployId.parse(matcher.group(3));
        int choice = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
        if (action.isEmpty() || deployment.isEmpty() || (action.get() == Action.ADOPT) != (choice > 0)) {
            return Optional.empty();
        }
        return Optional.of(new ButtonId(action.get(), choice, deployment.get()));
    }

    /** {@return the id as it is sent, at most {@link #MAX_LENGTH} characters} */
    public String value() {
        return "ship_" + action.wireName() + (choice == 0 ? "" : "-" + choice) + "_" + deployment.value();
    }

    @Override
    public String toString() {
        return value();
    }
}
