package io.releaseconductor.redis;

import io.releaseconductor.audit.AuditEntry;
import io.releaseconductor.audit.AuditTrail;
import io.releaseconductor.config.ClientLibrary;
import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.HistoryEntry;
import io.releaseconductor.health.HealthContributor;
import io.releaseconductor.health.PartHealth;
import io.releaseconductor.json.AuditJson;
import io.releaseconductor.json.CorruptRecordException;
import io.releaseconductor.json.DeploymentJson;
import io.releaseconductor.lock.Beginning;
import io.releaseconductor.lock.EnvironmentState;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.Claim;
import io.releaseconductor.spi.ClaimToken;
import io.releaseconductor.spi.CreateResult;
import io.releaseconductor.spi.HistoryPage;
import io.releaseconductor.spi.HistoryQuery;
import io.releaseconductor.spi.LeftToOthers;
import io.releaseconductor.spi.Retention;
import io.releaseconductor.spi.SaveResult;
import io.releaseconductor.spi.StateStore;
import io.releaseconductor.spi.StoreRules;
import io.releaseconductor.spi.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.UnifiedJedis;

/**
 * A state store on Redis, which any number of nodes may share: one server, a cluster, or a master behind sentinels. Everything of
 * an installation is under keys that begin with {@code {prefix}:}, described in docs/redis.md.
 *
 * <p>Each method but {@link #purge} is one call of one script, so it is one step, and one round trip; {@link #purge} takes
 * bounded steps. Where replicas have to confirm ({@link RedisOptions#replicas()}), a creation, a save and a lock wait for them on their
 * own connection, also when they are repeated; unconfirmed ones throw {@link StoreUnavailableException} although the write may
 * stand, and a repeat with the same operation id is recognised.
 *
 * <p>An operation id is recognised again: of a creation, for as long as its deployment is kept; of a save, until sixteen more
 * writes of the same deployment followed it. No method waits longer than the limits of the options, for each try: an idempotent
 * call whose connection turns out to be broken is made once more over another.
 *
 * <p>A record that cannot be read is reported in the log with its id. {@link #claimDue} sets it aside for ten minutes, or, if a later
 * version of the library wrote it, leaves it to the nodes that can read it, and goes on with the others; methods that would have to
 * answer with it throw {@link StoreUnavailableException}. It keeps its environment's place. A history entry that cannot be read is
 * left out; a lock that cannot be read binds all the same, by what stands beside its record.
 *
 * <p>Thread-safe.
 */
