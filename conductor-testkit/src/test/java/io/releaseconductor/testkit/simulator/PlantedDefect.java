package io.releaseconductor.testkit.simulator;

import java.util.ArrayList;
import java.util.List;

/**
 * A defect that the core could have, as an edit of its source. Never a switch in what ships.
 *
 * @param name what is wrong, in words
 * @param where in which histories it is looked for: {@code random}, or the name of a flow for its crash points
 * @param most in how many histories at most
 * @param edits how the source becomes wrong
 */
record PlantedDefect(String name, String where, int most, List<Edit> edits) {

    /** In how many random histories each is looked for, unless it shows more rarely. */
    private static final int ENOUGH = 300;

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
        return new PlantedDefect(name, "random", ENOUGH, List.of());
    }

    PlantedDefect with(String source, String original, String wrong) {
        List<Edit> more = new ArrayList<>(edits);
        more.add(new Edit(source, original, wrong));
        return new PlantedDefect(name, where, most, more);
    }

    /** It shows more rarely than others. */
    PlantedDefect inOneOf(int histories) {
        return new PlantedDefect(name, where, histories, edits);
    }

    /** It shows where tries to show a card overlap. */
    PlantedDefect whereCardsOverlap() {
        return new PlantedDefect(name, "overlapping-cards", most, edits);
    }

    /** It shows where people start failed runs again. */
    PlantedDefect whereRunsAreStartedAgain() {
        return new PlantedDefect(name, "runs-started-again", most, edits);
    }

    /** It shows where people are called. */
    PlantedDefect wherePeopleAreCalled() {
        return new PlantedDefect(name, "people-called", most, edits);
    }

    /** It shows where what is promoted is watched. */
    PlantedDefect whereWatched() {
        return new PlantedDefect(name, "watched", most, edits);
    }

    /** It shows where many versions are shipped, and some are slow. */
    PlantedDefect whereSomeAreSlow() {
        return new PlantedDefect(name, "slower-than-usual", most, edits);
    }

    /** It shows where clocks are further apart than they may be. */
    PlantedDefect whereClocksAreApart() {
        return new PlantedDefect(name, "clocks-apart", most, edits);
    }

    /** It shows where what is somebody else's misbehaves. */
    PlantedDefect withMeanCallees() {
        return new PlantedDefect(name, "mean-callees", most, edits);
    }

    /** It shows at the crash points of a flow. */
    PlantedDefect atCrashPointsOf(Flow flow) {
        return new PlantedDefect(
                name, flow.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'), 2_000, edits);
    }

    @Override
    public String toString() {
        return name;
    }
}
