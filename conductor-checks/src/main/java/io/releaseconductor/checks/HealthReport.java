package io.releaseconductor.checks;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an application says about itself.
 *
 * @param headline how it says it is on the whole, or null if it does not say
 * @param headlineWord the word it uses, if it is one that is known and so fit to be shown; else null
 * @param parts its parts, each once
 * @param warnings how many warnings it lists
 */
record HealthReport(@Nullable Health headline, @Nullable String headlineWord, List<HealthPart> parts, int warnings) {
    HealthReport {
        parts = List.copyOf(parts);
    }

    boolean reports(String part) {
        String kind = PartNames.kind(part);
        return parts.stream().anyMatch(p -> p.kind().equals(kind) && p.health() != Health.UNKNOWN);
    }
}
