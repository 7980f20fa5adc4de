package io.releaseconductor.config;

import java.util.List;

/** The configuration is wrong. Names every problem at once, and no secret. */
public final class ConfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;
    private final transient List<String> warnings;

    /**
     * Made where a configuration is checked.
     *
     * @param problems one message per problem, at least one
     */
    public ConfigurationException(List<String> problems) {
        this(problems, List.of());
    }

    ConfigurationException(List<String> problems, List<String> warnings) {
        super("The configuration has " + problems.size() + (problems.size() == 1 ? " problem:" : " problems:")
                + String.join("", problems.stream().map(p -> "\n  - " + p).toList()));
        this.problems = List.copyOf(problems);
        this.warnings = List.copyOf(warnings);
    }

    /** {@return one message per problem} */
    public List<String> problems() {
        return problems == null ? List.of() : problems;
    }

    /** {@return what is doubtful besides, one message each; may be empty} */
    public List<String> warnings() {
        return warnings == null ? List.of() : warnings;
    }
}
