package io.releaseconductor.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.config.Problems;
import io.releaseconductor.config.VariableReader;
import io.releaseconductor.config.Variables;
import io.releaseconductor.model.Environment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A check catalog")
class CheckCatalogTest {

    private static final String PACKAGE = "io.releaseconductor.check.CheckCatalogTest$";

    private final Problems problems = new Problems();
    private final VariableReader prod = Variables.of(Map.of()).in(Environment.PROD, problems);

    /** A check that does nothing but be there. */
    private static class Named implements Check {

        private final String id;

        Named(String id) {
            this.id = id;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public CheckResult run(CheckContext context) {
            return CheckResult.pass("OK");
        }
    }

    private static final class Lasting extends Named {

        private final Duration limit;

        Lasting(Duration limit) {
            super("lasting");
            this.limit = limit;
        }

        @Override
        public Duration timeLimit() {
            return limit;
        }
    }

    private static final class Offering implements CheckProvider {

        private final List<Check> checks;

        Offering(Check... checks) {
            this.checks = new ArrayList<>(Arrays.asList(checks));
        }

        @Override
        public List<Check> checks(Environment environment, VariableReader variables) {
            return checks;
        }
    }

    private static final class AlsoOffering implements CheckProvider {
        @Override
        public List<Check> checks(Environment environment, VariableReader variables) {
            return List.of(new Named("search"));
        }
    }

    private List<String> ids(CheckCatalog catalog) {
        return catalog.checksFor(prod).stream().map(Check::id).toList();
    }

    @Nested
    @DisplayName("lists")
    class Listing {

        @Test
        void given_checks_in_their_order() {
            CheckCatalog catalog = CheckCatalog.of(new Named("b"), new Named("a"));

            assertThat(ids(catalog)).containsExactly("b", "a");
            assertThat(problems.messages()).isEmpty();
        }

        @Test
        void what_is_added_last_last_and_does_not_change_what_it_was_added_to() {
            CheckCatalog catalog = CheckCatalog.of(new Named("b"));

            assertThat(ids(catalog.with(new Named("a"), new Named("z")).with(new Offering(new Named("c")))))
                    .containsExactly("b", "a", "z", "c");
            assertThat(ids(catalog)).containsExactly("b");
        }

        @Test
        void nothing_where_there_is_nothing() {
            assertThat(ids(CheckCatalog.of())).isEmpty();
            assertThat(problems.messages()).isEmpty();
        }

        @Test
        void the_checks_of_each_environment() {
            CheckCatalog catalog =
                    CheckCatalog.of().with((environment, variables) -> List.of(new Named("only-" + environment)));
            VariableReader staging = Variables.of(Map.of()).in(Environment.STAGING, problems);

            assertThat(ids(catalog)).containsExactly("only-prod");
            assertThat(catalog.checksFor(staging)).extracting(Check::id).containsExactly("only-staging");
        }

        @Test
        void no_null() {
            assertThatNullPointerException().isThrownBy(() -> CheckCatalog.of((Check) null));
            assertThatNullPointerException().isThrownBy(() -> CheckCatalog.of().with((CheckProvider) null));
        }
    }

    @Nested
    @DisplayName("notes as a problem")
    class Broken {

        @Test
        void an_id_that_two_providers_use_and_names_both() {
            CheckCatalog catalog =
                    CheckCatalog.of().with(new Offering(new Named("search"))).with(new AlsoOffering());

            assertThat(ids(catalog)).containsExactly("search");
            assertThat(problems.messages())
                    .containsExactly("check id \"search\" is there twice for prod: from check provider " + PACKAGE
                            + "Offering and from check provider " + PACKAGE + "AlsoOffering; ids have to be unique");
        }

        @Test
        void an_id_that_is_there_twice_with_what_the_checks_were_made_from() {
            Check first = new Named("orders") {
                @Override
                public String origin() {
                    return "checks.d/orders.sh";
                }
            };
            CheckCatalog.of()
                    .with((environment, variables) -> List.of(first))
                    .with(new Offering(new Named("orders")))
                    .checksFor(prod);

            assertThat(problems.messages())
                    .containsExactly("check id \"orders\" is there twice for prod: from check provider "
                            + "io.releaseconductor.check.CheckCatalogTest$Broken (a lambda) (checks.d/orders.sh) and from check provider "
                            + PACKAGE + "Offering; ids have to be unique");
        }

        @Test
        void an_id_that_a_given_check_shares_with_a_provider() {
            CheckCatalog.of(new Named("search")).with(new AlsoOffering()).checksFor(prod);

            assertThat(problems.messages())
                    .singleElement()
                    .asString()
                    .contains("from check " + PACKAGE + "Named and from check provider " + PACKAGE + "AlsoOffering");
        }

        @ParameterizedTest
        @NullSource
        @ValueSource(strings = {"", "Search", "9lives", "a b", "a23456789-123456789-123456789-123"})
        void an_id_that_is_not_allowed(String id) {
            assertThat(ids(CheckCatalog.of(new Named(id), new Named("good")))).containsExactly("good");
            assertThat(problems.messages())
                    .containsExactly("check " + PACKAGE + "Named: id " + (id == null ? "null" : "\"" + id + "\"")
                            + " is not allowed; allowed: 1 to 32 characters: a lower-case letter, then lower-case"
                            + " letters, digits, - and _");
        }

