package io.releaseconductor.examples.demo.console;

import io.releaseconductor.examples.demo.app.Fault;
import io.releaseconductor.examples.demo.app.Version;
import io.releaseconductor.examples.demo.app.VersionShelf;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The versions that are still to be shipped: {@code v2}, {@code v3} and so on, good unless a fault is planned. */
public final class NextVersions {

    private final VersionShelf shelf;
    private int number;
    private Set<Fault> faults = Set.of();

    /**
     * Starts counting.
     *
     * @param shelf where versions are put, for workflows to find them
     * @param first the number of the first version
     */
    public NextVersions(VersionShelf shelf, int first) {
        this.shelf = shelf;
        this.number = first;
    }

    /**
     * A version that is about to be shipped.
     *
     * @param version the version
     * @param counted whether its name was counted, and not given
     */
    record Planned(Version version, boolean counted) {}

    /** Plans how the next version turns out, and says so. */
    String plan(Set<Fault> planned) {
        faults = Set.copyOf(planned);
        return describe();
    }

    /** {@return what is shipped next, for people} */
    String describe() {
        if (faults.isEmpty()) {
            return "The next version, v" + number + ", is good.";
        }
        return "The next version, v" + number + ", has: "
                + new TreeSet<>(faults)
                        .stream()
                                .map(f -> f.wireName() + " (" + f.effect() + ")")
                                .collect(Collectors.joining(", "));
    }

    /**
     * Puts the next version on the shelf. It stays the next one until it is {@link #shipped}.
     *
     * @param name its name if one was given, or null to count; a given name whose version is there already keeps that
     * @throws IllegalArgumentException if the name is not allowed
     */
    Planned build(@Nullable String name) {
        Planned planned = new Planned(new Version(name == null ? "v" + number : name, faults), name == null);
        if (name == null || !faults.isEmpty()) {
            shelf.put(planned.version());
        }
        return planned;
    }

    /** Goes on to the version after this one. */
    void shipped(Planned planned) {
        faults = Set.of();
        if (planned.counted()) {
            number++;
        }
    }
}
