package io.releaseconductor.testkit.simulator;

import java.util.ArrayList;
import java.util.List;

/**
 * A defect that the engine could have, as an edit of its source. Never a switch in what ships.
 *
 * @param name what is wrong, in words
 * @param edits how the source becomes wrong
 */
record PlantedDefect(String name, List<Edit> edits) {

    /**
     * One place.
     *
     * @param source the file, below the core's package
     * @param original what stands there now, once and only once
     * @param wrong what is put in its place
     */
    record Edit(String source, String original, String wrong) {}

    PlantedDefect {
        edits = List.copyOf(edits);
    }

    static PlantedDefect named(String name) {
        return new PlantedDefect(name, List.of());
    }

    PlantedDefect with(String source, String original, String wrong) {
        List<Edit> more = new ArrayList<>(edits);
        more.add(new Edit(source, original, wrong));
        return new PlantedDefect(name, more);
    }

    @Override
    public String toString() {
        return name;
    }
}
