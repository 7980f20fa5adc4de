package io.releaseconductor.testkit.simulator;

import static io.releaseconductor.testkit.Deployments.aDeployment;
import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.memory.InMemoryStateStore;
import io.releaseconductor.spi.Retention;
import io.releaseconductor.testkit.DeploymentFixture;
import io.releaseconductor.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Of a clean-up that forgets what was promoted, the simulator's rule")
class CleanUpRulesTest {

    private static final Duration KEPT = Duration.ofMinutes(1);
    private static final Instant LATER = ManualClock.START.plus(Duration.ofHours(3));

    private final InMemoryStateStore store = new InMemoryStateStore();
    private final Records records = new Records();
    private final List<String> violations = new ArrayList<>();
    private final CleanUpRules rules = new CleanUpRules(records, store, violations::add);

    private static Retention keeping(int promoted) {
        return new Retention(KEPT, Duration.ofDays(7), KEPT, promoted);
    }

    private static DeploymentFixture shippedAfter(int hours) {
        return aDeployment().at(ManualClock.START.plus(Duration.ofHours(hours)));
    }

    private Deployment created(Deployment initiated) {
        store.create(initiated, initiated.id() + " created");
        records.created(initiated);
        return initiated;
    }

    private void becomes(Deployment next) {
        Records.Entry record = Objects.requireNonNull(records.find(next.id()));
        long revision = record.now().revision();
        Deployment written = next.toBuilder().revision(revision + 1).build();
        store.compareAndSet(written, revision, null, next.id() + " write " + revision);
        records.written(record, written);
    }

    private void promoted(int hours) {
        created(shippedAfter(hours).initiated());
        becomes(shippedAfter(hours).promoted());
    }

    private void cleanedUp(int really, int asked, Instant now) {
        store.purge(now, keeping(really));
        rules.cleanedUp(now, keeping(asked));
    }

    @Test
    void complains_where_it_is_one_of_the_last_ones() {
        promoted(0);
        promoted(1);
        cleanedUp(1, 2, LATER);

        assertThat(violations)
                .containsExactly("clean-up: ship-staging-1699747200 is one of the last 2 that were promoted,"
                        + " and history knows it no more");
    }

    @Test
    void does_not_complain_where_it_is_not_and_only_comes_to_be_when_a_later_one_is_rolled_back() {
        promoted(0);
        promoted(1);
        cleanedUp(1, 1, shippedAfter(1).promoted().statusSince());
        becomes(shippedAfter(1).rollingBack());
        becomes(shippedAfter(1).rolledBack());
        cleanedUp(1, 1, LATER);

        assertThat(violations).isEmpty();
    }

    @Test
    void complains_where_it_is_one_of_the_last_ones_since_a_later_one_was_rolled_back_before() {
        promoted(0);
        promoted(1);
        becomes(shippedAfter(1).rollingBack());
        becomes(shippedAfter(1).rolledBack());
        CleanUpRules ofAStoreThatForgotAll = new CleanUpRules(records, new InMemoryStateStore(), violations::add);
        ofAStoreThatForgotAll.cleanedUp(LATER, keeping(1));

        assertThat(violations)
                .containsExactly("clean-up: ship-staging-1699747200 is one of the last 1 that were promoted,"
                        + " and history knows it no more");
    }
}