public final class RedisStateStore implements StateStore, HealthContributor, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RedisStateStore.class);

    /** How many deployments one call claims at most, and how many leases that are over it looks at: Redis does nothing else meanwhile. */
    private static final int MOST_CLAIMS = 1000;

    /** How many deployments or entries one step of a clean-up looks at. */
    private static final int BATCH = 200;

    static final ClientLibrary JEDIS = new ClientLibrary(
            "conductor-redis", "Jedis", "redis.clients:jedis", "8.0.2", "redis.clients.jedis.", null, "jedis.version");

    private static final Duration ASIDE = Duration.ofMinutes(10);

    private final RedisCalls calls;
    private final Troubles troubles;
    private final DeploymentJson json = new DeploymentJson();
    private final AuditJson auditJson = new AuditJson();
    private final Keys keys;
    private final String node = UUID.randomUUID().toString().replace("-", "");
    private final AtomicLong claimCalls = new AtomicLong();
    private final LeftToOthers leftToOthers = new LeftToOthers();
    private final Lookout lookout;
    private final Locks locks;

    private RedisStateStore(Connected connected, RedisOptions options, Troubles troubles) {
        this.troubles = troubles;
        this.calls = new RedisCalls(connected, options, troubles);
        this.keys = new Keys(options.keyPrefix());
        this.lookout = new Lookout(calls, keys);
        this.locks = new Locks(calls, keys);
    }

    /**
     * Looks whether the libraries that are on the class path fit, without connecting to anything, so that it can be told together with all else
     * that keeps an application from starting.
     *
     * @throws ConfigurationException if one does not fit, with the version that is there, the one that is needed, and what to do
     */
    public static void requireLibraries() {
        ClientLibrary.require(RedisStateStore.class, List.of(JEDIS));
    }

    /**
     * Opens a store with connections of its own. It connects when it is first asked, so it opens although Redis is not there.
     *
     * @param options where Redis is, and how it is used
     * @return the store, to be closed
     * @throws ConfigurationException if the options name no URL, or another version of Jedis or Jackson is on the class path than the
     *     one that is needed, and does not fit
     */
    public static RedisStateStore open(RedisOptions options) {
        RedisUrl url = options.target();
        if (url == null) {
            throw new ConfigurationException(List.of("url is not set; allowed: " + RedisUrl.ALLOWED));
        }
        return ClientLibrary.fitting(
                RedisStateStore.class,
                List.of(JEDIS),
                () -> new RedisStateStore(
                        Connected.lazily(() -> Clients.build(url, options)),
                        options,
                        new Troubles(url.where(), url.tls())));
    }

    /**
     * Opens a store on a client that is given, for what the options do not cover: one with its own trust store, credentials that
     * change, or shared with others. The client should wait for nothing longer than a few seconds, neither for a free connection
     * (by default it waits for ever) nor for an answer, and for an answer longer than {@link RedisOptions#replicaLimit()}.
     *
     * @param client a {@code RedisClient}, {@code RedisClusterClient} or {@code RedisSentinelClient}; not closed by the store
     * @param options the key prefix and what replicas have to confirm; the rest is the client's affair
     * @return the store
     * @throws ConfigurationException if another version of Jedis or Jackson is on the class path than the one that is needed, and does
     *     not fit
     */
    public static RedisStateStore over(UnifiedJedis client, RedisOptions options) {
        Objects.requireNonNull(client, "client");
        return ClientLibrary.fitting(
                RedisStateStore.class,
                List.of(JEDIS),
                () -> new RedisStateStore(Connected.through(client), options, new Troubles("Redis", false)));
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the deployment is settled or its revision is not 1
     */
    @Override
    public CreateResult create(Deployment deployment, String operationId) {
        StoreRules.requireCreation(deployment, operationId);
        List<Object> arguments = new ArrayList<>(List.of(
                deployment.id().value(),
                deployment.environment().name(),
                operationId,
                json.write(deployment),
                json.writeHistory(HistoryEntry.of(deployment)),
                Millis.upOrNever(deployment.dueAt()),
                Millis.up(deployment.statusSince()),
                Position.wanted(deployment)));
        arguments.addAll(noted(deployment));
        arguments.addAll(Locks.told(StoreRules.beginningOf(deployment)));
        Object answer = calls.write("created", Script.CREATE, keys.create(), arguments.toArray());
        List<?> said = calls.read(() -> Answers.list(answer));
        String word = calls.read(() -> Answers.text(said.get(0)));
        return switch (word) {
            case "created" -> new CreateResult.Created(record(said.get(2), said.get(1)));
            case "environment-taken" -> new CreateResult.EnvironmentTaken(record(said.get(2), said.get(1)));
            case "locked" -> new CreateResult.Locked(locks.binding(said));
            case "id-taken" -> new CreateResult.IdTaken();
            default -> throw troubles.unavailable(unknown(word));
        };
    }

    @Override
    public Optional<Deployment> created(String operationId) {
        Objects.requireNonNull(operationId, "operationId");
        byte[] id = calls.field(keys.creations, operationId);
        return id == null ? Optional.empty() : find(new DeployId(calls.read(() -> Answers.text(id))));
    }

    @Override
    public Optional<Deployment> find(DeployId id) {
        Objects.requireNonNull(id, "id");
        byte[] record = calls.field(keys.deployments, id.value());
        return Optional.ofNullable(record).map(text -> record(id.value(), text));
    }

    @Override
    public Optional<Deployment> holder(Environment environment) {
        Objects.requireNonNull(environment, "environment");
        Object answer = calls.run(Script.HOLDER, keys.holder(), environment.name());
        List<?> said = calls.read(() -> Answers.list(answer));
        return said.isEmpty() ? Optional.empty() : Optional.of(record(said.get(0), said.get(1)));
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the revision of {@code next} is not {@code expectedRevision + 1}
     */
    @Override
    public SaveResult compareAndSet(
            Deployment next,
            long expectedRevision,
            @Nullable ClaimToken token,
            String operationId,
            @Nullable Beginning beginning) {
        StoreRules.requireSave(next, expectedRevision, operationId);
        String id = next.id().value();
        List<Object> arguments = new ArrayList<>(List.of(
                id,
                Long.toString(next.revision()),
                Long.toString(expectedRevision),
                token == null ? "" : offered(token, next.id()),
                operationId,
                json.write(next),
                json.writeHistory(HistoryEntry.of(next)),
                Millis.upOrNever(next.dueAt()),
                shelf(next),
                next.environment().name(),
                StoreRules.mustBeNewest(next) ? "yes" : "no"));
        arguments.addAll(noted(next));
        arguments.addAll(Locks.told(beginning));
        Object answer = calls.write("saved", Script.COMPARE_AND_SET, keys.compareAndSet(), arguments.toArray());
        List<?> said = calls.read(() -> Answers.list(answer));
        String word = calls.read(() -> Answers.text(said.get(0)));
        return switch (word) {
            case "saved" -> new SaveResult.Saved(next);
            case "missing" -> new SaveResult.Missing();
            case "claim-lost" -> new SaveResult.ClaimLost();
            case "conflict" -> new SaveResult.Conflict(record(id, said.get(1)));
            case "place-taken" -> new SaveResult.PlaceTaken(record(said.get(2), said.get(1)));
            case "superseded" -> new SaveResult.Superseded(new DeployId(Answers.text(said.get(1))));
            case "locked" -> new SaveResult.Locked(locks.binding(said));
            default -> throw troubles.unavailable(unknown(word));
        };
    }

    /** The entry of the audit trail that comes with a write: its number and its text, both empty for none. */
    private List<String> noted(Deployment deployment) {
        AuditEntry entry = deployment.newAuditEntry();
        return entry == null ? List.of("", "") : List.of(Long.toString(entry.number()), auditJson.write(entry));
    }

    @Override
    public AuditTrail audit(DeployId id) {
        Objects.requireNonNull(id, "id");
        Object answer = calls.run(Script.AUDIT, keys.audit(), id.value());
        List<?> said = calls.read(() -> Answers.list(answer));
        List<AuditEntry> entries = new ArrayList<>();
        List<Long> unreadable = new ArrayList<>();
        for (int i = 0; i < said.size(); i++) {
            Object text = said.get(i);
            if (text != null) {
                try {
                    entries.add(auditJson.read(Answers.text(text)));
                } catch (RuntimeException e) {
                    LOG.error("Entry {} of the audit trail of {} cannot be read: {}", i + 1, id, e.getMessage());
                    unreadable.add(i + 1L);
                }
            }
        }
        return new AuditTrail(id, entries, unreadable);
    }

    @Override
    public EnvironmentState environmentState(@Nullable Environment environment) {
        return locks.state(environment);
    }

    @Override
    public List<EnvironmentState> environmentStates() {
        return locks.all();
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the revision of {@code next} is 0
     */
    @Override
    public EnvironmentState replaceEnvironmentState(EnvironmentState next) {
        return locks.replace(next);
    }

    /** A token says which deployment it is for; what stands for no token never is one. */
    private static String offered(ClaimToken token, DeployId id) {
        return token.deployment().equals(id) && !token.value().isEmpty() ? token.value() : Millis.NEVER;
    }

    /**
     * {@inheritDoc} At most a thousand at once, whatever the limit.
     *
     * @throws IllegalArgumentException if the lease is not longer than zero or the limit is below 1
     */
    @Override
    public List<Claim> claimDue(Instant now, Duration lease, int limit) {
        StoreRules.requireClaim(now, lease, limit);
        long began = System.nanoTime();
        int most = Math.min(limit, MOST_CLAIMS);
        List<Claim> claims = new ArrayList<>();
        boolean setAside = true;
        while (setAside && claims.size() < most) {
            setAside = claim(now, lease, most - claims.size(), claims);
        }
        // it compares clocks, and to claim may have taken a while
        lookout.now(now.plusNanos(System.nanoTime() - began));
        return List.copyOf(claims);
    }

    /** Adds what can be claimed, and says whether something else was set aside in its stead. */
    private boolean claim(Instant now, Duration lease, int limit, List<Claim> claims) {
        // Never given out twice, even by a Redis that has forgotten what it gave out before.
        String nonce = node + "-" + claimCalls.incrementAndGet();
        List<Object> arguments = new ArrayList<>(List.of(
                Millis.now(now),
                Millis.up(StoreRules.shifted(now, lease)),
                Integer.toString(limit),
                nonce,
                Integer.toString(MOST_CLAIMS)));
        arguments.addAll(leftToOthers.at(now));
        Object answer = calls.runOnce(Script.CLAIM_DUE, keys.claimDue(), arguments.toArray());
        List<?> said = calls.read(() -> Answers.list(answer));
        boolean setAside = false;
        for (int i = 0; i < said.size(); i += 3) {
            String id = Answers.text(said.get(i));
            String token = Answers.text(said.get(i + 1));
            if (token.isEmpty()) {
                LOG.error("{}", Troubles.gone(id));
                continue;
            }
            try {
                claims.add(new Claim(new ClaimToken(new DeployId(id), token), record(id, said.get(i + 2))));
            } catch (StoreUnavailableException e) {
                unreadable(id, token, now, e);
                setAside = true;
            }
        }
        return setAside;
    }

    /** Nobody can work on a damaged record; one of a later version is left to whoever reads it, and only passed over here. */
    private void unreadable(String id, String token, Instant now, StoreUnavailableException e) {
        Instant again = StoreRules.shifted(now, ASIDE);
        if (e.getCause() instanceof CorruptRecordException corrupt && corrupt.isOfLaterVersion()) {
            LOG.warn("Left to nodes of a later version for {}: {}", ASIDE, e.getMessage());
            leftToOthers.add(id, again);
            calls.run(Script.RELEASE, keys.claim(), id, token);
        } else {
            LOG.error("Set aside for {}: {}", ASIDE, e.getMessage());
            calls.run(Script.SET_ASIDE, keys.claimDue(), id, token, Millis.up(again), String.valueOf(e.getMessage()));
        }
    }

    /**
     * Says whether this node's clock and that of Redis differed by more than ten seconds when they were last compared, with a
     * {@link #claimDue} at most a minute before, and what had vanished from Redis by then. That Redis cannot be reached is not said
     * here.
     *
     * @return the health of the part {@code Redis}
     */
    @Override
    public PartHealth health() {
        String clock = lookout.clockProblem();
        String problem = clock != null ? clock : lookout.missing();
        return problem == null ? PartHealth.well("Redis") : PartHealth.impaired("Redis", problem);
    }

    /**
     * {@inheritDoc}
     *
     * <p>Compared with the server's clock by the first {@link #claimDue} and each minute from then on, where the account may ask.
     */
    @Override
    public Duration clockAhead() {
        return lookout.clockAhead();
    }

    /**
     * Looks how safely Redis keeps what it is given: whether it drops keys when memory is short, and whether it logs its writes. The
     * same is looked at with the first {@link #claimDue} and each minute from then on, and stands in the log at WARN.
     *
     * @return what is wrong and what to do, a sentence or two each, for people; empty if nothing is, or if Redis does not say
     * @throws StoreUnavailableException if Redis cannot be reached
     */
    public List<String> complaints() {
        return lookout.complaints();
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the lease is not longer than zero
     */
    @Override
    public boolean renew(ClaimToken token, Instant now, Duration lease) {
        StoreRules.requireRenewal(token, now, lease);
        Object answer = calls.run(
                Script.RENEW,
                keys.claim(),
                token.deployment().value(),
                token.value(),
                Millis.up(StoreRules.shifted(now, lease)));
        return calls.read(() -> Answers.number(answer)) == 1;
    }

    @Override
    public void release(ClaimToken token) {
        Objects.requireNonNull(token, "token");
        calls.run(Script.RELEASE, keys.claim(), token.deployment().value(), token.value());
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the cursor is none that a page gave
     */
    @Override
    public HistoryPage history(HistoryQuery query) {
        Objects.requireNonNull(query, "query");
        Environment environment = query.environment();
        boolean overAll = environment == null && !query.promotedOnly();
        String shelf = overAll ? "" : environment == null ? "* " : environment.name() + " ";
        byte[] index = query.promotedOnly() ? keys.promoted : overAll ? keys.all : keys.byEnvironment;
        String from;
        if (query.cursor() != null) {
            from = "(" + shelf + Position.parse(query.cursor());
        } else {
            // An exclamation mark is what follows a space.
            from = overAll ? "+" : "(" + shelf.strip() + "!";
        }
        String to = overAll ? "-" : "[" + shelf;
        Object answer = calls.run(Script.HISTORY, keys.history(index), from, to, Integer.toString(query.limit() + 1));
        return page(calls.read(() -> Answers.list(answer)), shelf.length(), query.limit());
    }

    private HistoryPage page(List<?> said, int shelf, int limit) {
        List<HistoryEntry> entries = new ArrayList<>();
        String last = null;
        int count = Math.min(said.size() / 2, limit);
        for (int i = 0; i < count; i++) {
            String position = Answers.text(said.get(2 * i)).substring(shelf);
            Object entry = said.get(2 * i + 1);
            last = position;
            if (entry != null) {
                try {
                    entries.add(json.readHistory(Answers.text(entry)));
                } catch (RuntimeException e) {
                    LOG.error("The history entry of {} cannot be read and is left out: {}", position, e.getMessage());
                }
            }
        }
        return new HistoryPage(entries, said.size() / 2 > limit ? last : null);
    }

    @Override
    public int purge(Instant now, Retention retention) {
        Objects.requireNonNull(now, "now");
        Objects.requireNonNull(retention, "retention");
        int removed = purgeDeployments(keys.settled, now, retention.settled())
                + purgeDeployments(keys.unsent, now, retention.unsent());
        purgeHistory(now, retention);
        return removed;
    }

    private int purgeDeployments(byte[] index, Instant now, Duration kept) {
        String until = Millis.now(StoreRules.shifted(now, kept.negated()));
        int removed = 0;
        long looked = BATCH;
        while (looked == BATCH) {
            Object answer =
                    calls.run(Script.PURGE_DEPLOYMENTS, keys.purgeDeployments(index), until, Integer.toString(BATCH));
            List<?> said = calls.read(() -> Answers.list(answer));
            removed += Math.toIntExact(Answers.number(said.get(0)));
            looked = Answers.number(said.get(1));
        }
        return removed;
    }

    private void purgeHistory(Instant now, Retention retention) {
        String until = Millis.now(StoreRules.shifted(now, retention.history().negated()));
        long kept = 0;
        long looked = BATCH;
        while (looked == BATCH) {
            Object answer = calls.run(
                    Script.PURGE_HISTORY,
                    keys.purgeHistory(),
                    until,
                    Integer.toString(retention.keepPromoted()),
                    Long.toString(kept),
                    Integer.toString(BATCH));
            List<?> said = calls.read(() -> Answers.list(answer));
            looked = Answers.number(said.get(0));
            kept += Answers.number(said.get(1));
        }
    }

    /** Closes the connections, unless the client was given. What is called afterwards fails. */
    @Override
    public void close() {
        calls.close();
    }

    private Deployment record(@Nullable Object id, @Nullable Object text) {
        return record(Answers.text(id), text);
    }

    private Deployment record(String id, @Nullable Object text) {
        try {
            Deployment deployment = json.read(Answers.text(text));
            if (!deployment.id().value().equals(id)) {
                throw new IllegalStateException("it is the record of " + deployment.id());
            }
            return deployment;
        } catch (RuntimeException e) {
            throw troubles.corrupt(id, e);
        }
    }

    private static IllegalStateException unknown(String word) {
        return new IllegalStateException("\"" + word + "\"");
    }

    /** What the seldom changing indexes say, but for its place in the history: that was given to it when it was created. */
    private static String shelf(Deployment d) {
        boolean promoted = d.status() == DeploymentStatus.PROMOTED;
        return standing(d) + " " + Millis.up(d.statusSince()) + (promoted ? " yes" : " no");
    }

    private static String standing(Deployment d) {
        if (!d.settled()) {
            return "unsettled";
        }
        return StoreRules.isUnsent(d) ? "unsent" : "settled";
    }
}
