package io.releaseconductor.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Strategy;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

@Label("The /ship command")
class ShipCommandPropertyTest {

    private static final List<Environment> ENVIRONMENTS =
            List.of(Environment.STAGING, Environment.PROD, new Environment("eu-west"));

    @Provide
    Arbitrary<ShipCommand> commands() {
        Arbitrary<String> nasty = Arbitraries.of("\"", "\\", " ", "“", "”", ":", "=", "a", "é", "🚀", "\u00a0", "env:")
                .list()
                .ofMinSize(1)
                .ofMaxSize(8)
                .map(parts -> String.join("", parts));
        Arbitrary<String> names = Arbitraries.oneOf(
                        Arbitraries.strings().ofMinLength(1).ofMaxLength(255), nasty)
                .filter(name -> ShipCommand.problemOf("", Typed.trim(name)) == null)
                .injectNull(0.2);
        Arbitrary<String> notes = Arbitraries.oneOf(
                        Arbitraries.strings().ofMinLength(1).ofMaxLength(200), nasty)
                .filter(note -> Typed.directionProblem(note) == null)
                .filter(note -> ShipCommand.problemOfText("note", Line.of(note).strip()) == null)
                .injectNull(0.2);
        return Combinators.combine(Arbitraries.of(ENVIRONMENTS), Arbitraries.of(Strategy.class), names, names, notes)
                .as(ShipCommand::new);
    }

    @Provide
    Arbitrary<String> nearlyCommands() {
        return Arbitraries.of(
                        "env",
                        "strategy:",
                        "ref:",
                        "note:",
                        ":",
                        "\"",
                        "\\",
                        " ",
                        "\n",
                        "=",
                        "--",
                        "staging",
                        "full",
                        "“",
                        "x")
                .list()
                .ofMaxSize(20)
                .map(parts -> "/ship " + String.join("", parts));
    }

    @Property
    @Label("reads back as itself")
    void roundTrip(@ForAll("commands") ShipCommand command) {
        assertThat(ShipCommand.parse(command.format(), ENVIRONMENTS)).isEqualTo(new ShipCommand.Parsed(command));
    }

    @Property
    @Label("is understood or refused, whatever is typed, in single lines")
    void neverThrows(@ForAll("nearlyCommands") String nearly, @ForAll String any) {
        for (String text : List.of(nearly, any, "/ship " + any, nearly + any)) {
            if (ShipCommand.parse(text, ENVIRONMENTS) instanceof ShipCommand.Invalid invalid) {
                assertThat(invalid.problems()).isNotEmpty().allSatisfy(problem -> {
                    assertThat(problem.chars()).noneMatch(Line::isBreak);
                    assertThat(problem).hasSizeLessThan(400);
                });
            }
        }
    }
}
