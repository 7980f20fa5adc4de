package io.releaseconductor.examples.demo.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.chat.ButtonId;
import io.releaseconductor.chat.Question;
import io.releaseconductor.examples.demo.app.Fault;
import io.releaseconductor.model.DeployId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The console understands")
class CommandParserTest {

    @Nested
    @DisplayName("commands")
    class Commands {

        @Test
        @DisplayName("to ship, with or without the slash, and leaves the rest to the parser of /ship")
        void ship() {
            assertThat(CommandParser.parse("  /ship env:staging strategy:full "))
                    .isEqualTo(new ConsoleCommand.Ship("/ship env:staging strategy:full"));
            assertThat(CommandParser.parse("ship env:prod")).isEqualTo(new ConsoleCommand.Ship("/ship env:prod"));
        }

        @Test
        @DisplayName("that show something, in any case")
        void shows() {
            assertThat(CommandParser.parse("status")).isEqualTo(new ConsoleCommand.Status());
            assertThat(CommandParser.parse("History")).isEqualTo(new ConsoleCommand.History());
            assertThat(CommandParser.parse("help")).isEqualTo(new ConsoleCommand.Help());
            assertThat(CommandParser.parse("?")).isEqualTo(new ConsoleCommand.Help());
            assertThat(CommandParser.parse("quit")).isEqualTo(new ConsoleCommand.Quit());
            assertThat(CommandParser.parse("exit")).isEqualTo(new ConsoleCommand.Quit());
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "   ", "# a comment"})
        @DisplayName("that ask for nothing")
        void nothing(String line) {
            assertThat(CommandParser.parse(line)).isEqualTo(new ConsoleCommand.Nothing());
        }

