package io.releaseconductor.testkit.linear;

import io.releaseconductor.lock.Beginning;
import io.releaseconductor.lock.EnvironmentState;
import io.releaseconductor.lock.Lock;
import io.releaseconductor.model.Environment;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What was locked and what began, to say plainly and without any search whether something began behind a lock: it was asked for after the
 * lock was answered, was answered before anybody asked to replace that, and the lock binds whoever began it. Thread-safe.
 */
final class Behind {

    private record Replaced(EnvironmentState next, boolean answered, long begun, long ended) {}

    private record Began(Environment environment, Beginning beginning, String what, long begun, long ended) {}

    private final List<Replaced> replaced = new ArrayList<>();
    private final List<Began> began = new ArrayList<>();

    /** Notes a state that was written, or of which nobody knows whether it was. */
    synchronized void replaced(EnvironmentState next, boolean answered, long begun, long ended) {
        replaced.add(new Replaced(next, answered, begun, ended));
    }

    /** Notes what began. */
    synchronized void began(Environment environment, Beginning beginning, String what, long begun, long ended) {
        began.add(new Began(environment, beginning, what, begun, ended));
    }

    /** {@return what began behind a lock that binds whoever began it} */
    synchronized List<String> found() {
        List<String> found = new ArrayList<>();
        for (Replaced each : replaced) {
            Lock lock = each.next().lock();
            if (lock != null && each.answered()) {
                long from = each.ended();
                long until = replacedFrom(each.next());
                began.stream()
                        .filter(b -> b.begun() > from && b.ended() < until)
                        .filter(b -> lock.isStop() || b.environment().equals(lock.environment()))
                        .filter(b ->
                                lock.binds(b.beginning().by(), b.beginning().at()))
                        .forEach(b -> found.add(b.what() + " behind: " + lock.words()));
            }
        }
        return found;
    }

    /** From when on somebody may have replaced a state. */
    private long replacedFrom(EnvironmentState state) {
        return replaced.stream()
                .filter(later -> Objects.equals(later.next().environment(), state.environment()))
                .filter(later -> later.next().revision() > state.revision())
                .mapToLong(Replaced::begun)
                .min()
                .orElse(Long.MAX_VALUE);
    }
}
