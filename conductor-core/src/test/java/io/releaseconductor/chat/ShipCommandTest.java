package io.releaseconductor.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Strategy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The /ship command")
class ShipCommandTest {

    private static final List<Environment> ENVIRONMENTS =
            List.of(Environment.STAGING, Environment.PROD, new Environment("eu-west"));

    private static ShipCommand command(String text) {
        ShipCommand.Result result = ShipCommand.parse(text, ENVIRONMENTS);
        assertThat(result).isInstanceOf(ShipCommand.Parsed.class);
        return ((ShipCommand.Parsed) result).command();
    }

    private static List<String> problems(String text) {
        ShipCommand.Result result = ShipCommand.parse(text, ENVIRONMENTS);
        assertThat(result).isInstanceOf(ShipCommand.Invalid.class);
        return ((ShipCommand.Invalid) result).problems();
    }

    @Nested
    @DisplayName("is understood")
    class Understood {

        @ParameterizedTest
        @DisplayName("in any order, with defaults, in capitals")
        @CsvSource({
            "/ship env:staging strategy:full, staging, FULL",
            "/ship strategy:canary env:prod, prod, CANARY",
            "/ship, staging, FULL",
            "/ship env:prod, prod, FULL",
            "/ship strategy:canary, staging, CANARY",
            "'  /SHIP   ENV:Prod \t Strategy:CANARY  ', prod, CANARY",
            "/ship env:eu-west, eu-west, FULL",
        })
        void parameters(String text, String environment, Strategy strategy) {
            assertThat(command(text))
                    .isEqualTo(new ShipCommand(new Environment(environment), strategy, null, null, null));
        }

        @Test
        @DisplayName("with a ref and a version, whose case is kept")
        void refAndVersion() {
            ShipCommand command = command("/ship version:V1.4.2 ref:feature/X:y");

            assertThat(command.ref()).isEqualTo("feature/X:y");
            assertThat(command.version()).isEqualTo("V1.4.2");
        }

        @Test
        @DisplayName("with quoted values, which may hold spaces, quotes and backslashes")
        void quotes() {
            ShipCommand command = command("/ship ref:\"feature/x\" version:\"1.4 \\\"beta\\\" \\\\ \\d\"");

            assertThat(command.ref()).isEqualTo("feature/x");
            assertThat(command.version()).isEqualTo("1.4 \"beta\" \\ \\d");
        }

        @Test
        @DisplayName("with a note, which becomes one line")
        void note() {
            assertThat(command("/ship note:\" fixes \n the login, at last: \" env:prod")
                            .note())
                    .isEqualTo("fixes the login, at last:");
            assertThat(command("/ship note:hotfix.").note()).isEqualTo("hotfix.");
        }

        @Test
        @DisplayName("with the curly quotes that phones make of straight ones")
        void curlyQuotes() {
            assertThat(command("/ship version:“1.4 beta”").version()).isEqualTo("1.4 beta");
        }
    }

    @ParameterizedTest
    @DisplayName("is not any other text")
    @ValueSource(strings = {"", " ", "ship", "/shipping env:staging", "/shi", "please /ship", "/ship:now", "//ship"})
    void notShip(String text) {
        assertThat(ShipCommand.parse(text, ENVIRONMENTS)).isEqualTo(new ShipCommand.NotShip());
    }

    @Nested
    @DisplayName("says what is wrong:")
    class Wrong {

        @Test
        @DisplayName("a value that is not allowed, and what was probably meant")
        void values() {
            assertThat(problems("/ship env:stagng"))
                    .containsExactly("env: \"stagng\" is not allowed; allowed: eu-west, prod, staging;"
                            + " did you mean \"staging\"?");
            assertThat(problems("/ship strategy:blue-green"))
                    .containsExactly("strategy: \"blue-green\" is not allowed; allowed: full, canary");
        }

        @Test
        @DisplayName("a parameter that does not exist, and what was probably meant")
        void keys() {
            assertThat(problems("/ship enviroment:staging"))
                    .containsExactly(
                            "there is no parameter \"enviroment\"; allowed: env, strategy, ref, version, note, override;"
                                    + " did you mean \"env\"?");
            assertThat(problems("/ship branch:main").get(0)).endsWith("did you mean \"ref\"?");
            assertThat(problems("/ship colour:red"))
                    .containsExactly(
                            "there is no parameter \"colour\"; allowed: env, strategy, ref, version, note, override");
        }

        @Test
        @DisplayName("a note that nobody can see, that is too long, or that lacks its quotes, which is said once")
        void notes() {
            assertThat(problems("/ship note:\"\u200B \""))
                    .containsExactly("note: has no value; allowed: 1 to 200 characters");
            assertThat(problems("/ship note:\"" + "x".repeat(201) + "\""))
                    .containsExactly("note: has 201 characters; allowed: 1 to 200 characters");
            assertThat(problems("/ship note:fixes the login env:prod now"))
                    .containsExactly(
                            "note: several words go in quotes, as in note:\"fixes the login\"",
                            "\"now\" is not of the form key:value; allowed: env, strategy, ref, version, note, override");
            assertThat(problems("/ship reason:slow").get(0)).endsWith("did you mean \"note\"?");
        }

