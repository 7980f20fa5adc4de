package io.releaseconductor.chatops;

import java.util.List;
import java.util.Objects;

/**
 * A command as people are offered it, for adapters that register commands with their chat.
 *
 * @param name its name, without a slash
 * @param description what it does, in at most 100 characters
 * @param options its options, those that are required first
 */
public record CommandSpec(String name, String description, List<Option> options) {

    /** Requires and copies. */
    public CommandSpec {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(description, "description");
        options = List.copyOf(options);
    }

    /**
     * An option of a command.
     *
     * @param name its name
     * @param description what it is, in at most 100 characters
     * @param required whether it has to be given
     * @param values what it may be
     */
    public record Option(String name, String description, boolean required, Values values) {
        /** Requires. */
        public Option {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(description, "description");
            Objects.requireNonNull(values, "values");
        }
    }

    /** What an option may be. */
    public sealed interface Values {}

    /**
     * One of a few. Where a chat shows fewer choices than these, {@link ChatOps#complete} proposes some while somebody types.
     *
     * @param values all that is allowed, in order
     */
    public record OneOf(List<String> values) implements Values {
        /** Copies. */
        public OneOf {
            values = List.copyOf(values);
        }
    }

    /**
     * Any text.
     *
     * @param maxLength how many characters it may have
     * @param completed whether {@link ChatOps#complete} proposes some while somebody types
     */
    public record Text(int maxLength, boolean completed) implements Values {}
}
