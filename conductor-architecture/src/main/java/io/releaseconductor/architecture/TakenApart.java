package io.releaseconductor.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A sealed type, and the places that ask which of its variants they have. */
record TakenApart(JavaClass type, List<Place> places) {

    static List<TakenApart> in(JavaClasses classes) {
        Map<String, TakenApart> found = new TreeMap<>();
        for (JavaClass owner : classes) {
            for (JavaCodeUnit unit : owner.getCodeUnits()) {
                Map<JavaClass, Set<JavaClass>> asked = new HashMap<>();
                for (JavaClass question : Place.questions(unit)) {
                    Sealed.roots(question)
                            .forEach(root -> asked.computeIfAbsent(root, r -> new LinkedHashSet<>())
                                    .add(question));
                }
                asked.forEach((root, questions) -> found.computeIfAbsent(
                                Sealed.name(root), name -> new TakenApart(root, new ArrayList<>()))
                        .places
                        .add(Place.of(unit, root, questions)));
            }
        }
        found.values().forEach(type -> type.places.sort(Comparator.comparing(Place::told)));
        return List.copyOf(found.values());
    }

    String name() {
        return Sealed.name(type);
    }

    private Set<String> variants() {
        return Sealed.variants(type).map(JavaClass::getSimpleName).collect(Collectors.toCollection(TreeSet::new));
    }

    private String head() {
        return name() + ": " + String.join(", ", variants());
    }

    /** What has to be agreed for the type to be treated in full; nothing where each place asks for all. */
    List<String> lines() {
        return places.stream().allMatch(Place::asksForAll) ? List.of() : lines(Place::leavesSome);
    }

    private List<String> lines(Predicate<Place> which) {
        return Stream.concat(
                        Stream.of(head()),
                        places.stream()
                                .filter(which)
                                .map(Place::line)
                                .distinct()
                                .sorted())
                .toList();
    }

    /** Says what has to be looked at: each place if the variants are others, else the places that are. */
    String differenceFrom(List<String> agreed) {
        boolean sameVariants = agreed.contains(head());
        StringBuilder message = new StringBuilder(head()).append(changes(agreed));
        tell(
                message,
                "Asks for several, but not for all. Treat the rest, or agree that it is left:",
                place -> place.leavesSome() && !isKnown(place, agreed));
        tell(
                message,
                "Leaves some to the rest, as was agreed. Is that right for all that it leaves now?",
                place -> isKnown(place, agreed) && !(sameVariants && agreed.contains(place.line())));
        tell(message, "Asks for one. Are all others alike there?", place -> place.asksOnce() && !sameVariants);
        message.append("\n  Once that is right, ").append(Agreed.FILE).append(" has to say of it:");
        boolean treated = places.stream().noneMatch(place -> place.asksOnce() || isKnown(place, agreed));
        (treated ? List.of("nothing") : lines(place -> isKnown(place, agreed)))
                .forEach(line -> message.append("\n    ").append(line));
        return message.toString();
    }

    private String changes(List<String> agreed) {
        Set<String> before = new TreeSet<>();
        if (!agreed.isEmpty()) {
            String variants = agreed.get(0).substring(name().length() + 1);
            before.addAll(List.of(variants.strip().split(", ", -1)));
        }
        Set<String> added = new TreeSet<>(variants());
        added.removeAll(before);
        Set<String> gone = new TreeSet<>(before);
        gone.removeAll(variants());
        return (added.isEmpty() || before.isEmpty() ? "" : "; new: " + String.join(", ", added))
                + (gone.isEmpty() ? "" : "; gone: " + String.join(", ", gone));
    }

    private void tell(StringBuilder message, String what, Predicate<Place> which) {
        List<Place> told = places.stream().filter(which).toList();
        if (!told.isEmpty()) {
            message.append("\n  ").append(what);
            told.forEach(place -> message.append("\n      ").append(place.told()));
        }
    }

    /** Whether it was agreed that the place leaves some, be they others than now. */
    private static boolean isKnown(Place place, List<String> agreed) {
        return place.leavesSome()
                && agreed.stream().anyMatch(line -> line.startsWith("    " + place.name() + " leaves "));
    }
}
