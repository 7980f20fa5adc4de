package io.releaseconductor.examples.demo.app;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A version of the application.
 *
 * @param name such as {@code v2}; {@link #ALLOWED}
 * @param faults what is wrong with it; usually empty
 */
public record Version(String name, Set<Fault> faults) {

    /** What a name may look like, in words, for messages. */
    public static final String ALLOWED =
            "1 to 64 letters, digits, dots, hyphens and underscores, first a letter or digit";

    private static final int HALF = 50;

    private static final Duration LATE = Duration.ofMinutes(2);

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    /**
     * Validates and copies.
     *
     * @throws IllegalArgumentException if the name is not allowed
     */
    public Version {
        Objects.requireNonNull(name, "name");
        faults = Set.copyOf(faults);
        if (!isValidName(name)) {
            throw new IllegalArgumentException("version: \"" + name + "\" is not allowed; allowed: " + ALLOWED);
        }
    }

    /**
     * A version without faults.
     *
     * @param name its name
     * @return the version
     * @throws IllegalArgumentException if the name is not allowed
     */
    public static Version good(String name) {
        return new Version(name, Set.of());
    }

    /**
     * Tells whether a text may be the name of a version.
     *
     * @param text the text to judge
     * @return whether the constructor would accept it
     */
    public static boolean isValidName(String text) {
        return NAME.matcher(text).matches();
    }

    /**
     * Tells what is wrong with it.
     *
     * @param fault the fault in question
     * @return whether the version has it
     */
    public boolean has(Fault fault) {
        return faults.contains(fault);
    }

    /** How it behaves where so many percent of the instances run it. */
    Version at(int percentage) {
        return has(Fault.BAD_AT_50) && percentage >= HALF ? withoutLogin() : this;
    }

    /** How it behaves once so many have asked to be logged in. */
    Version after(int logins) {
        return has(Fault.ONE_LOGIN) && logins > 0 ? withoutLogin() : this;
    }

    /** How it behaves so long after it began. */
    Version aged(Duration age) {
        return has(Fault.LATE_ERRORS) && age.compareTo(LATE) < 0 ? withoutLateErrors() : this;
    }

    private Version withoutLogin() {
        Set<Fault> shown = new HashSet<>(faults);
        shown.add(Fault.BROKEN_LOGIN);
        return new Version(name, shown);
    }

    private Version withoutLateErrors() {
        Set<Fault> shown = new HashSet<>(faults);
        shown.remove(Fault.LATE_ERRORS);
        return new Version(name, shown);
    }

    Map<String, String> toValues() {
        String names = new TreeSet<>(faults).stream().map(Fault::wireName).collect(Collectors.joining(","));
        return Map.of("version", name, "faults", names);
    }

    static Version fromValues(Map<String, String> values) {
        Set<Fault> faults = Stream.of(values.getOrDefault("faults", "").split(","))
                .flatMap(name -> Fault.parse(name).stream())
                .collect(Collectors.toSet());
        return new Version(values.getOrDefault("version", ""), faults);
    }
}
