package io.releaseconductor.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.config.Problems;
import io.releaseconductor.config.Secret;
import io.releaseconductor.config.Variables;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The options of the JDBC store")
class JdbcOptionsTest {

    private static final String URL = "jdbc:postgresql://db.example.com/team";

    private final Problems problems = new Problems();

    private Optional<JdbcOptions> read(Map<String, String> variables) {
        return JdbcOptions.from(Variables.of(variables).reader(problems));
    }

    @Test
    @DisplayName("are read from variables")
    void are_read_from_variables() {
        Optional<JdbcOptions> options = read(Map.of(
                "JDBC_URL", URL,
                "JDBC_USER", "conductor",
                "JDBC_PASSWORD", "s3cret",
                "JDBC_TABLE_PREFIX", "ship_",
                "JDBC_CONNECT_TIMEOUT_MS", "1500",
                "JDBC_TIMEOUT_MS", "9000",
                "JDBC_POOL_TIMEOUT_MS", "300",
                "JDBC_POOL_SIZE", "5"));

        assertThat(problems.messages()).isEmpty();
        assertThat(options)
                .contains(new JdbcOptions(
                        new Secret(URL),
                        "conductor",
                        new Secret("s3cret"),
                        "ship_",
                        Duration.ofMillis(1500),
                        Duration.ofMillis(9000),
                        Duration.ofMillis(300),
                        5));
    }

    @Test
    @DisplayName("have a default for everything but the URL")
    void have_defaults() {
        assertThat(read(Map.of("JDBC_URL", URL))).contains(JdbcOptions.at(URL));
        assertThat(read(Map.of())).isEmpty();
        assertThat(problems.messages()).isEmpty();
    }

    @Test
    @DisplayName("name all that is wrong at once, by the names of the variables, and no secret")
    void name_all_that_is_wrong() {
        Optional<JdbcOptions> options = read(Map.of(
                "JDBC_URL", "postgres://ada:s3cret@db.example.com/team",
                "JDBC_TABLE_PREFIX", "Ship",
                "JDBC_TIMEOUT_MS", "10",
                "JDBC_POOL_SIZE", "0"));

        assertThat(options).isEmpty();
        assertThat(problems.messages())
                .hasSize(4)
                .anyMatch(p -> p.startsWith("JDBC_URL: the value, which is not shown since it may hold a password, is"
                        + " not allowed; allowed: jdbc:postgresql://HOST/DATABASE"))
                .anyMatch(p -> p.startsWith("JDBC_TABLE_PREFIX: \"Ship\" is not allowed"))
                .anyMatch(p -> p.startsWith(
                        "JDBC_TIMEOUT_MS: \"10\" is not allowed; allowed: milliseconds, a whole number from 1000"))
                .anyMatch(p -> p.startsWith("JDBC_POOL_SIZE: \"0\" is not allowed"))
                .noneMatch(p -> p.contains("s3cret"));
    }

    @Test
    @DisplayName("refuse a database in memory, which would forget, and one that is none of the three")
    void refuse_what_forgets() {
        for (String url : List.of("jdbc:h2:mem:state", "jdbc:sqlite::memory:", "jdbc:mysql://db/team")) {
            assertThatExceptionOfType(ConfigurationException.class)
                    .as(url)
                    .isThrownBy(() -> JdbcOptions.at(url))
                    .withMessageContaining("url: the value");
        }
    }

    @Test
    @DisplayName("print no password")
    void print_no_password() {
        JdbcOptions options = JdbcOptions.at(URL + "?user=ada&password=s3cret").withUser("ada", new Secret("s3cret"));

        assertThat(options.toString()).contains(URL, "conductor_").doesNotContain("s3cret", "ada");
        assertThat(JdbcOptions.at("jdbc:h2:tcp://db/state;USER=ada;PASSWORD=s3cret")
                        .address())
                .isEqualTo("jdbc:h2:tcp://db/state");
    }

    @Test
    @DisplayName("need a URL, unless a data source is given")
    void need_a_url() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> JdbcStateStore.open(JdbcOptions.DEFAULT))
                .withMessageContaining("url is not set; allowed: jdbc:postgresql://HOST/DATABASE");
    }
}
