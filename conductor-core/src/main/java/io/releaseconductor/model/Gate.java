package io.releaseconductor.model;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What has to happen before a rollout goes on after a wave; after the last one, before the deployment counts as promoted. */
public sealed interface Gate {

    /** One person who may promote, whoever shipped it. */
    Gate ONE_APPROVAL = new Approvals(1, List.of(), true);

    /** Nobody, if what the wave was looked at for is well. */
    Gate OPEN = new Open();

    /** {@return the gate in words for people, such as {@code one approval}} */
    String words();

    /**
     * So many distinct people approve. Where it takes one alone, of no group, the policy may do it as well, if it promotes by itself and
     * the verdict says so.
     *
     * @param count how many, 1 to {@value #MOST}
     * @param groups the groups of which somebody has to be among them, each once, as the authorizer names them; may be empty
     * @param initiatorCounts whether whoever shipped the deployment may be one of them
     */
    record Approvals(int count, List<String> groups, boolean initiatorCounts) implements Gate {

        /** The most people that a gate may ask for. */
        public static final int MOST = 9;

        /**
         * Validates and copies.
         *
         * @throws IllegalArgumentException if the count is not 1 to {@value #MOST}, or a group is blank or there twice; names all problems
         */
        public Approvals {
            groups = List.copyOf(groups);
            List<String> problems = new ArrayList<>();
            if (count < 1 || count > MOST) {
                problems.add(count + " approvals are not allowed; allowed: 1 to " + MOST);
            }
            Set<String> seen = new LinkedHashSet<>();
            for (String group : groups) {
                if (group.isBlank() || group.length() > 100) {
                    problems.add("group \"" + group + "\" is not allowed; allowed: 1 to 100 characters");
                } else if (!seen.add(group)) {
                    problems.add("group \"" + group + "\" is there twice; allowed: once");
                }
            }
            if (!problems.isEmpty()) {
                throw new IllegalArgumentException("gate: " + String.join("; ", problems));
            }
        }

        /** {@return whether one person, or the policy, is enough} */
        public boolean isOfOne() {
            return count == 1 && groups.isEmpty() && initiatorCounts;
        }

        @Override
        public String words() {
            return (count == 1 ? "one approval" : count + " approvals")
                    + (groups.isEmpty() ? "" : ", of " + String.join(" and ", groups))
                    + (initiatorCounts ? "" : ", not by whoever shipped it");
        }
    }

    /**
     * It opens by itself: at once after a wave that is not looked at, else if no trigger fires and all criteria for promotion are met,
     * whether or not the policy promotes by itself elsewhere. Where they are not, a person is asked.
     */
    record Open() implements Gate {
        @Override
        public String words() {
            return "open";
        }
    }
}
