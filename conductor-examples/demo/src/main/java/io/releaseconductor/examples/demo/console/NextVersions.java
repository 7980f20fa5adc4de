package io.releaseconductor.examples.demo.console;

import io.releaseconductor.examples.demo.app.Fault;
import io.releaseconductor.examples.demo.app.Version;
import io.releaseconductor.examples.demo.app.VersionShelf;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The versions that are still to be shipped: {@code v2}, {@code v3} and so on, good unless a fault is planned. */
public final class NextVersions {

    private static final Pattern COUNTED = Pattern.compile("v[1-9][0-9]{0,5}");

    private final VersionShelf shelf;
    private int number;
    private Set<Fault> faults = Set.of();

    /**
     * Starts counting, after the last version that was counted before.
     *
     * @param shelf where versions are put, for workflows to find them
     * @param first the number of the very first version
     */
    public NextVersions(VersionShelf shelf, int first) {
        this.shelf = shelf;
        this.number = Math.max(first, lastCounted(shelf) + 1);
    }

    private static int lastCounted(VersionShelf shelf) {
        return shelf.names().stream()
                .filter(name -> COUNTED.matcher(name).matches())
                .mapToInt(name -> Integer.parseInt(name.substring(1)))
                .max()
                .orElse(0);
    }

    /** Plans how the next version turns out, and says so. */
    String plan(Set<Fault> planned) {
        faults = Set.copyOf(planned);
        return describe();
    }

    /** {@return what is shipped next, for people} */
    String describe() {
        if (faults.isEmpty()) {
            return "The next version, " + counted() + ", is good.";
        }
        return "The next version, " + counted() + ", has: "
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
    Version build(@Nullable String name) {
        Version version = new Version(name == null ? counted() : name, faults);
        if (name == null || !faults.isEmpty()) {
            shelf.put(version);
        }
        return version;
    }

    /** Goes on to the version after this one. */
    void shipped(Version version) {
        faults = Set.of();
        if (version.name().equals(counted())) {
            number++;
        }
    }

    private String counted() {
        return "v" + number;
    }
}
