package io.releaseconductor.examples.bot;

import io.releaseconductor.config.Problems;
import java.util.List;
import java.util.function.Function;

/**
 * One part of the configuration, and what is wrong with it.
 *
 * @param value what was read; holds placeholders where there are problems
 * @param problems one message per problem
 */
record Part<T>(T value, List<String> problems) {

    Part {
        problems = List.copyOf(problems);
    }

    static <T> Part<T> read(Function<Problems, T> reading) {
        Problems problems = new Problems();
        T value = reading.apply(problems);
        return new Part<>(value, problems.messages());
    }

    boolean good() {
        return problems.isEmpty();
    }
}
