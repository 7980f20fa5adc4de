package io.releaseconductor.model;

import java.util.Objects;
import java.util.regex.Pattern;

/** How far a wave of a rollout goes. */
public sealed interface Reach {

    /** All instances. */
    Reach ALL = new Percentage(Percentage.ALL);

    /** The set of instances that takes no traffic yet, where an environment has two of them. */
    Reach IDLE = new Target("idle");

    /** {@return the reach in words for people, such as {@code 25 %} or {@code eu-west}} */
    String words();

    /**
     * A share of the instances, or of the traffic: which of them, the workflow knows.
     *
     * @param value how much, in percent, 1 to 100
     */
    record Percentage(int value) implements Reach {

        static final int ALL = 100;

        /**
         * Validates.
         *
         * @throws IllegalArgumentException if the value is not 1 to 100
         */
        public Percentage {
            if (value < 1 || value > ALL) {
                throw new IllegalArgumentException("percentage: " + value + " is not allowed; allowed: 1 to " + ALL);
            }
        }

        @Override
        public String words() {
            return value + " %";
        }
    }

    /**
     * A part that has a name, such as a region, a cell or the idle colour: what the name means, the workflow knows.
     *
     * @param name the name: a letter or digit, then up to 39 letters, digits, dots, dashes and underscores
     */
    record Target(String name) implements Reach {

        private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,39}");

        /**
         * Validates.
         *
         * @throws IllegalArgumentException if the name has not the form of one
         */
        public Target {
            Objects.requireNonNull(name, "name");
            if (!ALLOWED.matcher(name).matches()) {
                throw new IllegalArgumentException("target: \"" + name
                        + "\" is not allowed; allowed: 1 to 40 letters, digits, dots, dashes and underscores, a letter"
                        + " or digit first");
            }
        }

        @Override
        public String words() {
            return name;
        }
    }
}
