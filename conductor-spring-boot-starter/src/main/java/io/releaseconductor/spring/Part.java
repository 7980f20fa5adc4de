package io.releaseconductor.spring;

import io.releaseconductor.config.Problems;
import io.releaseconductor.config.Variables;
import io.releaseconductor.model.Environment;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What an adapter is set up by, read with that of all others before any of them is opened, so that all problems are told at once. */
final class Part<T> {

    private final Reading<T> reading;
    private volatile @Nullable T value;

    Part(Reading<T> reading) {
        this.reading = reading;
    }

    /** Reads what an adapter is set up by. */
    @FunctionalInterface
    interface Reading<T> {
        T read(Variables variables, List<Environment> environments, Problems problems);
    }

    void read(Variables variables, List<Environment> environments, Problems problems) {
        value = reading.read(variables, environments, problems);
    }

    /** {@return what was read} */
    T value() {
        return Objects.requireNonNull(value, "not read yet");
    }
}
