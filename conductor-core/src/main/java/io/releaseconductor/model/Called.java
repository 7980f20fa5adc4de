package io.releaseconductor.model;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whom the chat calls when a deployment needs a person: groups, whoever shipped it, or both. Immutable and thread-safe.
 *
 * @param groups the chat's own ids of groups or roles, such as {@code 444444444444444441}, each once and in order; at most
 *     {@link #MOST_GROUPS}, none of them blank, longer than {@link #LONGEST_GROUP} or with white space
 * @param initiator whether whoever shipped it is called; a deployment that policy shipped on has nobody to call by it
 */
public record Called(List<String> groups, boolean initiator) {

    /** How many groups can be called. */
    public static final int MOST_GROUPS = 10;

    /** How long the id of a group may be, in characters. */
    public static final int LONGEST_GROUP = 100;

    /** Nobody is called: messages are posted, and ring nowhere. */
    public static final Called NOBODY = new Called(List.of(), false);

    /** Whoever shipped it. */
    public static final Called INITIATOR = new Called(List.of(), true);

    /**
     * Validates and copies.
     *
     * @throws IllegalArgumentException if there are too many groups or an id is not allowed
     */
    public Called {
        Set<String> distinct = new TreeSet<>(groups);
        for (String group : distinct) {
            if (group.isBlank()
                    || group.length() > LONGEST_GROUP
                    || group.chars().anyMatch(Character::isWhitespace)) {
                throw new IllegalArgumentException("called: group \"" + group + "\" is not allowed; allowed: 1 to "
                        + LONGEST_GROUP + " characters without white space");
            }
        }
        if (distinct.size() > MOST_GROUPS) {
            throw new IllegalArgumentException(
                    "called: " + distinct.size() + " groups are not allowed; allowed: up to " + MOST_GROUPS);
        }
        groups = List.copyOf(distinct);
    }

    /**
     * Some groups.
     *
     * @param ids the chat's own ids of them
     * @return whom to call
     * @throws IllegalArgumentException if there are too many or an id is not allowed
     */
    public static Called groups(String... ids) {
        return new Called(List.of(ids), false);
    }

    /** {@return the same, and whoever shipped it} */
    public Called andInitiator() {
        return new Called(groups, true);
    }

    /** {@return whether nobody is called} */
    public boolean isNobody() {
        return equals(NOBODY);
    }
}
