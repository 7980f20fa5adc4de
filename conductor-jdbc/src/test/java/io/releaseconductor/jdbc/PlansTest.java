package io.releaseconductor.jdbc;

import static io.releaseconductor.testkit.Deployments.aDeployment;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The statements of the JDBC store")
class PlansTest {

    @TempDir
    private Path folder;

    private static List<String> statements(Dialect dialect) {
        Sql sql = new Sql(dialect, "conductor_");
        return List.of(
                sql.standsInTheWay(),
                sql.created(),
                sql.find(),
                sql.holder(),
                sql.toSave(),
                sql.save(),
                sql.later(true),
                sql.later(false),
                sql.keepLocks(),
                sql.locks(2),
                sql.replaceLock(),
                sql.due(0),
                sql.due(2),
                sql.claim(),
                sql.renew(),
                sql.release(),
                sql.history(false, false, false),
                sql.history(false, false, true),
                sql.history(true, false, true),
                sql.history(true, true, true),
                sql.purgeDeployments(),
                sql.audit(),
                sql.oldHistory(),
                sql.forget(),
                sql.forgetAudit());
    }

    private static String plan(Connection connection, String explain, String statement) throws SQLException {
        try (PreparedStatement prepared = connection.prepareStatement(explain + " " + statement)) {
            for (int i = 1; i <= prepared.getParameterMetaData().getParameterCount(); i++) {
                prepared.setString(i, "1");
            }
            List<String> lines = new ArrayList<>();
            try (ResultSet rows = prepared.executeQuery()) {
                while (rows.next()) {
                    lines.add(rows.getString(rows.getMetaData().getColumnCount()));
                }
            }
            return String.join("\n", lines);
        }
    }

    private static void assertNoScan(DataSource source, Dialect dialect, String explain, String scan)
            throws SQLException {
        JdbcStateStore.over(source).find(aDeployment().initiated().id());
        try (Connection connection = source.getConnection()) {
            assertThat(plan(connection, explain, "SELECT id FROM conductor_deployment WHERE record = ?"))
                    .as("a plan that looks at everything")
                    .containsPattern(scan);
            for (String statement : statements(dialect)) {
                assertThat(plan(connection, explain, statement))
                        .as(statement)
                        .isNotEmpty()
                        .doesNotContainPattern(scan);
            }
        }
    }

    @Test
    @DisplayName("look at no more than they need, on H2")
    void on_h2() throws Exception {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");

        assertNoScan(source, Dialect.H2, "EXPLAIN", "tableScan");
        try (Connection connection = source.getConnection()) {
            assertThat(plan(connection, "EXPLAIN", new Sql(Dialect.H2, "conductor_").due(0)))
                    .contains("index sorted");
        }
    }

    @Test
    @DisplayName("look at no more than they need, on SQLite")
    void on_sqlite() throws Exception {
        DataSource source = SqliteContractTest.at(folder.resolve("state.db"));

        assertNoScan(source, Dialect.SQLITE, "EXPLAIN QUERY PLAN", "SCAN (\\S+)(?! USING INDEX)\\s*$|USE TEMP B-TREE");
    }
}
