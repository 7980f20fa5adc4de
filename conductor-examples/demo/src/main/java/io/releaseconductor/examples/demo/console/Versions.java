package io.releaseconductor.examples.demo.console;

import io.releaseconductor.Conductor;
import io.releaseconductor.examples.demo.app.Fault;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is shipped next, and what stands where. Used by one thread. */
public interface Versions {

    /**
     * What to ship.
     *
     * @param asked the version that was typed, or null if none was
     * @return the version, or null to leave it to the workflow
     * @throws IllegalArgumentException if the version is not allowed
     */
    @Nullable
    String toShip(@Nullable String asked);

    /** Told that what {@link #toShip} gave last was shipped. */
    void shipped();

    /**
     * Plans faults of the next version.
     *
     * @param faults the faults; none for a good version
     * @return what was planned, for people
     */
    String plan(Set<Fault> faults);

    /**
     * What stands where.
     *
     * @param conductor knows who holds the places
     * @return a line for each environment and more, for people
     */
    String status(Conductor conductor);
}
