package io.releaseconductor.checks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A part of the application, as the application reports it.
 *
 * @param name what people are told, such as {@code Database (prisma)}
 * @param names what the application calls it, in plain words
 * @param health how it is, the parts inside it included: it is no better than the worst of them
 * @param optional whether the application itself says that it can do without
 * @param inside the parts inside it
 * @param type what kind of thing the application says it is, such as {@code postgres}, or null
 */
record HealthPart(
        String name,
        List<String> names,
        Health health,
        boolean optional,
        List<HealthPart> inside,
        @Nullable String type) {

    private static final int MOST_NAMES = 10;
    private static final int MOST_INSIDE = 200;

    HealthPart {
        names = List.copyOf(names);
        inside = List.copyOf(inside);
    }

    static HealthPart of(String name, Health health) {
        return new HealthPart(PartNames.shown(name), List.of(PartNames.plain(name)), health, false, List.of(), null);
    }

    /** Several reports on one part, of which the worst counts. */
    HealthPart and(HealthPart other) {
        List<String> allNames = new ArrayList<>(names);
        other.names.stream().filter(n -> !names.contains(n)).limit(MOST_NAMES).forEach(allNames::add);
        Map<String, HealthPart> allInside = new LinkedHashMap<>();
        inside.forEach(part -> allInside.put(part.name, part));
        for (HealthPart part : other.inside) {
            if (allInside.size() < MOST_INSIDE || allInside.containsKey(part.name)) {
                allInside.merge(part.name, part, HealthPart::and);
            }
        }
        return new HealthPart(
                name,
                allNames,
                health.orWorse(other.health),
                optional && other.optional,
                List.copyOf(allInside.values()),
                type == null ? other.type : type);
    }

    /** The name, and with it that of a part inside that is at fault. */
    String label() {
        return health.compareTo(Health.DEGRADED) < 0 || name.endsWith(")")
                ? name
                : inside.stream()
                        .filter(part -> part.health == health)
                        .findFirst()
                        .map(part -> name + " (" + part.name + ")")
                        .orElse(name);
    }

    /** The part and all parts inside it. */
    Stream<HealthPart> withInside() {
        return Stream.concat(Stream.of(this), inside.stream().flatMap(HealthPart::withInside));
    }

    boolean isSameAs(String required) {
        return names.stream().anyMatch(n -> PartNames.isSame(required, n));
    }

    boolean isOfType(String required) {
        return type != null && PartNames.isSame(required, type);
    }

    boolean isAbout(String required) {
        return names.stream().anyMatch(n -> PartNames.isAbout(required, n));
    }
}
