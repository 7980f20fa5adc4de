package io.releaseconductor.engine;

import io.releaseconductor.model.DeployId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which deployments' cards this node could not show last, the longest waiting first. When the chat works again they need not wait
 * for their own next try. A hint only: what is lost here is shown later, by the planner's pace. Thread-safe.
 */
final class HeldBack {

    private static final int MOST = 10_000;

    private final Map<DeployId, Instant> askedToWaitUntil = new LinkedHashMap<>();

    synchronized void add(DeployId id, Instant notBefore) {
        askedToWaitUntil.remove(id);
        if (askedToWaitUntil.size() < MOST) {
            askedToWaitUntil.put(id, notBefore);
        }
    }

    synchronized void remove(DeployId id) {
        askedToWaitUntil.remove(id);
    }

    /** Takes out the first few for which the chat did not ask to wait longer. */
    synchronized List<DeployId> take(int atMost, Instant now) {
        List<DeployId> taken = new ArrayList<>();
        Iterator<Map.Entry<DeployId, Instant>> all = askedToWaitUntil.entrySet().iterator();
        while (all.hasNext() && taken.size() < atMost) {
            Map.Entry<DeployId, Instant> next = all.next();
            if (!next.getValue().isAfter(now)) {
                taken.add(next.getKey());
                all.remove();
            }
        }
        return taken;
    }
}
