package io.releaseconductor.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** How a wave is looked at, once its run has succeeded and before its gate may open. */
public sealed interface Bake {

    /** No look. */
    Bake NONE = new None();

    /** One look at all checks. */
    Bake ONE_LOOK = new OneLook();

    /** {@return the bake in words for people, such as {@code one look}} */
    String words();

    /** The wave is not looked at. */
    record None() implements Bake {
        @Override
        public String words() {
            return "no look";
        }
    }

    /**
     * All checks are asked every so often, round by round, for as long as the gate has not opened. One round that fails is no verdict:
     * what is made of it takes three that fail running.
     *
     * @param warmUp how long after the run's end the first round waits; 0 to 1 day
     * @param atLeast how long it takes after that until the gate may open; at least as long as two further rounds
     * @param atMost how long after the warm-up the gate may open by itself; then a person is asked
     * @param every how long after each round the next one follows; 1 s to 1 day
     */
    record Rounds(Duration warmUp, Duration atLeast, Duration atMost, Duration every) implements Bake {

        /** The longest of all. */
        public static final Duration LONGEST = Duration.ofDays(1);

        /** How many rounds have to agree, running: to fail a check, and to let a gate open by itself. */
        public static final int AGREEING = 3;

        /**
         * Validates.
         *
         * @throws IllegalArgumentException if the spans do not go together; names all problems at once
         */
        public Rounds {
            Objects.requireNonNull(warmUp, "warmUp");
            Objects.requireNonNull(atLeast, "atLeast");
            Objects.requireNonNull(atMost, "atMost");
            Objects.requireNonNull(every, "every");
            List<String> problems = new ArrayList<>();
            if (warmUp.isNegative() || warmUp.compareTo(LONGEST) > 0) {
                problems.add("warm-up " + warmUp + " is not allowed; allowed: 0 to " + LONGEST);
            }
            if (every.compareTo(Duration.ofSeconds(1)) < 0 || every.compareTo(LONGEST) > 0) {
                problems.add("a round every " + every + " is not allowed; allowed: 1 s to " + LONGEST);
            } else if (atLeast.compareTo(every.multipliedBy(AGREEING - 1L)) < 0) {
                problems.add("at least " + atLeast + " is not enough for " + AGREEING + " rounds, one every " + every);
            }
            if (atMost.compareTo(atLeast) < 0 || atMost.compareTo(LONGEST) > 0) {
                problems.add(
                        "at most " + atMost + " is not allowed; allowed: " + atLeast + " (the least) to " + LONGEST);
            }
            if (!problems.isEmpty()) {
                throw new IllegalArgumentException("bake: " + String.join("; ", problems));
            }
        }

        /**
         * When the first round of a wave is due.
         *
         * @param startedAt when its verification began
         * @return the end of the warm-up
         */
        public Instant firstRound(Instant startedAt) {
            return startedAt.plus(warmUp);
        }

        /**
         * When the gate after a wave may open first.
         *
         * @param startedAt when its verification began
         * @return the end of the least
         */
        public Instant endOfLeast(Instant startedAt) {
            return firstRound(startedAt).plus(atLeast);
        }

        /**
         * Until when the gate after a wave may open by itself.
         *
         * @param startedAt when its verification began
         * @return the end of the most
         */
        public Instant endOfMost(Instant startedAt) {
            return firstRound(startedAt).plus(atMost);
        }

        @Override
        public String words() {
            String span = atLeast.equals(atMost)
                    ? Times.format(atLeast)
                    : Times.format(atLeast) + " to " + Times.format(atMost);
            return span + ", a round every " + Times.format(every);
        }
    }

    /** All checks are asked once; a failure that would have something done is confirmed. */
    record OneLook() implements Bake {
        @Override
        public String words() {
            return "one look";
        }
    }
}
