package io.releaseconductor.checks.browser;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gathers troubles, each of them once with how often it came. Not thread-safe. */
final class Troubles {

    /** What a page that goes wrong in a loop may add; whatever comes later is counted and not kept. */
    private static final int MOST = 500;

    /**
     * A trouble that came so often.
     *
     * @param trouble which
     * @param count how often, 1 or more
     */
    record Counted(Trouble trouble, int count) {}

    private final Map<Trouble, Integer> counts = new LinkedHashMap<>();
    private final Map<String, Trouble> revocable = new LinkedHashMap<>();

    void add(Trouble trouble) {
        if (counts.size() < MOST || counts.containsKey(trouble)) {
            counts.merge(trouble, 1, Integer::sum);
        }
    }

    /** Adds one that may turn out to be none. */
    void add(Trouble trouble, String id) {
        add(trouble);
        if (revocable.size() < MOST) {
            revocable.put(id, trouble);
        }
    }

    /** Takes one back that turned out to be none. */
    void revoke(String id) {
        Trouble trouble = revocable.remove(id);
        if (trouble != null) {
            counts.computeIfPresent(trouble, (t, count) -> count == 1 ? null : count - 1);
        }
    }

    List<Counted> all() {
        List<Counted> all = new ArrayList<>();
        counts.forEach((trouble, count) -> all.add(new Counted(trouble, count)));
        return all;
    }
}