        @Test
        @DisplayName("about the next version")
        void next() {
            assertThat(CommandParser.parse("next dead-api")).isEqualTo(new ConsoleCommand.Next(Set.of(Fault.DEAD_API)));
            assertThat(CommandParser.parse("next slow-search broken-login"))
                    .isEqualTo(new ConsoleCommand.Next(Set.of(Fault.SLOW_SEARCH, Fault.BROKEN_LOGIN)));
            assertThat(CommandParser.parse("next good")).isEqualTo(new ConsoleCommand.Next(Set.of()));
        }
    }

    @Nested
    @DisplayName("commands of chats")
    class OfChats {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "ship-lock",
                    "ship-unlock",
                    "ship-status",
                    "ship-history",
                    "ship-details",
                    "ship-rollback",
                    "ship-cancel",
                    "ship-stats",
                    "ship-trust",
                    "ship-note"
                })
        @DisplayName("with or without the slash, in any case, and leaves the rest to the parser of chats")
        void name(String name) {
            for (String line : List.of("/" + name, name, "/" + name.toUpperCase(Locale.ROOT), name + " env:prod x y")) {
                assertThat(CommandParser.parse(line)).isEqualTo(new ConsoleCommand.Ask(name, line));
            }
        }

        @Test
        @DisplayName("and who types, and in which groups they are")
        void as() {
            assertThat(CommandParser.parse("as")).isEqualTo(new ConsoleCommand.As(null, List.of()));
            assertThat(CommandParser.parse("as Grace")).isEqualTo(new ConsoleCommand.As("Grace", List.of()));
            assertThat(CommandParser.parse("AS grace qa dev"))
                    .isEqualTo(new ConsoleCommand.As("grace", List.of("qa", "dev")));
        }
    }

    @Nested
    @DisplayName("buttons")
    class Buttons {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "promote",
                    "fully",
                    "rollback",
                    "cancel",
                    "hold",
                    "retry",
                    "giveup",
                    "nothing",
                    "linked",
                    "details"
                })
        @DisplayName("by their word alone")
        void word(String word) {
            assertThat(CommandParser.parse(word))
                    .isEqualTo(new ConsoleCommand.Press(Question.parse(word).orElseThrow(), 0, null));
        }

        @Test
        @DisplayName("of a certain deployment or environment")
        void target() {
            assertThat(CommandParser.parse("promote ship-staging-1699747200"))
                    .isEqualTo(new ConsoleCommand.Press(Question.PROMOTE, 0, "ship-staging-1699747200"));
            assertThat(CommandParser.parse("rollback prod"))
                    .isEqualTo(new ConsoleCommand.Press(Question.ROLLBACK, 0, "prod"));
        }

        @Test
        @DisplayName("to adopt, with the number of the run")
        void adopt() {
            assertThat(CommandParser.parse("adopt 2")).isEqualTo(new ConsoleCommand.Press(Question.ADOPT, 2, null));
            assertThat(CommandParser.parse("adopt 2 staging"))
                    .isEqualTo(new ConsoleCommand.Press(Question.ADOPT, 2, "staging"));
        }

        @Test
        @DisplayName("by the id that a chat would send back")
        void buttonId() {
            assertThat(CommandParser.parse("ship_promote_ship-staging-1699747200"))
                    .isEqualTo(new ConsoleCommand.Click(
                            ButtonId.of(Question.PROMOTE, new DeployId("ship-staging-1699747200"))));
            assertThat(CommandParser.parse("ship_adopt-3-q2_ship-staging-1699747200"))
                    .isEqualTo(new ConsoleCommand.Click(
                            new ButtonId(Question.ADOPT, 3, 2, new DeployId("ship-staging-1699747200"))));
        }
    }

    @Nested
    @DisplayName("what is wrong with a line, and says so in one")
    class Wrong {

        @ParameterizedTest
        @CsvSource({
            "prmote, promote",
            "rolback, rollback",
            "histroy, history",
            "/shp, /ship",
            "nxt, next",
            "/ship-lok, /ship-lock"
        })
        @DisplayName("with a guess where a word is near")
        void nearMiss(String typed, String meant) {
            assertThat(problem(typed))
                    .isEqualTo("\"" + typed + "\" is not known. Did you mean \"" + meant
                            + "\"? Type \"help\" to see what is.");
        }

        @Test
        @DisplayName("without a guess where none is")
        void farMiss() {
            assertThat(problem("deploy everything"))
                    .isEqualTo("\"deploy\" is not known. Type \"help\" to see what is.");
        }

        @Test
        @DisplayName("with what is allowed")
        void allowed() {
            assertThat(problem("next bad"))
                    .isEqualTo("next: \"bad\" is not allowed; allowed: good, slow-search, dead-api, broken-login,"
                            + " broken-frontend, bad-at-50, one-login, slow-start, flaky, errors-2x, slow-p99, late-errors, workflow-failure; did you mean"
                            + " \"bad-at-50\"?");
            assertThat(problem("next Ded-api slowsearch"))
                    .startsWith("next: \"Ded-api\", \"slowsearch\" are not allowed; allowed: good, ")
                    .endsWith("; did you mean \"dead-api\", \"slow-search\"?");
            assertThat(problem("next"))
                    .startsWith("next needs to know how the next version turns out: good, slow-search");
            assertThat(problem("next good dead-api")).startsWith("next: \"good\" is not allowed");
            assertThat(problem("adopt")).contains("such as: adopt 1");
            assertThat(problem("adopt 0")).contains("such as: adopt 1");
            assertThat(problem("promote staging now"))
                    .isEqualTo("promote takes a deploy id or an environment at most, but got: \"staging now\"");
            assertThat(problem("status prod")).isEqualTo("status takes nothing more, but got: \"prod\"");
        }

        @Test
        @DisplayName("with as much of a long one as tells which it was")
        void cut() {
            assertThat(problem("x".repeat(100_000)))
                    .isEqualTo("\"" + "x".repeat(60) + "…\" is not known. Type \"help\" to see what is.");
            assertThat(problem("x".repeat(59) + "🚀🚀")).startsWith("\"" + "x".repeat(59) + "…\"");
        }

        private String problem(String line) {
            ConsoleCommand command = CommandParser.parse(line);
            assertThat(command).isInstanceOf(ConsoleCommand.Bad.class);
            String problem = ((ConsoleCommand.Bad) command).problem();
            assertThat(problem).doesNotContain("\n");
            return problem;
        }
    }
}
