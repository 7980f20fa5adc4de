package io.releaseconductor.local;

import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.config.Masking;
import io.releaseconductor.deployment.AdmissionOutcome;
import io.releaseconductor.deployment.AdmissionRules;
import io.releaseconductor.model.OneLine;
import io.releaseconductor.model.Times;
import io.releaseconductor.spi.Admission;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A rule of the pre-flight that is a command on this machine, which answers by its exit code: 0 says that a deployment may begin, 1 that it
 * may not, and the first line that it prints says why. Any other exit code, a command that cannot be started, takes longer than it may or
 * prints more than 64 kB says nothing: it is {@link AdmissionOutcome.Unknown}. Needs a POSIX system.
 *
 * <p>A command is told what it is asked about by variables, besides those that this process has: {@code DEPLOY_ENVIRONMENT},
 * {@code DEPLOY_REF} and {@code DEPLOY_VERSION}. What is not known is not set. It has this process's working directory and no input; what it
 * prints to its standard error is not read.
 *
 * <p>When its time is up, or the caller is interrupted, the command and all that it has started are killed. Thread-safe; each answer is a
 * process of its own.
 */
public final class CommandAdmission implements Admission {

    private final String name;
    private final CommandAdmissionOptions options;
    private final Masking masking;

    private CommandAdmission(String name, CommandAdmissionOptions options) {
        this.name = name;
        this.options = options;
        this.masking = Masking.of(options.secrets());
    }

    /**
     * A rule of a team's own.
     *
     * @param name the rule's name, which {@link AdmissionRules#isName} allows, such as {@code incident}
     * @param options which command
     * @return the rule; whether its command is there is looked at whenever it is asked
     * @throws ConfigurationException if the name is not allowed
     */
    public static CommandAdmission of(String name, CommandAdmissionOptions options) {
        Objects.requireNonNull(options, "options");
        if (!AdmissionRules.isName(name)) {
            throw new ConfigurationException(List.of(
                    "a rule of the pre-flight is called \"" + name + "\"; allowed: " + AdmissionRules.allowed()));
        }
        return new CommandAdmission(name, options);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public AdmissionOutcome ask(Question question) {
        String program = options.command().get(0);
        if (program.contains("/") && !Files.isExecutable(Path.of(program))) {
            return unknown("is no program that can be started: put it there, and make it executable");
        }
        if (Stream.of(question.ref(), question.version()).anyMatch(CommandAdmission::isNoVariable)) {
            return unknown("cannot be told of a ref or a version that holds NUL");
        }
        ProcessBuilder builder = new ProcessBuilder(options.command());
        CommandVariables.set(builder.environment(), question);
        try {
            return outcome(ShortRun.of(builder, options.timeLimit()));
        } catch (ShortRun.CutShortException e) {
            return unknown(e.getMessage() + ", and was ended; it has " + Times.format(options.timeLimit()));
        } catch (IOException e) {
            return unknown("could not be run: " + (e.getCause() == null ? e : e.getCause()).getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unknown("was ended, since nobody waits for its answer any more");
        }
    }

    private static boolean isNoVariable(@Nullable String value) {
        return value != null && value.indexOf('\0') >= 0;
    }

    private AdmissionOutcome outcome(ShortRun.Ended ended) {
        String line = masking.mask(OneLine.of(ended.line()));
        return switch (ended.exit()) {
            case 0 -> new AdmissionOutcome.Yes(line.isEmpty() ? "nothing speaks against it" : line);
            case 1 -> new AdmissionOutcome.No(line.isEmpty() ? program() + " says no, and not why" : line);
            default -> unknown("ended with " + ended.exit() + (line.isEmpty() ? "" : ": " + line));
        };
    }

    private AdmissionOutcome unknown(String what) {
        return new AdmissionOutcome.Unknown(program() + " " + what);
    }

    private String program() {
        return masking.mask(options.command().get(0));
    }
}
