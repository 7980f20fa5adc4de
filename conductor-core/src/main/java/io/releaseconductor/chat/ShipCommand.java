package io.releaseconductor.chat;

import io.releaseconductor.deployment.DeployRequest;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Strategy;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The {@code /ship} command of a text chat (spec, "Parameters"): {@code /ship env:staging strategy:full}, in any order, with
 * {@code ref:}, {@code version:}, {@code note:} and {@code override:} besides.
 *
 * @param environment where to; staging if it was not given
 * @param strategy how far the deploy phase goes; full if it was not given
 * @param ref the branch or tag, or null if it was not given
 * @param version the version, or null if it was not given
 * @param note why, or null if it was not given
 * @param override why it is to begin against rules of the pre-flight, or null if it was not given
 */
public record ShipCommand(
        Environment environment,
        Strategy strategy,
        @Nullable String ref,
        @Nullable String version,
        @Nullable String note,
        @Nullable String override) {

    /** The longest text that is read, in characters. */
    public static final int MAX_TEXT_LENGTH = 4000;

    /**
     * Validates; spaces and invisible characters at the ends of ref and version are dropped, and the note is made one line.
     *
     * @throws IllegalArgumentException if ref or version is blank, longer than {@link DeployRequest#MAX_NAME_LENGTH} or holds
     *     control characters, invisible characters, or such as turn the direction of writing; or if nothing of note or override can be seen, or
     *     it is longer than {@link DeployRequest#MAX_NOTE_LENGTH}
     */
    public ShipCommand {
        Objects.requireNonNull(environment, "environment");
        Objects.requireNonNull(strategy, "strategy");
        ref = ref == null ? null : Typed.trim(ref);
        version = version == null ? null : Typed.trim(version);
        note = note == null ? null : Line.of(note).strip();
        override = override == null ? null : Line.of(override).strip();
        require(ref == null ? null : problemOf("ref", ref));
        require(version == null ? null : problemOf("version", version));
        require(note == null ? null : problemOfText("note", note));
        require(override == null ? null : problemOfText("override", override));
    }

    /**
     * A command that overrides nothing.
     *
     * @param environment as for the record
     * @param strategy as for the record
     * @param ref as for the record
     * @param version as for the record
     * @param note as for the record
     */
    public ShipCommand(
            Environment environment,
            Strategy strategy,
            @Nullable String ref,
            @Nullable String version,
            @Nullable String note) {
        this(environment, strategy, ref, version, note, null);
    }

    /** What came of reading a text. */
    public sealed interface Result {}

    /**
     * The text is a command.
     *
     * @param command the command
     */
    public record Parsed(ShipCommand command) implements Result {
        /** Requires the command. */
        public Parsed {
            Objects.requireNonNull(command, "command");
        }
    }

    /**
     * The text is meant as a command, but not a correct one.
     *
     * @param problems all that is wrong, each in one line for people; at least one
     */
    public record Invalid(List<String> problems) implements Result {
        /**
         * Copies.
         *
         * @throws IllegalArgumentException if there is no problem
         */
        public Invalid {
            problems = List.copyOf(problems);
            if (problems.isEmpty()) {
                throw new IllegalArgumentException("invalid /ship command: no problem given; allowed: at least one");
            }
        }
    }

    /** The text is no {@code /ship} command at all. */
    public record NotShip() implements Result {}

    /**
     * Reads a text from a chat. Never throws, whatever the text.
     *
     * @param text any text
     * @param environments the environments that can be shipped to
     * @return the command, all that is wrong with it, or that it is none
     */
    public static Result parse(String text, Collection<Environment> environments) {
        return ShipParser.parse(text, environments);
    }

    /** {@return the command as text, which {@link #parse} reads back} */
    public String format() {
        return ShipParser.COMMAND + " env:" + environment.name() + " strategy:" + strategy.wireName()
                + (ref == null ? "" : " ref:" + ShipWord.quoted(ref))
                + (version == null ? "" : " version:" + ShipWord.quoted(version))
                + (note == null ? "" : " note:" + ShipWord.quoted(note))
                + (override == null ? "" : " override:" + ShipWord.quoted(override));
    }

    /**
     * What is wrong with a ref or version, wherever it comes from.
     *
     * @param field what it is called, such as {@code ref}
     * @param value the value
     * @return null if the value is allowed, else what is wrong with it, for people
     */
    public static @Nullable String problemOf(String field, String value) {
        if (value.isBlank() || value.length() > DeployRequest.MAX_NAME_LENGTH) {
            return field + ": has " + (value.isBlank() ? "no value" : value.length() + " characters")
                    + "; allowed: 1 to " + DeployRequest.MAX_NAME_LENGTH + " characters";
        }
        if (value.chars().anyMatch(Line::isBreak)) {
            return field + ": has a line break or another control character; allowed: a single line";
        }
        String problem = Typed.problem(value);
        return problem == null ? null : field + ": " + problem;
    }

    /** What is wrong with a note, or another text of people that is one line; or null. */
    static @Nullable String problemOfText(String field, String note) {
        boolean blank = PlainLine.isBlank(note);
        return blank || note.length() > DeployRequest.MAX_NOTE_LENGTH
                ? field + ": has " + (blank ? "no value" : note.length() + " characters") + "; allowed: 1 to "
                        + DeployRequest.MAX_NOTE_LENGTH + " characters"
                : null;
    }

    private static void require(@Nullable String problem) {
        if (problem != null) {
            throw new IllegalArgumentException(problem);
        }
    }
}
