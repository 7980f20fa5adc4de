package io.releaseconductor.chatops;

import io.releaseconductor.Conductor;
import io.releaseconductor.chat.PlainLine;
import io.releaseconductor.chat.ShadowText;
import io.releaseconductor.chat.Tone;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.HistoryEntry;
import io.releaseconductor.deployment.HistoryFilter;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Times;
import io.releaseconductor.spi.HistoryQuery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is under way, and what was. */
final class Listings {

    private static final int SHOWN = 10;
    private static final int LOOKED_THROUGH = 10_000;
    private static final int TOLD = 10;
    private static final int NAMED = 30;
    private static final int LONGEST_REASON = 120;

    private final Conductor conductor;

    Listings(Conductor conductor) {
        this.conductor = conductor;
    }

    /** What waits for a person first, and all that is under way before what is noted and what is free. */
    Reply.Listing status(List<Environment> environments) {
        List<Deployment> underWay = new ArrayList<>();
        List<Environment> free = new ArrayList<>();
        for (Environment environment : environments) {
            conductor.holder(environment).ifPresentOrElse(underWay::add, () -> free.add(environment));
        }
        underWay.sort(
                Comparator.comparing((Deployment d) -> urgency(d.status())).thenComparing(Deployment::statusSince));
        List<Reply.Listing.Entry> notes = notes(environments);
        boolean attention = underWay.stream().anyMatch(d -> d.status() == DeploymentStatus.NEEDS_ATTENTION);
        return new Reply.Listing(
                attention ? Tone.WARNING : Tone.NEUTRAL,
                "🚦 Deployments Under Way" + (underWay.isEmpty() ? "" : ": " + underWay.size()),
                Stream.concat(
                                underWay.stream().map(Listings::entry),
                                notes.stream().limit(TOLD))
                        .toList(),
                rest(conductor.restraints(environments), free, notes.size() - TOLD));
    }

    private List<Reply.Listing.Entry> notes(List<Environment> environments) {
        return environments.stream()
                .flatMap(each -> conductor.notes(each).stream().map(note -> Noting.entry(each, note)))
                .toList();
    }

    private @Nullable String rest(List<String> restraints, List<Environment> free, int moreNotes) {
        List<String> rest = new ArrayList<>();
        if (moreNotes > 0) {
            rest.add("📝 " + moreNotes + " more noted: /" + Command.ADD_NOTE + " lists them, by environment.");
        }
        restraints.forEach(why -> rest.add("🔒 " + why + "."));
        if (!free.isEmpty()) {
            rest.add(free(free));
        }
        return rest.isEmpty() ? null : String.join(" ", rest);
    }

    private static int urgency(DeploymentStatus status) {
        return switch (status) {
            case NEEDS_ATTENTION -> 0;
            case VERIFIED -> 1;
            default -> 2;
        };
    }

    private static Reply.Listing.Entry entry(Deployment d) {
        return new Reply.Listing.Entry(
                sign(d.status()) + " " + d.environment().title() + ": " + words(d.status()) + ", "
                        + (d.version() == null ? "" : d.version() + ", ") + d.id() + ", shipped by "
                        + d.request().initiatedBy().name() + "; since",
                d.statusSince(),
                d);
    }

    private static String words(DeploymentStatus status) {
        return status.words() + (status == DeploymentStatus.VERIFIED ? ", waits for a decision" : "");
    }

    private static String sign(DeploymentStatus status) {
        return switch (status) {
            case NEEDS_ATTENTION -> "❓";
            case VERIFIED, EXPIRED -> "⌛";
            case PROMOTED -> "✅";
            case FAILED -> "❌";
            case CANCELLED -> "🚫";
            case ROLLING_BACK, ROLLED_BACK -> "⏪";
            case INITIATED, DEPLOYING, VERIFYING, PROMOTING -> "🚀";
        };
    }

    /** A few with what runs there, many by their names, and no more names than people read. */
    private String free(List<Environment> free) {
        if (free.size() <= TOLD) {
            return free.stream()
                    .map(each -> each.title() + " is free" + lastPromoted(each))
                    .collect(Collectors.joining(". ", "", "."));
        }
        int more = free.size() - NAMED;
        return free.size() + " are free: "
                + free.stream().limit(NAMED).map(Environment::title).collect(Collectors.joining(", "))
                + (more > 0 ? " and " + more + " more." : ".");
    }

