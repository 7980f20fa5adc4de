package io.releaseconductor;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.DayOfDeployments.Call;
import io.releaseconductor.DayOfDeployments.Change;
import io.releaseconductor.deployment.Decision;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentEvent;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Called;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is called is told by the messages in chat; who should have been is worked out from what happened, without asking the core. */
@DisplayName("In a day of deployments in four environments")
class DayOfCallsTest {

    private static final Duration WARNED_AFTER = Duration.ofMinutes(45);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    @DisplayName("each call is made once, to whom it is due, and nobody is called for what they did themselves")
    void each_call_is_made_once(long seed) {
        DayOfDeployments day = new DayOfDeployments(seed);
        day.pass();

        assertThat(day.keys()).as("no message is posted twice").doesNotHaveDuplicates();
        Map<String, Integer> made = new TreeMap<>();
        day.changes().forEach((id, changes) -> {
            List<String> expected = expected(changes);
            List<Call> calls = day.calls(id);
            assertThat(calls.stream().map(Call::text)).as("%s: %s", id, changes).containsExactlyElementsOf(expected);
            calls.forEach(call -> made.merge(call.what(), 1, Integer::sum));
            calls.forEach(call -> assertThat(ownDeeds(call, changes))
                    .as("%s calls for their own deed", call)
                    .isEmpty());
        });
        System.out.println("day " + seed + ": " + day.changes().size() + " deployments, calls: " + made);
        assertThat(day.changes()).hasSizeGreaterThan(40);
        assertThat(made.keySet())
                .contains(
                        "A decision is due",
                        "Nobody has decided yet",
                        "Expired",
                        "Deploy failed",
                        "Deploy needs attention",
                        "Rollback triggered by policy");
    }

    /** What somebody who is called did in the very moment that they are told of. */
    private static List<Change> ownDeeds(Call call, List<Change> changes) {
        return changes.stream()
                .filter(change -> change.at().equals(call.at()))
                .filter(change -> change.by() != null
                        && call.mentions().contains("@" + change.by().name()))
                .toList();
    }

    private static List<String> expected(List<Change> changes) {
        List<String> calls = new ArrayList<>();
        Called called = changes.get(0).after().request().called();
        Actor initiator = changes.get(0).after().request().initiatedBy();
        String all = DayOfDeployments.mentions(called, initiator);
        Deployment before = changes.get(0).after();
        for (int i = 1; i < changes.size() && !called.isNobody(); i++) {
            Change change = changes.get(i);
            Deployment after = change.after();
            if (before.status() != after.status()) {
                switch (after.status()) {
                    case VERIFIED -> waited(changes, i).forEach(what -> calls.add(what + all));
                    case EXPIRED -> calls.add("Expired" + all);
                    case NEEDS_ATTENTION -> calls.add("Deploy needs attention" + all);
                    case FAILED -> {
                        Decision cancel = after.cancelWish();
                        Actor by = cancel == null ? change.by() : cancel.by();
                        add(calls, "Deploy failed", by, called, initiator, all);
                    }
                    case ROLLING_BACK -> {
                        Actor by = after.rollback().decision().by();
                        String what = by.isPolicy() ? "Rollback triggered by policy" : by.name() + " rolls back";
                        add(calls, what, by, called, initiator, all);
                    }
                    default -> {}
                }
            }
            before = after;
        }
        return calls;
    }

    private static void add(List<String> calls, String what, Actor by, Called called, Actor initiator, String all) {
        if (by == null || by.isPolicy()) {
            calls.add(what + all);
        } else if (called.initiator() && !by.id().equals(initiator.id())) {
            calls.add(what + " @" + initiator.name());
        }
    }

    /** The wait for a decision, which policy may take at once. */
    private static List<String> waited(List<Change> changes, int since) {
        Instant from = changes.get(since).at();
        Change end = changes.subList(since, changes.size()).stream()
                .filter(change -> change.after().status() != DeploymentStatus.VERIFIED)
                .findFirst()
                .orElse(null);
        boolean byPolicy = end != null
                && end.event() instanceof DeploymentEvent.Promote promote
                && promote.by().isPolicy();
        List<String> calls = new ArrayList<>();
        if (!byPolicy) {
            calls.add("A decision is due");
            Instant until = end == null ? DayOfDeployments.END : end.at();
            if (Duration.between(from, until).compareTo(WARNED_AFTER) >= 0) {
                calls.add("Nobody has decided yet");
            }
        }
        return calls;
    }
}
