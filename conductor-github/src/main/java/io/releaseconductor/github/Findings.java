package io.releaseconductor.github;

import io.releaseconductor.config.Problems;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Collects what a look at GitHub finds, each thing once. */
final class Findings {

    private static final Logger LOG = LoggerFactory.getLogger(Findings.class);

    private final Set<Finding> all = new LinkedHashSet<>();

    void good(@Nullable String file, String text) {
        all.add(new Finding(Finding.Weight.GOOD, file, text, null));
    }

    void note(@Nullable String file, String text) {
        all.add(new Finding(Finding.Weight.NOTE, file, text, null));
    }

    void doubt(@Nullable String file, String text, @Nullable String mend) {
        all.add(new Finding(Finding.Weight.DOUBT, file, text, mend));
    }

    void problem(String text) {
        all.add(new Finding(Finding.Weight.PROBLEM, null, text, null));
    }

    void problem(String file, String text, String mend) {
        all.add(new Finding(Finding.Weight.PROBLEM, file, text, mend));
    }

    List<Finding> all() {
        return List.copyOf(all);
    }

    /** Throws what has to be mended, all of it at once, and logs the rest. */
    void settle() {
        Problems problems = new Problems();
        for (Finding each : all) {
            switch (each.weight()) {
                case GOOD -> LOG.debug("{}.", each.line());
                case NOTE -> LOG.info("{}.", each.line());
                case DOUBT -> LOG.warn("{}.", each.line());
                case PROBLEM -> problems.add((each.file() == null ? "" : "GitHub: workflow ") + each.line());
            }
        }
        problems.throwIfAny();
    }
}
