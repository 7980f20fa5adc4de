package io.releaseconductor.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.EarlierVersion;
import io.releaseconductor.deployment.HistoryCourse;
import io.releaseconductor.deployment.HistoryEntry;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Strategy;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What ran well before")
class EarlierTest {

    private static final Instant START = Instant.parse("2023-11-12T00:00:00Z");

    private static DeployId id(int number) {
        return DeployId.of(Environment.STAGING, START.plusSeconds(number));
    }

    /** What was asked for as so manieth, and stands as it does since so many seconds. */
    private static HistoryEntry entry(int number, @Nullable String version, @Nullable String returnedTo, int since) {
        DeploymentStatus status = returnedTo == null ? DeploymentStatus.PROMOTED : DeploymentStatus.ROLLED_BACK;
        return entry(number, status, version, returnedTo, since);
    }

    private static HistoryEntry failed(int number, String version, int since) {
        return entry(number, DeploymentStatus.FAILED, version, null, since);
    }

    private static HistoryEntry entry(
            int number, DeploymentStatus status, @Nullable String version, @Nullable String returnedTo, int since) {
        return new HistoryEntry(
                id(number),
                status,
                START.plusSeconds(since),
                Strategy.FULL,
                null,
                version,
                null,
                Actor.POLICY,
                START.plusSeconds(number),
                null,
                null,
                null,
                returnedTo,
                List.of(),
                null,
                HistoryCourse.UNKNOWN);
    }

    private static EarlierVersion before(int rolledBack, HistoryEntry... newestFirst) {
        Earlier earlier = new Earlier(id(rolledBack));
        earlier.take(List.of(newestFirst));
        return earlier.orBaseline("v0");
    }

    @Test
    @DisplayName("is what was promoted last, and another version before that")
    void promoted() {
        assertThat(before(3, entry(3, "v3", null, 30), entry(2, "v2", null, 20), entry(1, "v1", null, 10)))
                .isEqualTo(new EarlierVersion("v2", "v1"));
    }

    @Test
    @DisplayName("is what a later rollback returned to")
    void returned_to() {
        assertThat(before(3, entry(3, "v3", null, 30), entry(2, "v2", "v1", 20), entry(1, "v1", null, 10)))
                .isEqualTo(new EarlierVersion("v1", "v0"));
    }

    @Test
    @DisplayName("is not what a later rollback returned to if that was rolled back late, after it")
    void returned_to_and_rolled_back_late() {
        assertThat(before(2, entry(3, "v3", "v1", 40), entry(2, "v2", null, 20), entry(1, "v1", "v0", 50)))
                .isEqualTo(new EarlierVersion("v0", null));
    }

    @Test
    @DisplayName("is what a later rollback returned to though that had been rolled back before, and was shipped again")
    void rolled_back_and_shipped_again() {
        assertThat(before(
                        4,
                        entry(4, "v3", null, 45),
                        entry(3, "v3", "v1", 40),
                        entry(2, "v1", null, 20),
                        entry(1, "v1", "v0", 10)))
                .isEqualTo(new EarlierVersion("v1", "v0"));
    }

    @Test
    @DisplayName("is that by no clock: the node that rolled back late may be behind the other one")
    void by_no_clock() {
        assertThat(before(2, entry(3, "v3", "v1", 40), entry(2, "v2", null, 20), entry(1, "v1", "v0", 38)))
                .isEqualTo(new EarlierVersion("v0", null));
        assertThat(before(
                        4,
                        entry(5, "v5", "v1", 40),
                        failed(4, "v4", 30),
                        entry(2, "v1", null, 20),
                        entry(1, "v1", "v0", 50)))
                .isEqualTo(new EarlierVersion("v1", "v0"));
    }

    @Test
    @DisplayName("is nothing that was rolled back late, where the version before is asked for either")
    void older_and_rolled_back_late() {
        assertThat(before(
                        5,
                        entry(4, "v4", null, 60),
                        entry(3, "v3", "v2", 40),
                        entry(2, "v2", "v1", 50),
                        entry(1, "v1", null, 10)))
                .isEqualTo(new EarlierVersion("v4", "v1"));
    }

    @Test
    @DisplayName(
            "is what was promoted before, where a rollback that failed is asked for again after a later one was rolled back")
    void rolled_back_again() {
        assertThat(before(2, entry(3, "v3", "v1", 40), failed(2, "v2", 30), entry(1, "v1", null, 10)))
                .isEqualTo(new EarlierVersion("v1", "v0"));
    }
}
