package io.releaseconductor.chatops;

import io.releaseconductor.Conductor;
import io.releaseconductor.chat.Card;
import io.releaseconductor.chat.PlainLine;
import io.releaseconductor.chat.Tone;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.HistoryEntry;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.HistoryQuery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is under way, and what was, as cards. */
final class Listings {

    private static final int SHOWN = 10;

    private final Conductor conductor;

    Listings(Conductor conductor) {
        this.conductor = conductor;
    }

    Reply.Listing status(List<Environment> environments) {
        List<Card.Field> fields = new ArrayList<>();
        List<Deployment> underWay = new ArrayList<>();
        boolean attention = false;
        for (Environment environment : environments) {
            Deployment holder = conductor.holder(environment).orElse(null);
            if (holder == null) {
                fields.add(new Card.Field(environment.title(), "free" + lastPromoted(environment), null));
                continue;
            }
            attention |= holder.status() == DeploymentStatus.NEEDS_ATTENTION;
            fields.add(new Card.Field(
                    environment.title(),
                    holder.id() + " " + holder.status().words() + ", shipped by "
                            + holder.request().initiatedBy().name(),
                    holder.statusSince()));
            underWay.add(holder);
        }
        Card card = new Card(
                attention ? Tone.WARNING : Tone.NEUTRAL,
                "🚦 Deployments Under Way",
                fields,
                List.of(),
                null,
                List.of(),
                List.of());
        return new Reply.Listing(card, underWay);
    }

    private String lastPromoted(Environment environment) {
        return conductor.history(HistoryQuery.promoted(environment, 1)).entries().stream()
                .findFirst()
                .map(last -> "; last promoted: "
                        + (last.version() == null ? last.id().value() : last.version()))
                .orElse("");
    }

    Reply.Listing history(List<Environment> environments) {
        Environment environment = environments.size() == 1 ? environments.get(0) : null;
        List<HistoryEntry> entries = environments.stream()
                .flatMap(each -> conductor.history(HistoryQuery.newest(each, SHOWN)).entries().stream())
                .sorted(Comparator.comparing(HistoryEntry::initiatedAt).reversed())
                .limit(SHOWN)
                .toList();
        Card card = new Card(
                Tone.NEUTRAL,
                "🗂️ Deployment History" + (environment == null ? "" : ": " + environment.title()),
                entries.stream().map(Listings::field).toList(),
                entries.isEmpty() ? List.of("Nothing was shipped yet.") : List.of(),
                null,
                List.of(),
                List.of());
        return new Reply.Listing(card, List.of());
    }

    private static Card.Field field(HistoryEntry entry) {
        Actor decidedBy = entry.decidedBy();
        List<String> said = new ArrayList<>();
        said.add(entry.status().words() + (decidedBy == null ? "" : " by " + decidedBy.name()));
        add(said, "", entry.version());
        add(said, "checks ", entry.checks());
        said.add("shipped by " + entry.initiatedBy().name());
        add(said, "", entry.reason());
        return new Card.Field(entry.id().value(), PlainLine.cut(String.join(", ", said), 160), entry.initiatedAt());
    }

    private static void add(List<String> said, String before, @Nullable String what) {
        if (what != null) {
            said.add(before + what);
        }
    }
}
