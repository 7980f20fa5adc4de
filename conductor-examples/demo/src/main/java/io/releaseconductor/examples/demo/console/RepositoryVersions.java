package io.releaseconductor.examples.demo.console;

import io.releaseconductor.Conductor;
import io.releaseconductor.examples.demo.app.Fault;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Commits of a repository: which one is shipped is typed, or else left to the workflow. */
public final class RepositoryVersions implements Versions {

    private final String repository;

    /**
     * For a repository.
     *
     * @param repository its name, for people
     */
    public RepositoryVersions(String repository) {
        this.repository = repository;
    }

    @Override
    public @Nullable String toShip(@Nullable String asked) {
        return asked;
    }

    @Override
    public void shipped() {
        // Nothing is counted.
    }

    @Override
    public String plan(Set<Fault> faults) {
        return "Only the local workflows take faults to order; here " + repository + " is shipped as it is.";
    }

    @Override
    public String status(Conductor conductor) {
        return conductor.environments().stream()
                .map(environment -> environment.title() + ": place: " + StatusText.place(conductor, environment))
                .collect(Collectors.joining("\n"));
    }
}
