package io.releaseconductor;

import io.releaseconductor.config.VariableReader;
import io.releaseconductor.deployment.RiskyPaths;
import io.releaseconductor.spi.ChangeLog;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Which paths are risky to change: from code, else from the variable, else none. */
final class RiskChoice {

    private static final String RISKY_PATHS = "SHIP_RISKY_PATHS";

    private final ChangeLog changes;

    RiskChoice(ChangeLog changes) {
        this.changes = changes;
    }

    RiskyPaths read(EnvironmentSettings settings, VariableReader reader) {
        RiskyPaths own = settings.riskyPaths();
        if (own != null) {
            InVain.noteOwn(
                    reader,
                    RiskChoice::fromVariable,
                    "the risky paths of " + settings.environment() + " are given in code");
        }
        RiskyPaths paths = own == null ? fromVariable(reader) : own;
        String where = own == null ? reader.nameOf(RISKY_PATHS) : "risky paths of " + settings.environment();
        if (paths.isNone()) {
            return paths;
        }
        if (changes == ChangeLog.NONE) {
            reader.problems()
                    .warn(where
                            + " is set in vain: there is no change log that could tell which paths changed; give the"
                            + " builder changeLog(...)");
            return RiskyPaths.NONE;
        }
        noteOfRoot(where, paths, reader);
        return paths;
    }

    private static RiskyPaths fromVariable(VariableReader reader) {
        String text = reader.text(RISKY_PATHS, "").strip();
        List<String> globs = new ArrayList<>();
        if (!text.isEmpty()) {
            Stream.of(text.split(",", -1)).map(String::strip).forEach(globs::add);
        }
        try {
            return new RiskyPaths(globs);
        } catch (IllegalArgumentException e) {
            String problem = String.valueOf(e.getMessage());
            reader.problems()
                    .add(reader.nameOf(RISKY_PATHS) + problem.substring(problem.indexOf(':'))
                            + ", several with commas between them");
            return RiskyPaths.NONE;
        }
    }

    /** Elsewhere a name alone stands for files in any folder. */
    private static void noteOfRoot(String where, RiskyPaths paths, VariableReader reader) {
        paths.globs().stream()
                .filter(glob -> glob.startsWith("*") && !glob.contains("/") && !glob.equals("**"))
                .forEach(glob -> reader.problems()
                        .warn(where + ": " + glob + " stands for files in the root of the repository only; **/" + glob
                                + " stands for those in any folder"));
    }
}
