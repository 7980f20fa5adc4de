package io.releaseconductor.spi;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** For adapters: what a failure hides, so that it can be told what really happened. Keeps no state. */
public final class Causes {

    private Causes() {}

    /**
     * Collects a failure, its causes and what came with them.
     *
     * @param failure the failure
     * @param besides what comes with a failure besides its cause, such as what it suppressed
     * @return all of them, each once and before its own causes, the failure first
     */
    public static List<Throwable> of(
            Throwable failure, Function<Throwable, ? extends Collection<? extends Throwable>> besides) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Throwable> all = new ArrayList<>();
        collect(failure, besides, seen, all);
        return all;
    }

    private static void collect(
            @Nullable Throwable failure,
            Function<Throwable, ? extends Collection<? extends Throwable>> besides,
            Set<Throwable> seen,
            List<Throwable> all) {
        if (failure == null || !seen.add(failure)) {
            return;
        }
        all.add(failure);
        collect(failure.getCause(), besides, seen, all);
        besides.apply(failure).forEach(each -> collect(each, besides, seen, all));
    }
}
