package io.releaseconductor.architecture;

import com.tngtech.archunit.core.domain.InstanceofCheck;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.ReferencedClassObject;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A method that asks which variant of a sealed type it has.
 *
 * @param name the method's name, with that of its class
 * @param where its file and the line of its first question
 * @param asked what it asks for: variants, or sealed types that stand for all of theirs
 * @param left those that it does not ask for, of the smallest sealed type that has all those that it asks for
 */
record Place(String name, String where, Set<String> asked, Set<String> left) {

    /** The types that a method asks for. */
    static Set<JavaClass> questions(JavaCodeUnit unit) {
        Stream<JavaClass> instances = unit.getInstanceofChecks().stream().map(InstanceofCheck::getRawType);
        Stream<JavaClass> literals = asserts(unit)
                ? Stream.empty()
                : unit.getReferencedClassObjects().stream().map(ReferencedClassObject::getRawType);
        return Stream.concat(instances, literals)
                .filter(type -> !type.equals(unit.getOwner()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** What an assertion expects is no question. */
    private static boolean asserts(JavaCodeUnit unit) {
        return unit.getMethodCallsFromSelf().stream()
                .anyMatch(call -> call.getTargetOwner().getPackageName().startsWith("org.assertj"));
    }

    static Place of(JavaCodeUnit unit, JavaClass root, Set<JavaClass> questions) {
        Set<JavaClass> asked =
                questions.stream().flatMap(Sealed::variants).collect(Collectors.toCollection(LinkedHashSet::new));
        Set<JavaClass> inShort = inShort(root, questions, asked);
        Set<JavaClass> left = Sealed.within(root)
                .filter(type -> !inShort.contains(type))
                .map(type -> Sealed.variants(type).collect(Collectors.toSet()))
                .filter(variants -> variants.containsAll(asked))
                .min(Comparator.comparing(Set::size))
                .orElseThrow();
        left.removeAll(asked);
        int line = unit.getInstanceofChecks().stream()
                .filter(check -> questions.contains(check.getRawType()))
                .mapToInt(InstanceofCheck::getLineNumber)
                .min()
                .orElse(unit.getSourceCodeLocation().getLineNumber());
        return new Place(
                Sealed.name(unit.getOwner()) + "." + unit.getName(),
                "(" + unit.getSourceCodeLocation().getSourceFileName() + ":" + line + ")",
                names(inShort),
                names(left));
    }

    /** Who asks for all variants of a sealed type below the root asks for that type, and perhaps for no other. */
    private static Set<JavaClass> inShort(JavaClass root, Set<JavaClass> questions, Set<JavaClass> asked) {
        Set<JavaClass> types = new LinkedHashSet<>(questions);
        Sealed.within(root)
                .filter(type -> !type.equals(root) && Sealed.variants(type).allMatch(asked::contains))
                .forEach(types::add);
        return types.stream()
                .filter(type -> types.stream().noneMatch(other -> Sealed.isAbove(other, type)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Set<String> names(Set<JavaClass> types) {
        return types.stream().map(JavaClass::getSimpleName).collect(Collectors.toCollection(TreeSet::new));
    }

    boolean asksForAll() {
        return left.isEmpty();
    }

    boolean asksOnce() {
        return !asksForAll() && asked.size() == 1;
    }

    boolean leavesSome() {
        return !asksForAll() && asked.size() > 1;
    }

    /** How it is agreed that it leaves some. */
    String line() {
        return "    " + name + " leaves " + String.join(", ", left);
    }

    String told() {
        return name + " " + where
                + (leavesSome() ? " leaves " + String.join(", ", left) : " asks for " + String.join(", ", asked));
    }
}
