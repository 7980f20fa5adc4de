package io.releaseconductor.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.all;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.AbstractClassesTransformer;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * That no case is forgotten. Java 17 has no switch over the variants of a sealed type, so none of its compilers notices that a chain
 * of {@code instanceof} lacks the variant that was added last. This rule does, and names every place that takes the type apart.
 *
 * <ul>
 *   <li>A method that asks for several variants asks for all, or the module's {@code src/test/resources/sealed-types.txt} says
 *       which ones it leaves to the rest on purpose. A cast is no question: the last variant is asked for like the others.
 *   <li>A method that asks for one variant treats all others alike. For which others that was thought of, the same file says: it has
 *       the variants of each type that such a method takes apart.
 * </ul>
 *
 * <p>So a new variant fails the build of each module that takes its type apart. The message names the places and says what the file
 * has to say once all of them are right. A lambda belongs to the method that it stands in; {@code Type.class} is a question as well,
 * except in an assertion.
 */
final class SealedTypes {

    private SealedTypes() {}

    /** The rule, with what the module whose tests run leaves to the rest on purpose. */
    static ArchRule areTakenApartInFull() {
        return areTakenApartInFull(Agreed.byTheModule());
    }

    static ArchRule areTakenApartInFull(Agreed agreed) {
        return all(takenApart()).should(beTreatedInFull(agreed)).allowEmptyShould(true);
    }

    private static AbstractClassesTransformer<TakenApart> takenApart() {
        return new AbstractClassesTransformer<>("sealed types that are taken apart") {
            @Override
            public Iterable<TakenApart> doTransform(JavaClasses classes) {
                return TakenApart.in(classes);
            }
        };
    }

    private static ArchCondition<TakenApart> beTreatedInFull(Agreed agreed) {
        return new ArchCondition<>("be treated in full") {
            private final Set<String> notTakenApart = new TreeSet<>();

            @Override
            public void init(Collection<TakenApart> types) {
                notTakenApart.addAll(agreed.types());
                types.forEach(type -> notTakenApart.remove(type.name()));
            }

            @Override
            public void check(TakenApart type, ConditionEvents events) {
                List<String> lines = agreed.about(type.name());
                if (!lines.equals(type.lines())) {
                    events.add(SimpleConditionEvent.violated(type, type.differenceFrom(lines)));
                }
            }

            @Override
            public void finish(ConditionEvents events) {
                notTakenApart.forEach(name -> events.add(SimpleConditionEvent.violated(
                        name, name + ": " + Agreed.FILE + " has it, but nothing here takes it apart")));
                notTakenApart.clear();
            }
        };
    }
}
