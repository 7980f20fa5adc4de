package io.releaseconductor.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The page about state in a database")
class JdbcDocTest {

    @Test
    @DisplayName("shows the SQL that makes the tables, to the letter")
    void shows_the_tables() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "jdbc.md"));
        String sql;
        try (InputStream in = JdbcStateStore.class.getResourceAsStream("tables-" + Schema.VERSION + ".sql")) {
            sql = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }

        assertThat(page).contains("```sql\n" + sql.replace("${prefix}", JdbcOptions.DEFAULT.tablePrefix()) + "```");
    }
}
