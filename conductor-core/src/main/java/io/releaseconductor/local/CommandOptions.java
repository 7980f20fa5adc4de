package io.releaseconductor.local;

import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.config.Problems;
import io.releaseconductor.model.Phase;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Which commands deploy, promote and roll back, and where their runs are kept.
 *
 * @param folder where runs are kept, each in a folder of its own; made if it is not there. Two conductors share it only if they share
 *     their store and this machine
 * @param commands the program of each phase and its arguments; a program that is no path is looked up in {@code PATH}. Without one for
 *     {@link Phase#PROMOTE}, the one for {@link Phase#DEPLOY} is taken; without one for {@link Phase#ROLL_BACK}, nothing is rolled back
 * @param clock the conductor's clock
 */
public record CommandOptions(Path folder, Map<Phase, List<String>> commands, Clock clock) {

    /**
     * Validates and copies.
     *
     * @throws ConfigurationException naming each command that is not allowed
     */
    public CommandOptions {
        Objects.requireNonNull(folder, "folder");
        Objects.requireNonNull(clock, "clock");
        Problems problems = new Problems();
        Map<Phase, List<String>> copy = new EnumMap<>(Phase.class);
        commands.forEach((phase, command) -> {
            if (command.isEmpty() || command.get(0).isBlank()) {
                problems.add("the command for " + phase.wireName() + " is empty; allowed: a program and its arguments");
            }
            copy.put(phase, List.copyOf(command));
        });
        problems.throwIfAny();
        commands = Map.copyOf(copy);
    }

    /**
     * Options without commands, by the system's clock.
     *
     * @param folder where runs are kept
     * @return the options
     */
    public static CommandOptions in(Path folder) {
        return new CommandOptions(folder, Map.of(), Clock.systemUTC());
    }

    /**
     * The same with the command of a phase.
     *
     * @param phase which phase
     * @param program what is started, such as {@code ./deploy.sh}
     * @param arguments its arguments
     * @return the changed options
     * @throws ConfigurationException if the program is blank
     */
    public CommandOptions withCommand(Phase phase, String program, String... arguments) {
        Map<Phase, List<String>> more = new EnumMap<>(Phase.class);
        more.putAll(commands);
        more.put(phase, concat(program, arguments));
        return new CommandOptions(folder, more, clock);
    }

    /**
     * The same by another clock.
     *
     * @param newClock the conductor's clock
     * @return the changed options
     */
    public CommandOptions withClock(Clock newClock) {
        return new CommandOptions(folder, commands, newClock);
    }

    private static List<String> concat(String program, String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = program;
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return List.of(all);
    }
}
