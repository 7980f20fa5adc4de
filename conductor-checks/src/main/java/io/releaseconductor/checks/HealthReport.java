package io.releaseconductor.checks;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an application says about itself.
 *
 * @param headline how it says it is on the whole, or null if it does not say or says it in words that are not understood
 * @param word the word it uses, if it is one that is known and so fit to be shown; else null
 * @param unclear whether there is a status that is not understood
 * @param parts its parts, each once
 * @param warnings how many warnings it lists
 * @param errors how many errors it lists beside the parts
 */
record HealthReport(
        @Nullable Health headline,
        @Nullable String word,
        boolean unclear,
        List<HealthPart> parts,
        int warnings,
        int errors) {

    HealthReport {
        parts = List.copyOf(parts);
    }

    static HealthReport ofHeadline(Health headline, @Nullable String word) {
        return new HealthReport(headline, word, false, List.of(), 0, 0);
    }

    /** Whether anything in it says how the application is. */
    boolean saysSomething() {
        return headline != null
                || parts.stream().anyMatch(p -> p.health() != Health.UNKNOWN)
                || warnings > 0
                || errors > 0;
    }

    List<HealthPart> partsThatAre(Health wanted) {
        return parts.stream().filter(part -> part.health() == wanted).toList();
    }

    /**
     * The parts that are meant by a required one, inner ones too: those of that very name, else those that have it in theirs, else
     * those that are said to be of that type.
     */
    List<HealthPart> meantBy(String required) {
        List<HealthPart> same = all().filter(part -> part.isSameAs(required)).toList();
        List<HealthPart> about =
                same.isEmpty() ? all().filter(part -> part.isAbout(required)).toList() : same;
        return about.isEmpty() ? all().filter(part -> part.isOfType(required)).toList() : about;
    }

    private Stream<HealthPart> all() {
        return parts.stream().flatMap(HealthPart::withInside);
    }
}
