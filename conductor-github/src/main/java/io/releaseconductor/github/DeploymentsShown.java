package io.releaseconductor.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentEvent;
import io.releaseconductor.deployment.WorkflowRun;
import io.releaseconductor.health.HealthContributor;
import io.releaseconductor.health.PartHealth;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.spi.DeploymentListener;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has GitHub show what is deployed where. What GitHub shows is looked up before anything is made, so that any node goes on where another one
 * stopped. Thread-safe; one change at a time.
 */
final class DeploymentsShown implements DeploymentListener, HealthContributor {

    private static final Logger LOG = LoggerFactory.getLogger(DeploymentsShown.class);

    private static final String NAME = "GitHub deployments";
    private static final int MOST_KEPT = 200;

    /** What did not work is tried again with the next change of how it stands, and until then no sooner than this. */
    private static final Duration RETRY = Duration.ofMinutes(1);

    /** How many before it are set right. */
    private static final int MOST_EARLIER = 3;

    /** What is known here of a deployment. Guarded by the lock. */
    private static final class Seen {

        private long revision;
        private boolean skipped;
        private DeploymentsApi.@Nullable Known known;
        private List<DeploymentsApi.Known> earlier = List.of();
        private @Nullable ShownState shown;
        private @Nullable ShownState failed;
        private Instant retryAt = Instant.MIN;

        private void forget(ShownState wanted, Instant next) {
            known = null;
            shown = null;
            failed = wanted;
            retryAt = next;
        }
    }

    private final GitHubOptions options;
    private final RepositoryApi api;
    private final DeploymentsApi deployments;
    private final CommitNames names;
    private final DeployingJobs jobs;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<String> said = ConcurrentHashMap.newKeySet();
    private volatile @Nullable String problem;

    private final Map<DeployId, Seen> all = new RecentlyUsed<>(MOST_KEPT);

    DeploymentsShown(GitHubOptions options, RepositoryApi api, CommitNames names, WorkflowTexts texts, Clock clock) {
        this.options = options;
        this.api = api;
        this.deployments = new DeploymentsApi(options, api, clock);
        this.names = names;
        this.jobs = new DeployingJobs(options, texts);
        this.clock = clock;
    }