        @ParameterizedTest
        @DisplayName("a bare word, and how it was probably meant")
        @CsvSource({
            "staging, env:staging",
            "PROD, env:prod",
            "full, strategy:full",
            "canry, strategy:canary",
            "env=prod, env:prod",
            "--env=prod, env:prod",
            "--environment=prod, env:prod",
            "ref=Feature, ref:Feature",
            "env, env:staging",
            "--strategy, strategy:full",
            "ref, ref:main",
            "version, version:1.0.0",
        })
        void bareWords(String word, String meant) {
            assertThat(problems("/ship " + word))
                    .containsExactly("\"" + word
                            + "\" is not of the form key:value; allowed: env, strategy, ref, version, note, override;"
                            + " did you mean \"" + meant + "\"?");
        }

        @ParameterizedTest
        @DisplayName("a bare word that nobody can guess")
        @ValueSource(strings = {"now!", ":", "=", "--", ":please"})
        void unknownWords(String word) {
            assertThat(problems("/ship " + word))
                    .containsExactly("\"" + word
                            + "\" is not of the form key:value; allowed: env, strategy, ref, version, note, override");
        }

        @Test
        @DisplayName("a parameter that is given more than once")
        void duplicates() {
            assertThat(problems("/ship env:prod ENV:staging env:prod"))
                    .containsExactly("env: is given 3 times; allowed: once");
        }

        @Test
        @DisplayName("a parameter without a value")
        void empty() {
            assertThat(problems("/ship env: ref: version:\" \""))
                    .containsExactly(
                            "env: has no value; allowed: eu-west, prod, staging",
                            "ref: has no value; allowed: 1 to 255 characters",
                            "version: has no value; allowed: 1 to 255 characters");
        }

        @Test
        @DisplayName("a value that is too long or has a line break")
        void names() {
            assertThat(problems("/ship ref:" + "x".repeat(256) + " version:\"1\n2\""))
                    .containsExactly(
                            "ref: has 256 characters; allowed: 1 to 255 characters",
                            "version: has a line break or another control character; allowed: a single line");
        }

        @Test
        @DisplayName("quotes that do not fit")
        void quotes() {
            assertThat(problems("/ship ref:\"main")).containsExactly("ref: the quote is not closed: \"ref:\"main\"");
            assertThat(problems("/ship ref:\"main\"x"))
                    .containsExactly("ref: there is text right after the closing quote: \"ref:\"main\"x\"");
        }

        @Test
        @DisplayName("everything at once")
        void everything() {
            assertThat(problems("/ship prod env:stagng strategy:fast ref: env:prod colour:red"))
                    .hasSize(6);
        }

        @Test
        @DisplayName("the first ten problems of many")
        void many() {
            assertThat(problems("/ship" + " x".repeat(100))).hasSize(11).endsWith("and 90 more problems");
        }

        @Test
        @DisplayName("a text that is too long to be meant")
        void tooLong() {
            assertThat(problems("/ship " + "x".repeat(5000)))
                    .containsExactly("the command has 5006 characters; allowed: at most 4000");
        }

        @Test
        @DisplayName("no environment, where there is no staging to fall back to")
        void noStaging() {
            assertThat(ShipCommand.parse("/ship", List.of(Environment.PROD)))
                    .isEqualTo(new ShipCommand.Invalid(
                            List.of("env: is not given, and there is no staging here; allowed: prod")));
            assertThat(ShipCommand.parse("/ship env:prod", List.of()))
                    .isEqualTo(new ShipCommand.Invalid(
                            List.of("env: \"prod\" is not allowed; allowed: nothing, no environment is configured")));
        }
    }

    @Test
    @DisplayName("complains as documented")
    void documented() throws IOException {
        Matcher shown = Pattern.compile("<!-- problems: (.*?) -->\n```text\n(.*?)```\n", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("../docs/cards.md")));

        assertThat(shown.find()).isTrue();
        assertThat(String.join("\n", problems(shown.group(1))) + "\n").isEqualTo(shown.group(2));
    }

    @Test
    @DisplayName("holds no ref or version that cannot be typed")
    void constructor() {
        assertThatThrownBy(() -> new ShipCommand(Environment.PROD, Strategy.FULL, " ", null, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ref: has no value; allowed: 1 to 255 characters");
        assertThatThrownBy(() -> new ShipCommand(Environment.PROD, Strategy.FULL, null, "a\tb", null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("version: has a line break");
        assertThatThrownBy(() -> new ShipCommand(Environment.PROD, Strategy.FULL, null, null, "x".repeat(201)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("note: has 201 characters; allowed: 1 to 200 characters");
    }
}