        @ParameterizedTest
        @NullSource
        @ValueSource(longs = {0, -1})
        void a_time_limit_that_is_not_above_zero(Long millis) {
            Duration limit = millis == null ? null : Duration.ofMillis(millis);

            assertThat(ids(CheckCatalog.of(new Lasting(limit), new Named("good"))))
                    .containsExactly("good");
            assertThat(problems.messages())
                    .containsExactly("check " + PACKAGE + "Lasting: time limit " + limit
                            + " is not allowed; allowed: more than zero");
        }

        @Test
        void a_check_that_cannot_even_say_what_it_is() {
            Check broken = new Named("broken") {
                @Override
                public String id() {
                    throw new IllegalStateException("no idea");
                }
            };

            assertThat(ids(CheckCatalog.of(broken, new Named("good")))).containsExactly("good");
            assertThat(problems.messages())
                    .singleElement()
                    .asString()
                    .startsWith("check " + PACKAGE)
                    .endsWith(" threw IllegalStateException: no idea, asked for its id and time limit");
        }

        @Test
        void no_lack_of_memory_which_is_let_pass() {
            OutOfMemoryError error = new OutOfMemoryError("Java heap space");
            CheckCatalog catalog = CheckCatalog.of().with((environment, variables) -> {
                throw error;
            });

            assertThatThrownBy(() -> catalog.checksFor(prod)).isSameAs(error);
            Check check = new Named("memory") {
                @Override
                public String id() {
                    throw error;
                }
            };
            assertThatThrownBy(() -> CheckCatalog.of(check).checksFor(prod)).isSameAs(error);
            assertThat(problems.messages()).isEmpty();
        }

        @Test
        void providers_that_return_null_or_hold_null() {
            CheckCatalog catalog = CheckCatalog.of()
                    .with((environment, variables) -> null)
                    .with(new Offering(null, new Named("good")));

            assertThat(ids(catalog)).containsExactly("good");
            assertThat(problems.messages())
                    .containsExactly(
                            "check provider io.releaseconductor.check.CheckCatalogTest$Broken (a lambda) returned null"
                                    + " for prod; allowed: a list of checks, which may be empty",
                            "check provider " + PACKAGE + "Offering returned a list with a null in it for prod");
        }

        @Test
        void providers_that_throw_and_hides_nobody_elses_problems_behind_them() {
            CheckCatalog catalog = CheckCatalog.of()
                    .with((environment, variables) -> {
                        throw new IllegalStateException("no\nroute");
                    })
                    .with((environment, variables) -> {
                        throw new ConfigurationException(List.of("one is wrong", "two is wrong"));
                    })
                    .with((environment, variables) -> {
                        throw new NoClassDefFoundError("com/example/Gone");
                    })
                    .with((environment, variables) -> {
                        throw new StackOverflowError();
                    })
                    .with((environment, variables) -> {
                        variables.requiredUrl("MISSING");
                        return List.of(new Named("good"));
                    });

            assertThat(ids(catalog)).containsExactly("good");
            String lambda = "check provider io.releaseconductor.check.CheckCatalogTest$Broken (a lambda) threw ";
            assertThat(problems.messages())
                    .containsExactly(
                            lambda + "IllegalStateException: no route, asked for the checks for prod",
                            "one is wrong",
                            "two is wrong",
                            lambda + "NoClassDefFoundError: com/example/Gone, asked for the checks for prod",
                            lambda + "StackOverflowError, asked for the checks for prod",
                            "MISSING is not set; it is required (or MISSING_PROD for prod only)");
        }
    }

    @Nested
    @DisplayName("describes what was thrown")
    class Describing {

        @Test
        void shortly_in_the_message_and_in_full_in_the_error() {
            CheckResult result = CheckResult.threw(new IllegalStateException("a\nb" + "c".repeat(300)));

            assertThat(result.status()).isEqualTo(CheckStatus.NO_DATA);
            assertThat(result.message())
                    .startsWith("The check threw IllegalStateException: a bccc")
                    .endsWith("c…")
                    .hasSizeLessThan(250);
            assertThat(result.error()).isEqualTo("java.lang.IllegalStateException: a\nb" + "c".repeat(300));
            assertThat(result.hint()).isNotBlank();
        }

        @Test
        void even_if_the_exception_has_no_message_or_no_name_or_is_broken_itself() {
            Exception anonymous = new Exception("x") {
                private static final long serialVersionUID = 1L;
            };
            Exception broken = new BrokenException();

            assertThat(CheckResult.threw(new IllegalStateException()).message())
                    .isEqualTo("The check threw IllegalStateException");
            assertThat(CheckResult.threw(anonymous).message())
                    .isEqualTo("The check threw " + anonymous.getClass().getName() + ": x");
            assertThat(CheckResult.threw(broken).message()).isEqualTo("The check threw BrokenException");
        }
    }

    private static final class BrokenException extends Exception {

        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("broken as well");
        }
    }
}
