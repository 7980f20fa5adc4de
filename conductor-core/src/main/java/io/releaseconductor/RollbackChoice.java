package io.releaseconductor;

import io.releaseconductor.chat.CardVersion;
import io.releaseconductor.chat.PlainLine;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.HistoryEntry;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * To which versions a deployment can be rolled back, and which of them somebody means. Immutable.
 *
 * @param deployment what is rolled back
 * @param versions those that are known to be good in its environment, the newest first, then what a rollback would return to anyway
 */
record RollbackChoice(Deployment deployment, List<String> versions) {

    private static final int LONGEST_SHOWN = 60;

    static RollbackChoice of(Deployment deployment, List<HistoryEntry> good) {
        Stream<String> promoted = good.stream().flatMap(entry -> Stream.ofNullable(entry.version()));
        List<String> versions = Stream.concat(promoted, Stream.ofNullable(deployment.previousVersion()))
                .distinct()
                .toList();
        return new RollbackChoice(deployment, versions);
    }

    /** The version that is typed, in full or a commit by its first digits as cards show it; empty if it is none of them. */
    Optional<String> meant(String typed) {
        String version = typed.strip();
        return versions.stream()
                .filter(each -> each.equals(version))
                .findFirst()
                .or(() -> versions.stream()
                        .filter(each -> CardVersion.named(each).equals(version))
                        .findFirst());
    }

    /** Why it cannot be rolled back to what is typed, and to what it can be; empty if it can. */
    Optional<String> objection(String typed) {
        return meant(typed).isPresent() ? Optional.empty() : Optional.of(notGood(typed));
    }

    private String notGood(String typed) {
        List<String> others = versions.stream()
                .filter(each -> !each.equals(deployment.version()))
                .map(CardVersion::named)
                .toList();
        return "\"" + PlainLine.cut(typed, LONGEST_SHOWN) + "\" is not known to be good in "
                + deployment.environment().title() + ": it was never promoted there, or was rolled back since. "
                + (others.isEmpty() ? "Nor is any other version." : "Allowed: " + String.join(", ", others) + ".");
    }
}
