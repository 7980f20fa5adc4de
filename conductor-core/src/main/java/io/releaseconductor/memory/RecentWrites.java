package io.releaseconductor.memory;

import io.releaseconductor.deployment.Deployment;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** What a deployment's last writes wrote, so that one that is repeated after a lost answer is recognised. */
final class RecentWrites {

    /** A repeat follows its first try within seconds, and few others write in between. */
    static final int KEPT = 16;

    private record Write(String operationId, Deployment written) {}

    private final Deque<Write> writes = new ArrayDeque<>();

    void add(String operationId, Deployment written) {
        writes.addFirst(new Write(operationId, written));
        if (writes.size() > KEPT) {
            writes.removeLast();
        }
    }

    @Nullable
    Deployment find(String operationId) {
        for (Write write : writes) {
            if (write.operationId.equals(operationId)) {
                return write.written;
            }
        }
        return null;
    }
}
