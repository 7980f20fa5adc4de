package io.releaseconductor.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.releaseconductor.deployment.ChangeOutcome;
import io.releaseconductor.deployment.ChangeSummary;
import io.releaseconductor.deployment.RiskyPaths;
import io.releaseconductor.spi.ChangeLog;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is being shipped, by the commits of the repository. A question takes two requests at most, whatever comes of them. What whole
 * commit ids were answered with is kept, since it never changes. Thread-safe.
 */
final class CommitLog implements ChangeLog {

    private static final int MOST_KEPT = 100;

    private record Names(@Nullable String since, String version, RiskyPaths risky) {

        boolean areForEver() {
            return VersionNames.isWholeId(version) && (since == null || VersionNames.isWholeId(since));
        }
    }

    private final RepositoryApi api;

    private final Map<Names, ChangeSummary> kept = new RecentlyUsed<>(MOST_KEPT);

    /** Whether the tags of this repository seem to have a v before the number. */
    private volatile boolean prefixed = true;

    CommitLog(RepositoryApi api) {
        this.api = api;
    }

    @Override
    public ChangeOutcome find(Question question) {
        String version = question.version();
        if (!VersionNames.isName(version)) {
            return new ChangeOutcome.NothingKnown(Unknowns.noName(version));
        }
        String since = question.since();
        Names names = new Names(since != null && VersionNames.isName(since) ? since : null, version, question.risky());
        ChangeSummary known = kept(names);
        if (known != null) {
            return new ChangeOutcome.Known(known);
        }
        ChangeOutcome outcome = names.since() == null
                ? ofCommit(version, names.risky())
                : compared(names.since(), version, names.risky());
        if (outcome instanceof ChangeOutcome.Known found && names.areForEver() && isWhole(found.summary(), names)) {
            keep(names, found.summary());
        }
        return outcome;
    }

    /** What could not be compared this time may be the next time. */
    private static boolean isWhole(ChangeSummary summary, Names names) {
        return names.since() == null || summary.distance() != null;
    }

    private @Nullable ChangeSummary kept(Names names) {
        synchronized (kept) {
            return kept.get(names);
        }
    }

    private void keep(Names names, ChangeSummary summary) {
        synchronized (kept) {
            kept.put(names, summary);
        }
    }

    private ChangeOutcome compared(String since, String version, RiskyPaths risky) {
        boolean withV = prefixed;
        Reply first = compare(since, version, withV);
        ChangeSummary found = Comparison.read(first, since, version, risky);
        if (found != null) {
            return new ChangeOutcome.Known(found);
        }
        if (isOver(first)) {
            return nothing(first, true);
        }
        if (Unknowns.isOfName(first) && VersionNames.hasTwo(version)) {
            Reply second = compare(since, version, !withV);
            return learned(second, Comparison.read(second, since, version, risky), !withV);
        }
        if (Unknowns.isOfName(first) && VersionNames.hasTwo(since)) {
            // there is no third request for it, so that the next deployment has to try the other way
            prefixed = !withV;
        }
        Reply second = commit(version, withV);
        return last(second, Comparison.readCommit(second, version, risky));
    }

    private ChangeOutcome ofCommit(String version, RiskyPaths risky) {
        boolean withV = prefixed;
        Reply first = commit(version, withV);
        ChangeSummary found = Comparison.readCommit(first, version, risky);
        if (found != null) {
            return new ChangeOutcome.Known(found);
        }
        if (!Unknowns.isOfName(first) || !VersionNames.hasTwo(version)) {
            return nothing(first, true);
        }
        Reply second = commit(version, !withV);
        return learned(second, Comparison.readCommit(second, version, risky), !withV);
    }

    /** Of names that were written the other way than expected: what is found that way is looked for like that from now on. */
    private ChangeOutcome learned(Reply reply, @Nullable ChangeSummary found, boolean withV) {
        prefixed = found == null ? prefixed : withV;
        return last(reply, found);
    }

    private static ChangeOutcome last(Reply reply, @Nullable ChangeSummary found) {
        return found == null ? nothing(reply, false) : new ChangeOutcome.Known(found);
    }

    private Reply compare(String since, String version, boolean withV) {
        String names = VersionNames.of(since, withV) + "..." + VersionNames.of(version, withV);
        return api.getOnce(List.of("compare", names), Comparison::isOne);
    }

    private Reply commit(String version, boolean withV) {
        return api.getOnce(List.of("commits", VersionNames.of(version, withV)), JsonNode::isObject);
    }

    /** Whether another request would fare no better. */
    private static boolean isOver(Reply reply) {
        return !(reply instanceof Reply.Answered answer)
                ? !(reply instanceof Reply.Lost)
                : answer.status() == 401 || answer.status() == 403;
    }

    /** Only where nothing has left for GitHub it may be asked once more without a third request. */
    private static ChangeOutcome nothing(Reply reply, boolean first) {
        return first && reply instanceof Reply.NotSent notSent && !notSent.lasting()
                ? new ChangeOutcome.Unavailable(notSent.reason())
                : new ChangeOutcome.NothingKnown(Unknowns.why(reply));
    }
}
