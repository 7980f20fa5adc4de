package io.releaseconductor.local;

import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.config.Problems;
import io.releaseconductor.config.Secret;
import io.releaseconductor.model.Times;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Which command answers, and how long it may take.
 *
 * @param command the program and its arguments; a program that is no path is looked up in {@code PATH}
 * @param timeLimit how long one answer may take, 10 ms to 1 h; the conductor itself waits no longer than 10 seconds
 * @param secrets what is masked in the words that the command prints, such as tokens in the variables that it is given
 */
public record CommandAdmissionOptions(List<String> command, Duration timeLimit, Set<Secret> secrets) {

    private static final Duration USUAL = Duration.ofSeconds(8);
    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofHours(1);

    /**
     * Validates and copies.
     *
     * @throws ConfigurationException naming all that is not allowed
     */
    public CommandAdmissionOptions {
        Objects.requireNonNull(timeLimit, "timeLimit");
        command = List.copyOf(command);
        secrets = Set.copyOf(secrets);
        Problems problems = new Problems();
        if (command.isEmpty() || command.get(0).isBlank()) {
            problems.add("the command is empty; allowed: a program and its arguments");
        }
        if (timeLimit.compareTo(SHORTEST) < 0 || timeLimit.compareTo(LONGEST) > 0) {
            problems.add("the time limit of a command is " + Times.format(timeLimit) + "; allowed: "
                    + Times.format(SHORTEST) + " to " + Times.format(LONGEST));
        }
        problems.throwIfAny();
    }

    /**
     * A command that has 8 seconds.
     *
     * @param program what is started, such as {@code ./incident.sh}
     * @param arguments its arguments
     * @return the options
     * @throws ConfigurationException if the program is blank
     */
    public static CommandAdmissionOptions of(String program, String... arguments) {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(List.of(arguments));
        return new CommandAdmissionOptions(command, USUAL, Set.of());
    }

    /**
     * The same with another time limit.
     *
     * @param value how long one answer may take, 10 ms to 1 h
     * @return the changed options
     * @throws ConfigurationException if it is not allowed
     */
    public CommandAdmissionOptions withTimeLimit(Duration value) {
        return new CommandAdmissionOptions(command, value, secrets);
    }

    /**
     * The same with one more secret.
     *
     * @param secret what is masked in the words that the command prints
     * @return the changed options
     */
    public CommandAdmissionOptions withSecret(Secret secret) {
        Set<Secret> more = new LinkedHashSet<>(secrets);
        more.add(secret);
        return new CommandAdmissionOptions(command, timeLimit, more);
    }
}
