package io.releaseconductor.testkit;

import io.releaseconductor.audit.AuditEntry;
import io.releaseconductor.audit.AuditTrail;
import io.releaseconductor.deployment.Alert;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.HistoryEntry;
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
import io.releaseconductor.spi.Retention;
import io.releaseconductor.spi.SaveResult;
import io.releaseconductor.spi.StateStore;
import io.releaseconductor.spi.StoreRules;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A state store written to be read: maps that are searched from end to end, one sentence of the port after the other, with no
 * index in common with the real one. The model that the in-memory store is compared with and, with a flaw built in, what the
 * contract has to find wanting.
 */
final class PlainStateStore implements StateStore {

    private static final Comparator<HistoryEntry> LATEST_FIRST = Comparator.comparing(HistoryEntry::initiatedAt)
            .thenComparing(HistoryEntry::id)
            .reversed();

    private record Lease(ClaimToken token, Instant until) {}

    private final Set<Flaw> flaws = EnumSet.noneOf(Flaw.class);
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<DeployId, Deployment> deployments = new LinkedHashMap<>();
    private final Map<DeployId, HistoryEntry> entries = new LinkedHashMap<>();
    private final Map<DeployId, List<AuditEntry>> trails = new HashMap<>();
    private final Map<DeployId, Integer> numbers = new HashMap<>();
    private final Map<DeployId, Lease> leases = new LinkedHashMap<>();
    private final Map<String, DeployId> creations = new LinkedHashMap<>();
    private final Map<String, Deployment> saves = new LinkedHashMap<>();
    private final Map<Environment, DeployId> neverFreed = new LinkedHashMap<>();
    private final Set<Environment> robbed = new HashSet<>();
    private final PlainLocks locks;
    private final Clock clock;
    private long lastToken;
    private int lastNumber;

    /** The clock is for a flaw: no promise of the port needs one. */
    PlainStateStore(Clock clock, Flaw... flaws) {
        this.clock = clock;
        this.flaws.addAll(List.of(flaws));
        this.locks = new PlainLocks(clock, this.flaws);
    }

    private boolean is(Flaw flaw) {
        return flaws.contains(flaw);
    }

    private void enter(Flaw withoutLock) {
        if (!is(withoutLock)) {
            lock.lock();
        }
    }

    private void leave() {
        if (lock.isHeldByCurrentThread()) {
            lock.unlock();
        }
    }

    /** Where a missing lock lets others in. */
    private void dawdle(Flaw withoutLock) {
        if (is(withoutLock)) {
            LockSupport.parkNanos(100_000);
        }
    }

