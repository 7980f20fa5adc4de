package io.releaseconductor.deployment;

import io.releaseconductor.model.Actor;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Strategy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** An entry of the history as a test tells it, part by part. */
public final class AnEntry {

    public static final Instant START = Instant.parse("2024-03-01T00:00:00Z");

    private static final List<Actor> PEOPLE =
            List.of(Actor.person("1001", "Ada"), Actor.person("1002", "Grace"), Actor.POLICY);

    private static final List<String> VERSIONS = List.of("v1", "v1.2", "v2", "2.0.1", "3f2a91c");

    private final Environment environment;
    private final Instant initiatedAt;
    private DeploymentStatus status = DeploymentStatus.INITIATED;
    private Instant statusSince;
    private @Nullable String version;
    private Actor initiatedBy = PEOPLE.get(0);
    private @Nullable Actor decidedBy;
    private @Nullable Boolean verificationFailed;
    private @Nullable Boolean effect = true;
    private @Nullable Duration worked;
    private @Nullable Instant committedAt;
    private @Nullable Instant promotedAt;
    private @Nullable Instant failedAt;
    private @Nullable Instant rollbackAt;
    private @Nullable Instant rolledBackAt;
    private @Nullable Agreement agreement;

    private AnEntry(Environment environment, Instant initiatedAt) {
        this.environment = environment;
        this.initiatedAt = initiatedAt;
        this.statusSince = initiatedAt;
    }

    /** To staging, shipped by Ada so long after the start. */
    public static AnEntry after(Duration span) {
        return in(Environment.STAGING, START.plus(span));
    }

    public static AnEntry in(Environment environment, Instant initiatedAt) {
        return new AnEntry(environment, initiatedAt);
    }

    public AnEntry at(DeploymentStatus newStatus, Instant since) {
        status = newStatus;
        statusSince = since;
        return this;
    }

    /** So long after it was shipped. */
    public AnEntry promoted(Duration span) {
        promotedAt = initiatedAt.plus(span);
        return at(DeploymentStatus.PROMOTED, promotedAt);
    }

    public AnEntry failed(Duration span) {
        failedAt = initiatedAt.plus(span);
        return at(DeploymentStatus.FAILED, failedAt);
    }

    public AnEntry rolledBack(Duration decided, Duration done) {
        rollbackAt = initiatedAt.plus(decided);
        rolledBackAt = initiatedAt.plus(done);
        return at(DeploymentStatus.ROLLED_BACK, rolledBackAt);
    }

    public AnEntry withoutEffect() {
        effect = false;
        return this;
    }

    public AnEntry verificationFailed(@Nullable Boolean failed) {
        verificationFailed = failed;
        return this;
    }

    public AnEntry worked(@Nullable Duration span) {
        worked = span;
        return this;
    }

    public AnEntry committed(Instant at) {
        committedAt = at;
        return this;
    }

    public AnEntry by(Actor actor) {
        initiatedBy = actor;
        return this;
    }

    public AnEntry decidedBy(@Nullable Actor actor) {
        decidedBy = actor;
        return this;
    }

    public AnEntry agreement(Agreement.Kind kind, @Nullable Shadow shadow) {
        agreement = new Agreement(kind, shadow);
        return this;
    }

    public AnEntry version(@Nullable String newVersion) {
        version = newVersion;
        return this;
    }

    public HistoryEntry build() {
        return with(new HistoryCourse(
                verificationFailed,
                effect,
                worked,
                committedAt,
                promotedAt,
                failedAt,
                rollbackAt,
                null,
                rolledBackAt,
                agreement));
    }

    /** As a version wrote it that recorded nothing of how it went. */
    public HistoryEntry older() {
        return with(HistoryCourse.UNKNOWN);
    }

    private HistoryEntry with(HistoryCourse course) {
        return new HistoryEntry(
                DeployId.of(environment, initiatedAt),
                status,
                statusSince,
                Strategy.FULL,
                "main",
                version,
                null,
                initiatedBy,
                initiatedAt,
                decidedBy,
                null,
                null,
                null,
                List.of(),
                null,
                course);
    }

    /** Of some months, the newest first but for the clocks of some, with any parts, whether or not they go together. */
    public static List<HistoryEntry> any(Random random, int count) {
        List<HistoryEntry> entries = new ArrayList<>();
        Instant at = START;
        for (int i = 0; i < count; i++) {
            at = at.plusSeconds(1 + random.nextInt(40_000));
            Instant skewed = random.nextInt(20) == 0 ? at.minusSeconds(random.nextInt(3600)) : at;
            entries.add(any(random, skewed));
        }
        Collections.reverse(entries);
        return entries;
    }

    private static HistoryEntry any(Random random, Instant at) {
        AnEntry entry = in(random.nextBoolean() ? Environment.STAGING : Environment.PROD, at)
                .by(one(random, PEOPLE))
                .decidedBy(random.nextBoolean() ? null : one(random, PEOPLE))
                .version(random.nextInt(5) == 0 ? null : one(random, VERSIONS));
        if (random.nextBoolean()) {
            entry.committed(at.plusSeconds(random.nextInt(400_000) - 350_000L));
        }
        if (random.nextBoolean()) {
            entry.worked(Duration.ofMillis(random.nextInt(2_000_000)));
        }
        entry.verificationFailed(random.nextInt(3) == 0 ? null : Boolean.valueOf(random.nextInt(4) == 0));
        if (random.nextInt(4) == 0) {
            entry.withoutEffect();
        }
        if (random.nextInt(3) > 0) {
            entry.promoted(span(random));
        }
        switch (random.nextInt(5)) {
            case 0 -> entry.failed(span(random));
            case 1 -> entry.rolledBack(span(random), span(random));
            case 2 -> entry.at(one(random, List.of(DeploymentStatus.values())), at.plus(span(random)));
            default -> {}
        }
        return random.nextInt(10) == 0 ? entry.older() : entry.build();
    }

    private static Duration span(Random random) {
        return Duration.ofSeconds(random.nextInt(20_000));
    }

    private static <T> T one(Random random, List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
