package io.releaseconductor.testkit.simulator;

import java.util.List;

/**
 * One simulated history: what happened, and which rules did not hold in it.
 *
 * @param name names it; the same name gives the same history, see {@link Simulation#replay}
 * @param calls how many port calls were made
 * @param violations the rules that did not hold, with what showed it; empty if all is well
 * @param gaps what went wrong only since a process was frozen, between its last look at the clock and the socket, for longer than
 *     its intent was valid: the one case that no client can close
 * @param timeline what happened, line by line; empty unless the history was replayed
 */
public record History(String name, int calls, List<String> violations, List<String> gaps, String timeline) {

    /** Copies. */
    public History {
        violations = List.copyOf(violations);
        gaps = List.copyOf(gaps);
    }

    /** {@return whether every rule held} */
    public boolean isSound() {
        return violations.isEmpty();
    }

    /** {@return the name, what did not hold, the timeline if there is one, and how to replay it} */
    public String report() {
        return "history " + name + (isSound() ? " is sound" : "") + "\n  " + String.join("\n  ", violations) + "\n"
                + timeline + "replay it with: Simulation.replay(\"" + name
                + "\"), or mvn -pl conductor-testkit test -Dtest=SimulationReplayTest -Dsimulation.history=" + name;
    }
}