    private String lastPromoted(Environment environment) {
        return conductor.history(HistoryQuery.promoted(environment, 1)).entries().stream()
                .findFirst()
                .map(last -> ", last promoted: "
                        + (last.version() == null ? last.id().value() : last.version()))
                .orElse("");
    }

    /** Those that are wanted, as far as they can be found in a moment. */
    Reply.Listing history(List<Environment> environments, HistoryFilter filter) {
        if (filter.isOfAll()) {
            return history(environments);
        }
        Environment only = environments.size() == 1 ? environments.get(0) : null;
        Set<Environment> permitted = Set.copyOf(environments);
        AtomicInteger looked = new AtomicInteger();
        List<HistoryEntry> found = conductor
                .history(HistoryFilter.ALL.in(only).between(filter.from(), null))
                .limit(LOOKED_THROUGH)
                .peek(entry -> looked.incrementAndGet())
                .filter(filter::matches)
                .filter(entry -> permitted.contains(entry.environment()))
                .limit(SHOWN + 1L)
                .toList();
        return new Reply.Listing(
                Tone.NEUTRAL,
                historyOf(only),
                found.stream().limit(SHOWN).map(Listings::entry).toList(),
                found.size() > SHOWN ? "There are more of them." : restOf(found.isEmpty(), looked.get()));
    }

    private static @Nullable String restOf(boolean nothing, int looked) {
        String sofar = "among the last " + LOOKED_THROUGH + " deployments; an export looks through all of them.";
        if (looked < LOOKED_THROUGH) {
            return nothing ? "No deployment is like that." : null;
        }
        return (nothing ? "No deployment is like that " : "These are all ") + sofar;
    }

    private static String historyOf(@Nullable Environment environment) {
        return "🗂️ Deployment History" + (environment == null ? "" : ": " + environment.title());
    }

    private Reply.Listing history(List<Environment> environments) {
        Environment environment = environments.size() == 1 ? environments.get(0) : null;
        List<Reply.Listing.Entry> entries = environments.stream()
                .flatMap(each -> conductor.history(HistoryQuery.newest(each, SHOWN)).entries().stream())
                .sorted(Comparator.comparing(HistoryEntry::initiatedAt).reversed())
                .limit(SHOWN)
                .map(Listings::entry)
                .toList();
        return new Reply.Listing(
                Tone.NEUTRAL, historyOf(environment), entries, entries.isEmpty() ? "Nothing was shipped yet." : null);
    }

    /** What came of it, by whom and when; of which version, from where; then whose it was. */
    private static Reply.Listing.Entry entry(HistoryEntry entry) {
        Actor decidedBy = entry.decidedBy();
        List<String> said = new ArrayList<>();
        said.add(sign(entry.status()) + " " + entry.environment().title() + " "
                + (entry.version() == null ? "(version not known)" : entry.version())
                + (entry.ref() == null ? "" : " from " + entry.ref()) + ": "
                + words(entry.status()) + (decidedBy == null ? "" : " by " + decidedBy.name())
                + (entry.status().settled() ? " at " : " since ")
                + Times.format(entry.statusSince()));
        add(said, "back to ", entry.returnedTo());
        add(said, "checks ", entry.checks());
        add(said, "note: ", entry.note() == null ? null : PlainLine.cut(entry.note(), LONGEST_REASON));
        add(said, "because: ", entry.reason() == null ? null : PlainLine.cut(entry.reason(), LONGEST_REASON));
        add(said, "shadow: ", ShadowText.of(entry.course().agreement()));
        said.add(entry.id().value());
        return new Reply.Listing.Entry(
                String.join(", ", said) + ", shipped by " + entry.initiatedBy().name() + " at",
                entry.initiatedAt(),
                null);
    }

    private static void add(List<String> said, String before, @Nullable String what) {
        if (what != null) {
            said.add(before + what);
        }
    }
}
