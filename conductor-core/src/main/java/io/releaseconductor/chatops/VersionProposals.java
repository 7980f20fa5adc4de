package io.releaseconductor.chatops;

import io.releaseconductor.Conductor;
import io.releaseconductor.chat.CardVersion;
import io.releaseconductor.deployment.HistoryEntry;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.HistoryQuery;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Versions to choose from, each with what became of it last. */
final class VersionProposals {

    private static final int LOOKED_THROUGH = 100;

    private final Conductor conductor;
    private final Clock clock;

    VersionProposals(Conductor conductor, Clock clock) {
        this.conductor = conductor;
        this.clock = clock;
    }

    /** What was shipped lately where it is to be shipped and where that is linked with, the newest first. */
    List<Completion> recent(@Nullable String asked, String lower, int atMost) {
        String name = asked == null ? Environment.STAGING.name() : asked.strip().toLowerCase(Locale.ROOT);
        return conductor.environments().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .map(environment -> recent(environment, lower, atMost))
                .orElse(List.of());
    }

    private List<Completion> recent(Environment environment, String lower, int atMost) {
        Stream<HistoryEntry> newest = Stream.concat(Stream.of(environment), conductor.linkedWith(environment).stream())
                .flatMap(each -> conductor.history(HistoryQuery.newest(each, LOOKED_THROUGH)).entries().stream())
                .sorted(Comparator.comparing(HistoryEntry::initiatedAt).reversed());
        return proposed(newest, lower, atMost);
    }

    /** What a deployment can be rolled back to, the newest first. */
    List<Completion> good(@Nullable String deployment, String lower, int atMost) {
        return Stream.ofNullable(deployment)
                .flatMap(text -> DeployId.parse(text.strip()).stream())
                .flatMap(id -> proposed(conductor.goodVersions(id).stream(), lower, atMost).stream())
                .toList();
    }

    /** What these deployments shipped. */
    List<Completion> proposed(Stream<HistoryEntry> entries, String lower, int atMost) {
        Set<String> seen = new HashSet<>();
        return entries.flatMap(entry -> Stream.ofNullable(entry.version())
                        .filter(seen::add)
                        .map(version -> new Completion(label(entry, version), version)))
                .filter(proposal -> (proposal.label() + "\n" + proposal.value())
                        .toLowerCase(Locale.ROOT)
                        .contains(lower))
                .limit(atMost)
                .toList();
    }

    private String label(HistoryEntry entry, String version) {
        return CardVersion.named(version) + ": " + entry.status().words() + " in "
                + entry.environment().title() + " " + ago(Duration.between(entry.statusSince(), clock.instant()));
    }

    private static String ago(Duration age) {
        if (age.toMinutes() < 1) {
            return "just now";
        }
        if (age.toHours() < 1) {
            return age.toMinutes() + " min ago";
        }
        return age.toHours() < 48 ? age.toHours() + " h ago" : age.toDays() + " days ago";
    }
}
