package io.releaseconductor.spring;

import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.config.Problems;

/** Notes which libraries do not fit, which Boot's parent may have set, before anything is connected to. */
final class Fitting {

    private Fitting() {}

    static void note(Problems problems, Runnable look) {
        try {
            look.run();
        } catch (ConfigurationException e) {
            e.problems().forEach(problems::add);
        } catch (LinkageError e) {
            problems.add("a library on the class path does not fit: " + e);
        }
    }
}