    private <T extends @Nullable Object> T locked(Supplier<T> step) {
        lock.lock();
        try {
            return step.get();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public CreateResult create(Deployment deployment, String operationId) {
        if (deployment.revision() != 1 || deployment.settled()) {
            throw new IllegalArgumentException("not new: " + deployment.id());
        }
        Beginning beginning = new Beginning(
                deployment.request().initiatedBy(), deployment.request().initiatedAt());
        Lock early = binding(deployment, beginning);
        dawdle(Flaw.LOOKS_AT_LOCKS_BEFORE_ITS_STEP);
        enter(Flaw.CREATES_WITHOUT_A_LOCK);
        try {
            Lock locked = is(Flaw.LOOKS_AT_LOCKS_BEFORE_ITS_STEP) ? early : binding(deployment, beginning);
            if (locked != null && is(Flaw.REFUSES_REPEATED_CREATIONS_UNDER_A_LOCK)) {
                return new CreateResult.Locked(locked);
            }
            if (creations.containsKey(operationId)) {
                Deployment current = deployments.get(creations.get(operationId));
                return new CreateResult.Created(
                        is(Flaw.ANSWERS_REPEATED_CREATIONS_WITH_WHAT_WAS_GIVEN) || current == null
                                ? deployment
                                : current);
            }
            if (is(Flaw.REMEMBERS_REFUSED_OPERATIONS)) {
                creations.put(operationId, deployment.id());
            }
            if (locked != null && is(Flaw.TELLS_OF_THE_LOCK_BEFORE_THE_PLACE)) {
                return new CreateResult.Locked(locked);
            }
            Optional<Deployment> holder = holding(deployment.environment());
            if (holder.isPresent() && !is(Flaw.LETS_TWO_HOLD_A_PLACE)) {
                return new CreateResult.EnvironmentTaken(holder.get());
            }
            boolean taken = entries.containsKey(deployment.id()) && !is(Flaw.OVERWRITES_A_TAKEN_ID);
            if (taken && is(Flaw.TELLS_OF_THE_TAKEN_ID_BEFORE_THE_LOCK)) {
                return new CreateResult.IdTaken();
            }
            if (locked != null && !is(Flaw.CREATES_UNDER_A_FOREIGN_LOCK)) {
                return new CreateResult.Locked(locked);
            }
            if (taken) {
                return new CreateResult.IdTaken();
            }
            dawdle(Flaw.CREATES_WITHOUT_A_LOCK);
            if (!is(Flaw.FORGETS_OPERATIONS_OF_CREATIONS)) {
                creations.put(operationId, deployment.id());
            }
            numbers.put(deployment.id(), ++lastNumber);
            locked(() -> write(deployment));
            return new CreateResult.Created(deployment);
        } finally {
            leave();
        }
    }

    private @Nullable Lock binding(Deployment deployment, @Nullable Beginning beginning) {
        return locked(() -> locks.binding(deployment.environment(), beginning));
    }

    private Deployment write(Deployment deployment) {
        deployments.put(deployment.id(), deployment);
        if (!is(Flaw.WRITES_HISTORY_ONLY_WHEN_SETTLED) || deployment.settled()) {
            if (is(Flaw.ORDERS_HISTORY_BY_THE_LAST_WRITE)) {
                entries.remove(deployment.id());
            }
            entries.put(deployment.id(), HistoryEntry.of(deployment));
        }
        note(deployment);
        return deployment;
    }

    private void note(Deployment deployment) {
        AuditEntry entry =
                is(Flaw.ADDS_THE_LAST_ENTRY_WITH_EACH_SAVE) ? deployment.audit() : deployment.newAuditEntry();
        if (entry == null || (is(Flaw.LOSES_THE_ENTRY_OF_A_CREATION) && deployment.revision() == 1)) {
            return;
        }
        List<AuditEntry> trail = trails.computeIfAbsent(deployment.id(), id -> new ArrayList<>());
        if (is(Flaw.KEEPS_THE_LAST_ENTRY_ONLY)) {
            trail.clear();
        }
        trail.add(is(Flaw.GIVES_THE_TRAIL_NEWEST_FIRST) ? 0 : trail.size(), entry);
    }

    private Comparator<HistoryEntry> newestFirst() {
        Comparator<HistoryEntry> byNumber = Comparator.comparing(entry -> numbers.getOrDefault(entry.id(), 0));
        return is(Flaw.ORDERS_HISTORY_BY_THE_CLOCK) ? LATEST_FIRST : byNumber.reversed();
    }

    @Override
    public Optional<Deployment> created(String operationId) {
        return locked(() -> Optional.ofNullable(creations.get(operationId)).map(deployments::get));
    }

    @Override
    public Optional<Deployment> find(DeployId id) {
        return locked(() -> Optional.ofNullable(deployments.get(id)));
    }

    @Override
    public Optional<Deployment> holder(Environment environment) {
        return locked(() -> holding(environment));
    }

    private Optional<Deployment> holding(Environment environment) {
        if (robbed.contains(environment)) {
            return Optional.empty();
        }
        List<Deployment> all = List.copyOf(deployments.values());
        return all.stream()
                .filter(d -> d.environment().equals(environment))
                .filter(d -> !d.settled() || d.id().equals(neverFreed.get(environment)))
                .filter(d -> !is(Flaw.FREES_THE_PLACE_WHEN_IT_NEEDS_ATTENTION)
                        || d.status() != DeploymentStatus.NEEDS_ATTENTION)
                .filter(d -> !is(Flaw.DOES_NOT_TAKE_THE_PLACE_AGAIN) || d.status() != DeploymentStatus.ROLLING_BACK)
                .findFirst();
    }

    @Override
    public SaveResult compareAndSet(
            Deployment next,
            long expectedRevision,
            @Nullable ClaimToken token,
            String operationId,
            @Nullable Beginning beginning) {
        if (next.revision() != expectedRevision + 1 && !is(Flaw.ACCEPTS_ANY_NEW_REVISION)) {
            throw new IllegalArgumentException("not the next revision: " + next.id());
        }
        enter(Flaw.SAVES_WITHOUT_A_LOCK);
        try {
            Deployment stored = deployments.get(next.id());
            if (stored == null) {
                return new SaveResult.Missing();
            }
            Lock locked = binding(next, beginning);
            if (locked != null && is(Flaw.REFUSES_REPEATS_UNDER_A_LOCK)) {
                return new SaveResult.Locked(locked);
            }
            String operation = next.id() + " " + operationId;
            Deployment written = saves.get(operation);
            if (written != null) {
                if (is(Flaw.ADDS_ENTRIES_OF_REPEATED_SAVES)) {
                    locked(() -> {
                        note(written);
                        return written;
                    });
                }
                return new SaveResult.Saved(is(Flaw.ANSWERS_REPEATED_SAVES_WITH_WHAT_STANDS_NOW) ? stored : written);
            }
            if (is(Flaw.REMEMBERS_REFUSED_OPERATIONS)) {
                saves.put(operation, next);
            }
            if (locked != null && is(Flaw.TELLS_OF_THE_LOCK_BEFORE_THE_CLAIM)) {
                return new SaveResult.Locked(locked);
            }
            boolean overtaken = stored.revision() != expectedRevision && !is(Flaw.IGNORES_THE_REVISION);
            if (overtaken && is(Flaw.TELLS_OF_THE_CONFLICT_BEFORE_THE_LOST_CLAIM)) {
                return new SaveResult.Conflict(stored);
            }
            if (token != null && !isClaimOf(next, token) && !is(Flaw.IGNORES_THE_CLAIM_TOKEN)) {
                return new SaveResult.ClaimLost();
            }
            if (token != null && overdue(token) && is(Flaw.REFUSES_A_CLAIM_WHOSE_LEASE_IS_OVER)) {
                return new SaveResult.ClaimLost();
            }
            if (locked != null && is(Flaw.TELLS_OF_THE_LOCK_BEFORE_THE_CONFLICT)) {
                return new SaveResult.Locked(locked);
            }
            if (overtaken && is(Flaw.ADDS_ENTRIES_OF_REFUSED_SAVES)) {
                locked(() -> {
                    note(next);
                    return next;
                });
            }
            if (overtaken) {
                return new SaveResult.Conflict(stored);
            }
            if (stored.settled() && !next.settled()) {
                Optional<Deployment> holder = holding(next.environment());
                if (holder.isPresent() && !is(Flaw.TAKES_THE_PLACE_AGAIN_FROM_ANOTHER)) {
                    return new SaveResult.PlaceTaken(holder.get());
                }
                Optional<HistoryEntry> successor = successor(next);
                if (successor.isPresent()) {
                    return new SaveResult.Superseded(successor.get().id());
                }
            }
            if (locked != null && locks(stored, next, token)) {
                return new SaveResult.Locked(locked);
            }
            dawdle(Flaw.SAVES_WITHOUT_A_LOCK);
            locked(() -> {
                remember(operation, next);
                place(stored, next);
                return write(next);
            });
            if (is(Flaw.ENDS_THE_CLAIM_WITH_A_SAVE) || (token == null && is(Flaw.LETS_A_PERSONS_SAVE_END_THE_CLAIM))) {
                leases.remove(next.id());
            }
            return new SaveResult.Saved(next);
        } finally {
            leave();
        }
    }

    private boolean locks(Deployment stored, Deployment next, @Nullable ClaimToken token) {
        if (is(Flaw.ENDS_THE_CLAIM_UNDER_A_LOCK)) {
            leases.remove(next.id());
        }
        boolean again = stored.settled() && !next.settled();
        return !is(Flaw.BEGINS_UNDER_A_FOREIGN_LOCK)
                && !(token != null && is(Flaw.LETS_A_WORKER_BEGIN_UNDER_A_FOREIGN_LOCK))
                && !(again && is(Flaw.TAKES_THE_PLACE_AGAIN_UNDER_A_LOCK));
    }

    private void remember(String operation, Deployment next) {
        if (is(Flaw.REMEMBERS_ONE_OPERATION_ONLY)) {
            saves.clear();
        }
        if (!is(Flaw.FORGETS_OPERATIONS_OF_SAVES)) {
            saves.put(operation, next);
        }
    }

    private void place(Deployment stored, Deployment next) {
        if (is(Flaw.NEVER_FREES_THE_PLACE) && next.settled()) {
            neverFreed.put(next.environment(), next.id());
        }
        if (is(Flaw.FREES_THE_PLACE_OF_ANOTHER) && stored.settled() && next.settled()) {
            robbed.add(next.environment());
        }
    }

    private Optional<HistoryEntry> successor(Deployment d) {
        if (is(Flaw.TAKES_THE_PLACE_AGAIN_AFTER_A_LATER_PROMOTION)) {
            return Optional.empty();
        }
        HistoryEntry own = HistoryEntry.of(d);
        return entries.values().stream()
                .filter(entry -> entry.environment().equals(d.environment()))
                .filter(entry -> !entry.id().equals(d.id()))
                .filter(entry -> entry.status() == DeploymentStatus.PROMOTED
                        || (StoreRules.mustBeNewest(d) && !is(Flaw.LETS_THE_POLICY_PASS_OVER_LATER_ONES))
                        || (is(Flaw.IS_SUPERSEDED_BY_WHAT_IS_NOT_PROMOTED)
                                && entry.status().settled()))
                .filter(entry -> newestFirst().compare(entry, own) < 0 || is(Flaw.IS_SUPERSEDED_BY_EARLIER_ONES))
                .filter(entry -> deployments.containsKey(entry.id()) || !is(Flaw.FORGETS_A_REMOVED_SUCCESSOR))
                .min(newestFirst());
    }

    @Override
    public EnvironmentState environmentState(@Nullable Environment environment) {
        return locked(() -> locks.state(environment));
    }

    @Override
    public List<EnvironmentState> environmentStates() {
        return locked(locks::all);
    }

    @Override
    public EnvironmentState replaceEnvironmentState(EnvironmentState next) {
        if (next.revision() == 0 && !is(Flaw.STORES_STATES_THAT_WERE_NEVER_WRITTEN)) {
            throw new IllegalArgumentException("never written: " + next);
        }
        enter(Flaw.REPLACES_LOCKS_WITHOUT_A_LOCK);
        try {
            EnvironmentState refused = locked(() -> locks.refusal(next));
            if (refused != null) {
                return refused;
            }
            dawdle(Flaw.REPLACES_LOCKS_WITHOUT_A_LOCK);
            return locked(() -> locks.write(next));
        } finally {
            leave();
        }
    }

    @Override
    public List<Claim> claimDue(Instant now, Duration lease, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit: " + limit);
        }
        enter(Flaw.CLAIMS_WITHOUT_A_LOCK);
        try {
            Comparator<Deployment> longestDueFirst =
                    Comparator.comparing(PlainStateStore::dueAt).thenComparing(Deployment::id);
            List<Deployment> due = List.copyOf(deployments.values()).stream()
                    .filter(d -> d.dueAt() != null)
                    .filter(d -> !dueAt(d).isAfter(now) || is(Flaw.IGNORES_THE_DUE_TIME))
                    .filter(d -> !leased(d.id(), now) || is(Flaw.IGNORES_THE_LEASE))
                    .filter(d -> !d.settled() || !is(Flaw.CLAIMS_NOTHING_SETTLED))
                    .sorted(is(Flaw.CLAIMS_THE_SHORTEST_DUE_FIRST) ? longestDueFirst.reversed() : longestDueFirst)
                    .limit(is(Flaw.IGNORES_THE_LIMIT) ? Integer.MAX_VALUE : limit)
                    .toList();
            dawdle(Flaw.CLAIMS_WITHOUT_A_LOCK);
            return locked(() -> due.stream().map(d -> claim(d, now.plus(lease))).toList());
        } finally {
            leave();
        }
    }

    private Claim claim(Deployment d, Instant until) {
        String value = is(Flaw.REPEATS_TOKENS) ? String.valueOf(++lastToken % 7) : String.valueOf(++lastToken);
        ClaimToken token = new ClaimToken(d.id(), value);
        leases.put(d.id(), new Lease(token, until));
        if (is(Flaw.MOVES_THE_DUE_TIME_TO_THE_END_OF_THE_LEASE)) {
            leases.put(d.id(), new Lease(token, Instant.MIN));
            deployments.put(d.id(), d.withDueAt(until));
        }
        return new Claim(token, d);
    }

    private static Instant dueAt(Deployment d) {
        return Objects.requireNonNull(d.dueAt());
    }

    private boolean leased(DeployId id, Instant now) {
        Lease lease = leases.get(id);
        return lease != null && now.isBefore(lease.until);
    }

    private boolean isClaimOf(Deployment d, ClaimToken token) {
        return token.deployment().equals(d.id()) && current(token);
    }

    private boolean current(ClaimToken token) {
        Lease lease = leases.get(token.deployment());
        return lease != null && lease.token.equals(token);
    }

    private boolean overdue(ClaimToken token) {
        Lease lease = leases.get(token.deployment());
        return lease != null && !clock.instant().isBefore(lease.until);
    }

    @Override
    public boolean renew(ClaimToken token, Instant now, Duration lease) {
        return locked(() -> {
            Lease current = leases.get(token.deployment());
            boolean refused = !current(token) && !is(Flaw.LETS_ANY_TOKEN_RENEW);
            if (current == null
                    || refused
                    || (is(Flaw.REFUSES_TO_RENEW_AN_OVERDUE_CLAIM) && !now.isBefore(current.until))) {
                return false;
            }
            Instant from = is(Flaw.RENEWS_FROM_THE_END_OF_THE_LEASE) ? current.until : now;
            leases.put(token.deployment(), new Lease(current.token, from.plus(lease)));
            return true;
        });
    }

    @Override
    public void release(ClaimToken token) {
        locked(() -> current(token) || is(Flaw.LETS_ANY_TOKEN_RELEASE) ? leases.remove(token.deployment()) : null);
    }

    @Override
    public HistoryPage history(HistoryQuery query) {
        return locked(() -> {
            List<HistoryEntry> asked = new ArrayList<>(entries.values().stream()
                    .filter(entry -> query.environment() == null
                            || entry.environment().equals(query.environment())
                            || is(Flaw.MIXES_ENVIRONMENTS_IN_HISTORY))
                    .filter(entry -> !query.promotedOnly()
                            || entry.status() == DeploymentStatus.PROMOTED
                            || (is(Flaw.KEEPS_ROLLED_BACK_ONES_AMONG_THE_PROMOTED)
                                    && entry.status() == DeploymentStatus.ROLLING_BACK))
                    .toList());
            if (is(Flaw.ORDERS_HISTORY_BY_THE_LAST_WRITE)) {
                Collections.reverse(asked);
            } else {
                asked.sort(is(Flaw.GIVES_HISTORY_OLDEST_FIRST) ? newestFirst().reversed() : newestFirst());
            }
            return page(asked, query);
        });
    }

    private HistoryPage page(List<HistoryEntry> asked, HistoryQuery query) {
        String cursor = query.cursor();
        int start = 0;
        if (cursor != null && is(Flaw.PAGES_BY_COUNTING)) {
            start = Integer.parseInt(cursor);
        } else if (cursor != null) {
            while (start < asked.size() && !isBehind(asked.get(start), cursor)) {
                start++;
            }
        }
        start = Math.min(start, asked.size());
        int end = Math.min(start + query.limit(), asked.size());
        List<HistoryEntry> page = asked.subList(start, end);
        boolean more = end < asked.size() || (is(Flaw.ANNOUNCES_A_PAGE_THAT_IS_EMPTY) && page.size() == query.limit());
        return new HistoryPage(page, more ? cursor(page.get(page.size() - 1), end) : null);
    }

    private String cursor(HistoryEntry last, int end) {
        return is(Flaw.PAGES_BY_COUNTING) ? String.valueOf(end) : last.initiatedAt() + "|" + last.id();
    }

    private boolean isBehind(HistoryEntry entry, String cursor) {
        int bar = cursor.indexOf('|');
        if (is(Flaw.PAGES_BY_TIME_ALONE)) {
            return entry.initiatedAt().isBefore(Instant.parse(cursor.substring(0, bar)));
        }
        DeployId last = new DeployId(cursor.substring(bar + 1));
        return numbers.getOrDefault(entry.id(), 0) < numbers.getOrDefault(last, 0);
    }

    @Override
    public AuditTrail audit(DeployId id) {
        return locked(() -> new AuditTrail(
                id,
                is(Flaw.MIXES_TRAILS)
                        ? trails.values().stream().flatMap(List::stream).toList()
                        : trails.getOrDefault(id, List.of()),
                List.of()));
    }

    @Override
    public int purge(Instant now, Retention retention) {
        return locked(() -> {
            List<Deployment> old = deployments.values().stream()
                    .filter(d -> d.settled() || is(Flaw.PURGES_UNSETTLED_ONES))
                    .filter(d -> isOlder(
                            is(Flaw.PURGES_BY_THE_TIME_OF_INITIATION)
                                    ? d.request().initiatedAt()
                                    : d.statusSince(),
                            now,
                            unsent(d) ? retention.unsent() : retention.settled()))
                    .filter(d -> !is(Flaw.PURGES_NOTHING))
                    .toList();
            for (Deployment d : old) {
                deployments.remove(d.id());
                leases.remove(d.id());
                creations.values().removeIf(d.id()::equals);
                saves.keySet().removeIf(operation -> operation.startsWith(d.id() + " "));
                if (is(Flaw.LOSES_THE_TRAIL_WITH_ITS_DEPLOYMENT)) {
                    trails.remove(d.id());
                }
                if (is(Flaw.LOSES_HISTORY_WITH_ITS_DEPLOYMENT)) {
                    entries.remove(d.id());
                }
            }
            purgeHistory(now, retention);
            locks.purge();
            return is(Flaw.MISCOUNTS_WHAT_IT_PURGED) ? 0 : old.size();
        });
    }

    private void purgeHistory(Instant now, Retention retention) {
        if (is(Flaw.KEEPS_HISTORY_FOR_EVER)) {
            return;
        }
        List<HistoryEntry> old = entries.values().stream()
                .filter(entry -> isOlder(entry.statusSince(), now, retention.history()))
                .filter(entry -> !deployments.containsKey(entry.id()) || is(Flaw.PURGES_THE_HISTORY_OF_EXISTING_ONES))
                .filter(entry ->
                        !isAmongTheLastPromoted(entry, retention.keepPromoted()) || is(Flaw.PURGES_THE_LAST_PROMOTED))
                .toList();
        old.forEach(entry -> entries.remove(entry.id()));
        if (!is(Flaw.KEEPS_TRAILS_FOR_EVER)) {
            old.forEach(entry -> trails.remove(entry.id()));
        }
    }

    private boolean isAmongTheLastPromoted(HistoryEntry entry, int count) {
        return entries.values().stream()
                .filter(other -> other.status() == DeploymentStatus.PROMOTED)
                .filter(other -> other.environment().equals(entry.environment())
                        || is(Flaw.KEEPS_PROMOTED_ONES_OVER_ALL_ENVIRONMENTS))
                .sorted(newestFirst())
                .limit(count)
                .anyMatch(entry::equals);
    }

    private boolean unsent(Deployment d) {
        return (d.dueAt() != null && !is(Flaw.PURGES_WHAT_IS_STILL_DUE))
                || (d.alerts().stream().anyMatch(Alert::isPending) && !is(Flaw.PURGES_WHAT_HAS_A_PENDING_ALERT));
    }

    private static boolean isOlder(Instant since, Instant now, Duration limit) {
        return !now.isBefore(since.plus(limit));
    }
}