    @Override
    public void changed(@Nullable Deployment before, @Nullable DeploymentEvent event, Deployment after) {
        ShownState wanted = options.deployments() ? ShownState.of(after) : null;
        if (wanted == null) {
            return;
        }
        try {
            lock.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        try {
            Seen seen = all.computeIfAbsent(after.id(), any -> new Seen());
            if (isNews(after, wanted, seen)) {
                seen.revision = after.revision();
                show(after, wanted, seen);
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean isNews(Deployment after, ShownState wanted, Seen seen) {
        return !seen.skipped
                && after.revision() >= seen.revision
                && !wanted.isLike(seen.shown)
                && !(wanted.isLike(seen.failed) && clock.instant().isBefore(seen.retryAt));
    }

    private void show(Deployment d, ShownState wanted, Seen seen) {
        try {
            if (seen.known == null) {
                seen.known = find(d, wanted, seen);
            }
            if (seen.known != null) {
                tell(d, wanted, seen, seen.known);
            }
            problem = null;
            seen.shown = wanted;
            seen.failed = null;
        } catch (NotShownException e) {
            seen.forget(wanted, clock.instant().plus(RETRY));
            if (problem == null) {
                LOG.warn("GitHub does not show {}: {}.", d.id(), e.getMessage());
            }
            problem = e.getMessage();
        }
    }

    /** {@return the one at GitHub, made if need be; null if there is to be none} */
    private DeploymentsApi.@Nullable Known find(Deployment d, ShownState wanted, Seen seen) throws NotShownException {
        if (!areShownByUs(d, seen)) {
            return null;
        }
        String deployId = d.id().value();
        List<DeploymentsApi.Known> ours = deployments.ours(d.environment());
        List<DeploymentsApi.Known> same = ours.stream()
                .filter(each -> each.deployId().equals(deployId))
                .sorted(Comparator.comparingLong(DeploymentsApi.Known::id))
                .toList();
        DeploymentsApi.Known found = same.isEmpty() ? null : same.get(0);
        seen.earlier = ours.stream()
                .filter(each -> !each.deployId().equals(deployId))
                .filter(each -> found == null || each.id() < found.id())
                .limit(MOST_EARLIER)
                .toList();
        if (found != null) {
            // two nodes have made one each at the same moment
            for (DeploymentsApi.Known twice : same.subList(1, same.size())) {
                end(twice, "shown twice: " + deployId);
            }
            return found;
        }
        String sha = wanted.begins() ? commit(d, seen) : null;
        if (sha == null) {
            return null;
        }
        for (DeploymentsApi.Known each : seen.earlier) {
            if (ShownState.goesOn(deployments.state(each.id()))) {
                end(each, "nobody told how it ended: " + each.deployId());
            }
        }
        return deployments.create(
                sha, d.environment(), deployId, d.request().profile().production());
    }

    private void tell(Deployment d, ShownState wanted, Seen seen, DeploymentsApi.Known known) throws NotShownException {
        String there = seen.shown == null ? deployments.state(known.id()) : seen.shown.state();
        boolean superseded = wanted.isSuccess() && there.equals(ShownState.INACTIVE);
        if (superseded || (seen.shown == null && there.equals(wanted.state()))) {
            return;
        }
        if (wanted.isSuccess()) {
            supersede(d, seen.earlier);
        } else if (wanted.state().equals(ShownState.INACTIVE) && d.promotedAt() != null) {
            bringBack(d, wanted, seen.earlier);
        }
        deployments.tell(known.id(), wanted, options.environmentUrls().get(d.environment()));
    }

    /** GitHub itself does so with what was successful, unless it is production. */
    private void supersede(Deployment d, List<DeploymentsApi.Known> earlier) throws NotShownException {
        boolean production = d.request().profile().production();
        for (DeploymentsApi.Known each : earlier) {
            String state = deployments.state(each.id());
            if (ShownState.goesOn(state) || (production && !ShownState.isOver(state))) {
                end(each, "superseded by " + d.id());
            }
        }
    }

    private void bringBack(Deployment d, ShownState wanted, List<DeploymentsApi.Known> earlier)
            throws NotShownException {
        String version = d.previousVersion();
        String sha = version == null ? null : commit(version);
        for (DeploymentsApi.Known each : earlier) {
            if (each.sha().equals(sha)) {
                if (deployments.state(each.id()).equals(ShownState.INACTIVE)) {
                    deployments.tell(
                            each.id(),
                            new ShownState(ShownState.SUCCESS, "back, instead of " + d.id(), wanted.log()),
                            options.environmentUrls().get(d.environment()));
                }
                return;
            }
        }
    }

    private void end(DeploymentsApi.Known each, String why) throws NotShownException {
        if (!deployments.state(each.id()).equals(ShownState.INACTIVE)) {
            deployments.tell(each.id(), new ShownState(ShownState.INACTIVE, why, null), null);
        }
    }

    /** Where a job names an environment GitHub makes a deployment itself, and a second one would tell another story. */
    private boolean areShownByUs(Deployment d, Seen seen) throws NotShownException {
        WorkflowRun of = d.deployPhase().run().orElse(null);
        if (of == null) {
            return false;
        }
        Run run = run(of);
        return switch (jobs.naming(run)) {
            case NONE -> true;
            case SOME -> {
                seen.skipped = true;
                sayOnce("GitHub itself shows the deployments of " + run.file() + ", since a job names an environment");
                yield false;
            }
            case UNREADABLE -> {
                sayOnce("GitHub is not shown the deployments of " + run.file()
                        + ", since nobody can read whether a job names an environment, for which GitHub would show"
                        + " them itself; it takes the permission \"Contents: read\", and workflows of this repository");
                yield false;
            }
        };
    }

    private Run run(WorkflowRun of) throws NotShownException {
        // as it is watched, so that it is mostly answered with "not changed"
        Reply reply = api.get(List.of("actions", "runs", of.id()), body -> Run.read(body) != null);
        JsonNode body = reply instanceof Reply.Answered answer && answer.status() == 200 ? answer.body() : null;
        Run run = body == null ? null : Run.read(body);
        if (run == null) {
            throw new NotShownException(RunWatcher.Trouble.reason(reply, options));
        }
        return run;
    }

    private @Nullable String commit(Deployment d, Seen seen) throws NotShownException {
        String version = d.version();
        String sha = version == null ? null : commit(version);
        if (version != null && sha == null) {
            seen.skipped = true;
            LOG.info("GitHub is not shown {}: {} is no commit, tag or branch there.", d.id(), Messages.shown(version));
        }
        return sha;
    }

    private @Nullable String commit(String version) throws NotShownException {
        if (VersionNames.isWholeId(version)) {
            return version;
        }
        if (!VersionNames.isName(version)) {
            return null;
        }
        Reply reply = names.find(version);
        String sha = CommitNames.id(reply);
        if (sha != null || Unknowns.isOfName(reply)) {
            return sha;
        }
        throw new NotShownException(Unknowns.why(reply));
    }

    private void sayOnce(String text) {
        if (said.add(text)) {
            LOG.info("{}.", text);
        }
    }

    /** Says whether what GitHub shows can be read; whether it can be written shows with the first deployment. */
    void examine(Findings findings) {
        if (!options.deployments() || options.workflows().isEmpty()) {
            return;
        }
        try {
            deployments.ours(options.workflows().keySet().iterator().next().environment());
            findings.good(null, "What GitHub shows of deployments can be read");
        } catch (NotShownException e) {
            findings.doubt(null, "GitHub cannot be shown what is deployed: " + e.getMessage(), null);
        }
    }

    /** {@return how the last attempt to show something went} */
    @Override
    public PartHealth health() {
        String last = problem;
        return last == null ? PartHealth.well(NAME) : PartHealth.impaired(NAME, last);
    }

    /** {@return whose repository, without any secret} */
    @Override
    public String toString() {
        return "deployments at GitHub of " + options.fullName();
    }
}
