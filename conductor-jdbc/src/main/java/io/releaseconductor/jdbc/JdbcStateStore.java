package io.releaseconductor.jdbc;

import io.releaseconductor.audit.AuditEntry;
import io.releaseconductor.audit.AuditTrail;
import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.HistoryEntry;
import io.releaseconductor.json.AuditJson;
import io.releaseconductor.json.CorruptRecordException;
import io.releaseconductor.json.DeploymentJson;
import io.releaseconductor.lock.Beginning;
import io.releaseconductor.lock.EnvironmentState;
import io.releaseconductor.lock.Lock;
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
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A state store in a database: in a file of its own, which one process uses at a time, or in an H2, SQLite or PostgreSQL that the team
 * has; a PostgreSQL any number of nodes may share. Which of them it is shows by itself. The store creates its tables, described in docs/jdbc.md,
 * when it is first asked.
 *
 * <p>Each method but {@link #purge} is one transaction; {@link #purge} takes bounded steps. A transaction that gives way to others is
 * repeated, as is, once, one whose connection turns out to be broken. Where the connection ends during the commit,
 * {@link StoreUnavailableException} says that nobody knows, and a repeat with the same operation id is recognised.
 *
 * <p>An operation id is recognised again: of a creation, for as long as its deployment is kept; of a save, until sixteen more
 * writes of the same deployment followed it. No method waits longer than the data source and the database let it; set limits there.
 *
 * <p>A record that cannot be read is reported in the log with its id. {@link #claimDue} sets it aside for ten minutes, or, if a later
 * version of the library wrote it, leaves it to the nodes that can read it, and goes on with the others; methods that would have to
 * answer with it throw {@link StoreUnavailableException}. It keeps its environment's place. A history entry that cannot be read is
 * left out; a lock that cannot be read binds all the same, by what stands beside its record.
 *
 * <p>Thread-safe.
 */
public final class JdbcStateStore implements StateStore, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(JdbcStateStore.class);

    /** How many deployments one call claims at most. */
    private static final int MOST_CLAIMS = 1000;

    /** How many rows one step of a clean-up changes. */
    private static final int BATCH = 500;

    private static final Duration ASIDE = Duration.ofMinutes(10);

    private static final Pattern CURSOR = Pattern.compile("[0-9]{1,18}");

    private final Database database;
    private final Troubles troubles;
    private final Runnable closing;
    private final DeploymentJson json = new DeploymentJson();
    private final AuditJson auditJson = new AuditJson();
    private final String node = UUID.randomUUID().toString().replace("-", "");
    private final AtomicLong tokens = new AtomicLong();
    private final LeftToOthers leftToOthers = new LeftToOthers();
    private final Locks locks;

    private JdbcStateStore(DataSource dataSource, JdbcOptions options, Troubles troubles, Runnable closing) {
        this.troubles = troubles;
        this.database = new Database(dataSource, options.tablePrefix(), troubles);
        this.locks = new Locks(database);
        this.closing = closing;
    }

    /**
     * Opens a store that keeps everything in a file, which is made if it is not there, by the H2 that has to be on the class path
     * ({@code com.h2database:h2}). What is answered is in the file: it survives a process that is killed, whose claims end when the file is
     * opened again. One process at a time uses the file; stores in the same process share it.
     *
     * @param file where; what is made is named like it, with {@code .mv.db} at the end. Its folder is made if it is not there
     * @return the store, to be closed
     * @throws ConfigurationException if the file cannot be used, such as when another process has it, or if H2 is missing
     */
    public static JdbcStateStore inFile(Path file) {
        Objects.requireNonNull(file, "file");
        Troubles troubles = new Troubles("the state file " + StateFile.of(file));
        StateFile opened = StateFile.open(file, troubles);
        JdbcStateStore store = new JdbcStateStore(opened.dataSource(), JdbcOptions.DEFAULT, troubles, opened::close);
        if (opened.isFirst()) {
            store.endClaimsOfEarlierProcesses();
        }
        return store;
    }

    /** They are gone, since only one process has the file, and nobody has to wait until their leases are over. */
    private void endClaimsOfEarlierProcesses() {
        try {
            database.writeAtOnce(
                    transaction -> transaction.update(transaction.sql().releaseAll()));
        } catch (StoreUnavailableException e) {
            closing.run();
            throw StateFile.refused(e);
        }
    }

    /**
     * Opens a store on a database, with connections of its own, by the HikariCP and the driver that have to be on the class path. It connects
     * when it is first asked.
     *
     * @param options where the database is, and how it is used
     * @return the store, to be closed
     * @throws ConfigurationException if the options have no URL, or HikariCP or the database's driver is missing
     */
    public static JdbcStateStore open(JdbcOptions options) {
        Objects.requireNonNull(options, "options");
        ConnectionPool pool = ConnectionPool.of(options);
        Troubles troubles = new Troubles("the database " + options.address());
        return new JdbcStateStore(pool.dataSource(), options, troubles, pool::close);
    }

    /**
     * Opens a store on a database that the application has, with the default options. It connects when it is first asked.
     *
     * @param dataSource where connections come from, best from a pool; not closed by the store
     * @return the store
     * @throws ConfigurationException if another version of Jackson is on the class path than the one that is needed, and does not fit
     */
    public static JdbcStateStore over(DataSource dataSource) {
        return over(dataSource, JdbcOptions.DEFAULT);
    }

    /**
     * Opens a store on a database that the application has. It connects when it is first asked.
     *
     * @param dataSource where connections come from, best from a pool; not closed by the store. They should wait for nothing longer than
     *     some seconds, and have the isolation READ COMMITTED or a stricter one
     * @param options how the database is used
     * @return the store
     * @throws ConfigurationException if another version of Jackson is on the class path than the one that is needed, and does not fit
     */
    public static JdbcStateStore over(DataSource dataSource, JdbcOptions options) {
        Objects.requireNonNull(dataSource, "dataSource");
        Objects.requireNonNull(options, "options");
        return new JdbcStateStore(dataSource, options, new Troubles("the database"), () -> {});
    }

    /** A row that stands in a creation's way, or says which place in the history it took. */
    private record Way(
            String what, @Nullable String id, @Nullable String record, long position) {
        static Way read(ResultSet row) throws SQLException {
            return new Way(row.getString(1), row.getString(2), row.getString(3), row.getLong(4));
        }
    }

    /** A deployment's record, not read yet. */
    private record Stored(String id, @Nullable String record) {
        static Stored read(ResultSet row) throws SQLException {
            return new Stored(row.getString(1), row.getString(2));
        }
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the deployment is settled or its revision is not 1
     */
    @Override
    public CreateResult create(Deployment deployment, String operationId) {
        StoreRules.requireCreation(deployment, operationId);
        String record = json.write(deployment);
        String entry = json.writeHistory(HistoryEntry.of(deployment));
        String operation = Writes.operation(operationId);
        String environment = deployment.environment().name();
        String id = deployment.id().value();
        return database.write(transaction -> {
            takePosition(transaction);
            List<Way> way =
                    transaction.query(transaction.sql().standsInTheWay(), Way::read, operation, environment, id);
            CreateResult refusal = answer(transaction, way, deployment);
            if (refusal != null) {
                return refusal;
            }
            transaction.update(
                    transaction.sql().create(),
                    environment,
                    environment,
                    id,
                    way.get(0).position(),
                    Millis.up(deployment.statusSince()),
                    Millis.upOrNull(deployment.dueAt()),
                    operation,
                    record,
                    entry);
            note(transaction, deployment);
            return new CreateResult.Created(deployment);
        });
    }

    private void takePosition(Transaction transaction) throws SQLException {
        database.requireSchemaRow(transaction.update(transaction.sql().nextPosition()));
    }

    /** What is answered instead of creating, or null. */
    private @Nullable CreateResult answer(Transaction transaction, List<Way> all, Deployment deployment)
            throws SQLException {
        Way operation = of("operation", all);
        if (operation != null) {
            return new CreateResult.Created(deployment(operation.id(), operation.record()));
        }
        Way place = of("place", all);
        if (place != null) {
            return new CreateResult.EnvironmentTaken(deployment(place.id(), place.record()));
        }
        Lock lock = locks.binding(transaction, deployment.environment(), StoreRules.beginningOf(deployment));
        if (lock != null) {
            return new CreateResult.Locked(lock);
        }
        return of("id", all) == null ? null : new CreateResult.IdTaken();
    }

    private static @Nullable Way of(String what, List<Way> all) {
        return all.stream().filter(each -> each.what().equals(what)).findFirst().orElse(null);
    }

    @Override
    public Optional<Deployment> created(String operationId) {
        Objects.requireNonNull(operationId, "operationId");
        return one(Writes.operation(operationId), Sql::created);
    }

    @Override
    public Optional<Deployment> find(DeployId id) {
        Objects.requireNonNull(id, "id");
        return one(id.value(), Sql::find);
    }

    @Override
    public Optional<Deployment> holder(Environment environment) {
        Objects.requireNonNull(environment, "environment");
        return one(environment.name(), Sql::holder);
    }

    private interface Query {
        String of(Sql sql);
    }

    private Optional<Deployment> one(String argument, Query query) {
        return database.read(transaction -> first(transaction, query.of(transaction.sql()), argument));
    }

    private Optional<Deployment> first(Transaction transaction, String query, String argument) throws SQLException {
        return transaction.query(query, Stored::read, argument).stream()
                .findFirst()
                .map(stored -> deployment(stored.id(), stored.record()));
    }

    /** What a save is decided by. */
    private record Standing(
            long revision,
            @Nullable String token,
            @Nullable String writes,
            @Nullable String place,
            long position) {
        static Standing read(ResultSet row) throws SQLException {
            return new Standing(row.getLong(1), row.getString(2), row.getString(3), row.getString(4), row.getLong(5));
        }
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
        String record = json.write(next);
        String entry = json.writeHistory(HistoryEntry.of(next));
        String id = next.id().value();
        return database.write(transaction -> {
            Optional<Standing> stored = transaction.query(transaction.sql().toSave(), Standing::read, id).stream()
                    .findFirst();
            SaveResult refusal = stored.isEmpty()
                    ? new SaveResult.Missing()
                    : refusal(transaction, stored.get(), next, expectedRevision, token, operationId);
            if (refusal == null) {
                refusal = refusalUnderLock(transaction, next.environment(), beginning);
            }
            if (refusal != null) {
                return refusal;
            }
            boolean promoted = next.status() == DeploymentStatus.PROMOTED;
            int changed = transaction.update(
                    transaction.sql().save(),
                    next.revision(),
                    next.settled() ? null : next.environment().name(),
                    promoted ? next.environment().name() : null,
                    standing(next),
                    Millis.up(next.statusSince()),
                    Millis.upOrNull(next.dueAt()),
                    Writes.added(stored.get().writes(), next.revision(), operationId),
                    record,
                    entry,
                    id,
                    expectedRevision);
            if (changed != 1) {
                throw new SQLException("the row of " + id + " changed although it was locked");
            }
            note(transaction, next);
            return new SaveResult.Saved(next);
        });
    }

    private void note(Transaction transaction, Deployment deployment) throws SQLException {
        AuditEntry entry = deployment.newAuditEntry();
        if (entry != null) {
            transaction.update(
                    transaction.sql().note(), deployment.id().value(), entry.number(), auditJson.write(entry));
        }
    }

    /** An entry of an audit trail, not read yet. */
    private record Noted(long number, String entry) {
        static Noted read(ResultSet row) throws SQLException {
            return new Noted(row.getLong(1), row.getString(2));
        }
    }

    @Override
    public AuditTrail audit(DeployId id) {
        Objects.requireNonNull(id, "id");
        List<Noted> rows =
                database.read(transaction -> transaction.query(transaction.sql().audit(), Noted::read, id.value()));
        List<AuditEntry> entries = new ArrayList<>();
        List<Long> unreadable = new ArrayList<>();
        for (Noted row : rows) {
            try {
                entries.add(auditJson.read(row.entry()));
            } catch (CorruptRecordException e) {
                LOG.error("Entry {} of the audit trail of {} cannot be read: {}", row.number(), id, e.getMessage());
                unreadable.add(row.number());
            }
        }
        return new AuditTrail(id, entries, unreadable);
    }

    /** What is answered instead of writing, or null. */
    private @Nullable SaveResult refusal(
            Transaction transaction,
            Standing stored,
            Deployment next,
            long expectedRevision,
            @Nullable ClaimToken token,
            String operationId)
            throws SQLException {
        if (Writes.contain(stored.writes(), next.revision(), operationId)) {
            return new SaveResult.Saved(next);
        }
        if (token != null
                && !(token.deployment().equals(next.id()) && token.value().equals(stored.token()))) {
            return new SaveResult.ClaimLost();
        }
        if (stored.revision() != expectedRevision) {
            return first(transaction, transaction.sql().find(), next.id().value())
                    .<SaveResult>map(SaveResult.Conflict::new)
                    .orElseGet(SaveResult.Missing::new);
        }
        return stored.place() == null && !next.settled()
                ? refusalToTakeAgain(transaction, next, stored.position())
                : null;
    }

    private @Nullable SaveResult refusalToTakeAgain(Transaction transaction, Deployment next, long position)
            throws SQLException {
        String environment = next.environment().name();
        // whoever takes a place waits here for whoever is just taking one
        takePosition(transaction);
        Optional<Deployment> holder = first(transaction, transaction.sql().holder(), environment);
        if (holder.isPresent()) {
            return new SaveResult.PlaceTaken(holder.get());
        }
        return transaction
                .query(
                        transaction.sql().later(!StoreRules.mustBeNewest(next)),
                        row -> row.getString(1),
                        environment,
                        position)
                .stream()
                .findFirst()
                .map(id -> new SaveResult.Superseded(new DeployId(id)))
                .orElse(null);
    }

    private @Nullable SaveResult refusalUnderLock(
            Transaction transaction, Environment environment, @Nullable Beginning beginning) throws SQLException {
        if (beginning == null) {
            return null;
        }
        // a statement of its own, since what follows has to see what it waited for
        database.requireSchemaRow(transaction
                .query(transaction.sql().keepLocks(), row -> row.getInt(1))
                .size());
        Lock lock = locks.binding(transaction, environment, beginning);
        return lock == null ? null : new SaveResult.Locked(lock);
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

    private static String standing(Deployment d) {
        if (!d.settled()) {
            return "unsettled";
        }
        return StoreRules.isUnsent(d) ? "unsent" : "settled";
    }

    /**
     * {@inheritDoc} At most a thousand at once, whatever the limit.
     *
     * @throws IllegalArgumentException if the lease is not longer than zero or the limit is below 1
     */
    @Override
    public List<Claim> claimDue(Instant now, Duration lease, int limit) {
        StoreRules.requireClaim(now, lease, limit);
        int most = Math.min(limit, MOST_CLAIMS);
        List<Claim> claims = new ArrayList<>();
        boolean passedOver = true;
        while (passedOver && claims.size() < most) {
            int left = most - claims.size();
            Claimed claimed = database.write(transaction -> claim(transaction, now, lease, left));
            claims.addAll(claimed.claims());
            passedOver = claimed.passedOver();
        }
        return List.copyOf(claims);
    }

    /** What was claimed, and whether something was passed over: it cannot be read, or somebody else took it. */
    private record Claimed(List<Claim> claims, boolean passedOver) {}

    /** What is due. */
    private record Due(String id, long revision, String record) {
        static Due read(ResultSet row) throws SQLException {
            return new Due(row.getString(1), row.getLong(2), row.getString(3));
        }
    }

    private Claimed claim(Transaction transaction, Instant now, Duration lease, int limit) throws SQLException {
        long time = Millis.down(now);
        List<String> others = leftToOthers.at(now);
        List<@Nullable Object> arguments = new ArrayList<>(List.of(time, time));
        arguments.addAll(others);
        arguments.add(limit);
        List<Due> due = transaction.query(transaction.sql().due(others.size()), Due::read, arguments.toArray());

        List<Claim> claims = new ArrayList<>();
        List<@Nullable Object[]> rows = new ArrayList<>();
        boolean setAside = false;
        boolean passedOver = false;
        for (Due each : due) {
            try {
                Deployment deployment = deployment(each.id(), each.record());
                // never given out twice, by whatever node
                ClaimToken token = new ClaimToken(deployment.id(), node + "-" + tokens.incrementAndGet());
                claims.add(new Claim(token, deployment));
                rows.add(row(token.value(), StoreRules.shifted(now, lease), each, time));
            } catch (StoreUnavailableException e) {
                passedOver = true;
                setAside |= passOver(transaction, each, now, e);
            }
        }
        if (claims.isEmpty() && !setAside) {
            return new Claimed(claims, passedOver);
        }
        int[] changed = claims.isEmpty()
                ? new int[0]
                : transaction.updateEach(transaction.sql().claim(), rows);
        List<Claim> taken = new ArrayList<>();
        for (int i = 0; i < changed.length; i++) {
            if (changed[i] == 1) {
                taken.add(claims.get(i));
            }
        }
        // what somebody else took in between is made up for
        return new Claimed(taken, passedOver || taken.size() < claims.size());
    }

    private static @Nullable Object[] row(@Nullable String token, Instant until, Due due, long time) {
        return new @Nullable Object[] {token, Millis.up(until), due.id(), due.revision(), time};
    }

    /** Nobody can work on a damaged record, which is set aside; one of a later version is left to whoever reads it. */
    private boolean passOver(Transaction transaction, Due due, Instant now, StoreUnavailableException e)
            throws SQLException {
        Instant again = StoreRules.shifted(now, ASIDE);
        if (e.getCause() instanceof CorruptRecordException corrupt && corrupt.isOfLaterVersion()) {
            LOG.warn("Left to nodes of a later version for {}: {}", ASIDE, e.getMessage());
            leftToOthers.add(due.id(), again);
            return false;
        }
        LOG.error("Set aside for {}: {}", ASIDE, e.getMessage());
        transaction.update(transaction.sql().claim(), row(null, again, due, Millis.down(now)));
        return true;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the lease is not longer than zero
     */
    @Override
    public boolean renew(ClaimToken token, Instant now, Duration lease) {
        StoreRules.requireRenewal(token, now, lease);
        long until = Millis.up(StoreRules.shifted(now, lease));
        return database.writeAtOnce(transaction -> transaction.update(
                        transaction.sql().renew(), until, token.deployment().value(), token.value())
                == 1);
    }

    @Override
    public void release(ClaimToken token) {
        Objects.requireNonNull(token, "token");
        database.writeAtOnce(transaction -> transaction.update(
                transaction.sql().release(), token.deployment().value(), token.value()));
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
        String cursor = query.cursor();
        List<@Nullable Object> arguments = new ArrayList<>();
        if (environment != null) {
            arguments.add(environment.name());
        }
        if (cursor != null) {
            if (!CURSOR.matcher(cursor).matches()) {
                throw StoreRules.unknownCursor(cursor);
            }
            arguments.add(Long.parseLong(cursor));
        }
        arguments.add(query.limit() + 1);
        List<Entry> rows = database.read(transaction -> transaction.query(
                transaction.sql().history(environment != null, query.promotedOnly(), cursor != null),
                Entry::read,
                arguments.toArray()));
        return page(rows, query.limit());
    }

    /** An entry of the history, not read yet. */
    private record Entry(long position, String id, String entry) {
        static Entry read(ResultSet row) throws SQLException {
            return new Entry(row.getLong(1), row.getString(2), row.getString(3));
        }
    }

    private HistoryPage page(List<Entry> rows, int limit) {
        boolean more = rows.size() > limit;
        List<Entry> shown = more ? rows.subList(0, limit) : rows;
        List<HistoryEntry> entries = new ArrayList<>();
        for (Entry each : shown) {
            try {
                entries.add(json.readHistory(each.entry()));
            } catch (RuntimeException e) {
                LOG.error("The history entry of {} cannot be read and is left out: {}", each.id(), e.getMessage());
            }
        }
        return new HistoryPage(
                entries, more ? Long.toString(shown.get(limit - 1).position()) : null);
    }

    @Override
    public int purge(Instant now, Retention retention) {
        Objects.requireNonNull(now, "now");
        Objects.requireNonNull(retention, "retention");
        int removed = purgeDeployments("settled", before(now, retention.settled()))
                + purgeDeployments("unsent", before(now, retention.unsent()));
        long until = before(now, retention.history());
        int gone = BATCH;
        while (gone == BATCH) {
            gone = database.writeAtOnce(transaction -> forgetSome(transaction, until, retention.keepPromoted()));
        }
        return removed;
    }

    /** Says how many there were. */
    private static int forgetSome(Transaction transaction, long until, int keepPromoted) throws SQLException {
        List<@Nullable Object[]> ids = transaction.query(
                transaction.sql().oldHistory(),
                row -> new @Nullable Object[] {row.getString(1)},
                until,
                keepPromoted - 1,
                BATCH);
        if (!ids.isEmpty()) {
            transaction.updateEach(transaction.sql().forgetAudit(), ids);
            transaction.updateEach(transaction.sql().forget(), ids);
        }
        return ids.size();
    }

    private int purgeDeployments(String standing, long until) {
        int removed = 0;
        int last = BATCH;
        while (last == BATCH) {
            last = database.writeAtOnce(transaction ->
                    transaction.update(transaction.sql().purgeDeployments(), standing, until, BATCH, standing, until));
            removed += last;
        }
        return removed;
    }

    private static long before(Instant now, Duration kept) {
        return Millis.down(StoreRules.shifted(now, kept.negated()));
    }

    /** Closes the file, if the store was opened in one; a data source that was given is left open. What is called afterwards fails. */
    @Override
    public void close() {
        closing.run();
    }

    private Deployment deployment(@Nullable String id, @Nullable String record) {
        String known = String.valueOf(id);
        try {
            Deployment deployment = json.read(Objects.requireNonNull(record, "it is gone"));
            if (!deployment.id().value().equals(known)) {
                throw new IllegalStateException("it is the record of " + deployment.id());
            }
            return deployment;
        } catch (RuntimeException e) {
            throw troubles.corrupt(known, e);
        }
    }
}
