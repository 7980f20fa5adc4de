package io.releaseconductor.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.releaseconductor.architecture.SealedTypesTest.Shape.Round.Circle;
import io.releaseconductor.architecture.SealedTypesTest.Shape.Round.Oval;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("No case is forgotten:")
class SealedTypesTest {

    private static final String SHAPE = "architecture.SealedTypesTest.Shape: Circle, Line, Oval, Square\n";

    sealed interface Shape {

        sealed interface Round extends Shape {
            record Circle() implements Round {}

            record Oval() implements Round {}
        }

        record Square() implements Shape {}

        record Line() implements Shape {}
    }

    static final class AsksForAll {
        static String name(Shape shape) {
            if (shape instanceof Circle) {
                return "circle";
            } else if (shape instanceof Oval) {
                return "oval";
            } else if (shape instanceof Shape.Square) {
                return "square";
            }
            return shape instanceof Shape.Line ? "line" : "";
        }
    }

    static final class Casts {
        static String name(Shape shape) {
            if (shape instanceof Circle || shape instanceof Oval) {
                return "round";
            }
            return shape instanceof Shape.Square ? "square" : ((Shape.Line) shape).toString();
        }
    }

    static final class AsksForRound {
        static String name(Shape shape) {
            return shape instanceof Shape.Round ? "round" : shape instanceof Shape.Square ? "square" : line(shape);
        }

        private static String line(Shape shape) {
            return shape instanceof Shape.Line ? "line" : "";
        }
    }

    static final class TakesRoundApart {
        static String name(Shape.Round round) {
            return round instanceof Circle ? "circle" : round instanceof Oval ? "oval" : "";
        }
    }

    sealed interface Thing {

        record Stone() implements Thing {}

        sealed interface Plant extends Thing {
            record Tree() implements Plant {}

            record Bush() implements Plant {}

            record Flower() implements Plant {}
        }
    }

    static final class AsksForSomeBelow {
        static String name(Thing.Plant plant) {
            return plant instanceof Thing.Plant.Tree ? "tree" : plant instanceof Thing.Plant.Bush ? "bush" : "";
        }
    }

    static final class AsksInLambdas {
        static List<Supplier<String>> names(Shape shape) {
            Predicate<Shape> isSquare = other -> other instanceof Shape.Square;
            return List.of(
                    () -> shape instanceof Shape.Round ? "round" : "", () -> isSquare.test(shape) ? "square" : "");
        }
    }

    static final class AsksByClass {
        static final Map<Class<? extends Shape>, Integer> EDGES = Map.of(Circle.class, 1, Oval.class, 1);
    }

    static final class Expects {
        static void round(Shape shape) {
            assertThat(shape).isInstanceOfAny(Circle.class, Oval.class, Shape.Square.class);
        }
    }

    @Test
    @DisplayName("a method that asks for all variants passes, and needs no word in the file")
    void all() {
        assertThat(said("", AsksForAll.class)).isEmpty();
        assertThat(said(SHAPE, AsksForAll.class)).singleElement().asString().contains("has to say of it:\n    nothing");
    }

    @Test
    @DisplayName("one that lacks some is named, with its line and what it leaves, and a cast is no question")
    void several() {
        assertThat(said("", Casts.class))
                .singleElement()
                .asString()
                .contains("Asks for several, but not for all.")
                .containsPattern("SealedTypesTest\\.Casts\\.name \\(SealedTypesTest\\.java:[0-9]+\\) leaves Line\n");
    }

    @Test
    @DisplayName("what it leaves can be agreed, exactly")
    void agreed() {
        String leaves = SHAPE + "    architecture.SealedTypesTest.Casts.name leaves ";
        assertThat(said("# why\n\n" + leaves + "Line\n", Casts.class)).isEmpty();
        assertThat(said(leaves + "Line, Oval\n", Casts.class))
                .singleElement()
                .asString()
                .contains("as was agreed")
                .contains("has to say of it:\n    " + leaves.replace("\n", "\n    ") + "Line");
    }

    @Test
    @DisplayName("what was agreed and is so no more has to go")
    void stale() {
        String leaves = SHAPE + "    architecture.SealedTypesTest.AsksForAll.name leaves Line\n";
        assertThat(said(leaves, AsksForAll.class)).hasSize(1);
        assertThat(said(SHAPE, Expects.class)).hasSize(1);
        assertThat(said("architecture.Gone: This, That\n", AsksForAll.class))
                .singleElement()
                .asString()
                .contains("architecture.Gone")
                .contains("nothing here takes it apart");
    }

    @Test
    @DisplayName("a sealed type stands for its variants, and one that is asked for alone wants the variants known")
    void one() {
        assertThat(said(SHAPE + "    architecture.SealedTypesTest.AsksForRound.name leaves Line\n", AsksForRound.class))
                .isEmpty();
        assertThat(said(SHAPE.replace(", Square", ""), AsksForRound.class))
                .singleElement()
                .asString()
                .contains("; new: Square")
                .contains("AsksForRound.name (SealedTypesTest.java:")
                .contains("Asks for one. Are all others alike there?\n")
                .containsPattern("AsksForRound\\.line .* asks for Line\n");
    }

    @Test
    @DisplayName("who asks for all variants of a sealed type below another asks for that type")
    void below() {
        assertThat(said(SHAPE, TakesRoundApart.class)).isEmpty();
        assertThat(said("", TakesRoundApart.class))
                .singleElement()
                .asString()
                .contains("Asks for one.")
                .containsPattern("TakesRoundApart\\.name .* asks for Round\n");
    }

    @Test
    @DisplayName("who asks for some of a sealed type below another leaves the others of that type")
    void someBelow() {
        assertThat(said("", AsksForSomeBelow.class))
                .singleElement()
                .asString()
                .containsPattern("AsksForSomeBelow\\.name .* leaves Flower\n");
    }

    @Test
    @DisplayName("a question in a lambda is its method's")
    void lambdas() {
        assertThat(said("", AsksInLambdas.class))
                .singleElement()
                .asString()
                .containsPattern("AsksInLambdas\\.names .* leaves Line\n");
    }

    @Test
    @DisplayName("a class literal is a question, but not in an assertion")
    void literals() {
        assertThat(said(SHAPE, AsksByClass.class)).isEmpty();
        assertThat(said("", AsksByClass.class))
                .singleElement()
                .asString()
                .containsPattern("AsksByClass\\.<clinit> .* asks for Round\n");
        assertThat(said("", Expects.class)).isEmpty();
    }

    @Test
    @DisplayName("a file that cannot be understood is refused")
    void file() {
        for (String text : List.of("Shape\n", "    Casts.name leaves Line\n", SHAPE + "  Casts.name leaves Line\n")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Agreed(text))
                    .withMessageStartingWith("sealed-types.txt: \"");
        }
    }

    private static List<String> said(String agreed, Class<?>... classes) {
        return SealedTypes.areTakenApartInFull(new Agreed(agreed))
                .evaluate(new ClassFileImporter().importClasses(classes))
                .getFailureReport()
                .getDetails();
    }
}
