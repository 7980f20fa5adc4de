package io.releaseconductor.jdbc;

import static io.releaseconductor.testkit.Deployments.aDeployment;

import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.CreateResult;
import io.releaseconductor.spi.Retention;
import io.releaseconductor.spi.SaveResult;
import io.releaseconductor.spi.StateStore;
import io.releaseconductor.testkit.DeploymentFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What the databases under {@code src/test/resources/fixtures} have in them, and how they were made: by the version of the library that
 * introduced that version of the tables. They are not made anew: later versions have to read them as they are.
 */
final class Fixture {

    static final Instant FIRST = Instant.parse("2023-11-12T00:00:00Z");

    private static final Instant LATER = FIRST.plus(Duration.ofDays(2));

    private Fixture() {}

    /** Removed by now, and still in the history. */
    static Deployment old() {
        return at(Environment.PROD, FIRST).rolledBack();
    }

    /** Settled. */
    static Deployment promoted() {
        return at(Environment.STAGING, LATER.minus(Duration.ofHours(1))).promoted();
    }

    /** Waits for a person. */
    static Deployment inFlight() {
        return at(Environment.STAGING, LATER).verified();
    }

    private static DeploymentFixture at(Environment environment, Instant when) {
        return aDeployment().to(environment).at(when).version("v2");
    }

    static void fill(StateStore store) {
        for (Deployment each : List.of(old(), promoted(), inFlight())) {
            Deployment begun =
                    at(each.environment(), each.request().initiatedAt()).initiated();
            require(store.create(begun, "ship " + each.id()) instanceof CreateResult.Created);
            require(
                    store.compareAndSet(each.withRevision(2), 1, null, "move " + each.id())
                            instanceof SaveResult.Saved);
        }
        store.purge(LATER, Retention.DEFAULT);
    }

    private static void require(boolean done) {
        if (!done) {
            throw new IllegalStateException("the fixture does not come about");
        }
    }

    /**
     * Makes them.
     *
     * @param args the folder that they go to
     */
    public static void main(String[] args) throws IOException, SQLException {
        Path folder = Files.createDirectories(Path.of(args[0]));
        String name = "tables-" + Schema.VERSION;
        try (JdbcStateStore store = JdbcStateStore.inFile(folder.resolve(name))) {
            fill(store);
        }
        try (JdbcStateStore store =
                JdbcStateStore.open(JdbcOptions.at("jdbc:sqlite:" + folder.resolve(name + ".db")))) {
            fill(store);
        }
        String database = Postgres.newDatabase();
        fill(JdbcStateStore.over(Postgres.at(database, "postgres")));
        Files.write(folder.resolve(name + "-postgresql.sql"), statements(database));
        System.exit(0);
    }

    private static List<String> statements(String database) throws SQLException {
        List<String> statements = new ArrayList<>();
        for (String each : Schema.statements(Schema.VERSION, "conductor_")) {
            statements.add(
                    each.replaceAll("--[^\n]*", "").replaceAll("\\s+", " ").strip() + ";");
        }
        statements.removeIf(each -> each.startsWith("INSERT"));
        try (Connection connection = Postgres.at(database, "postgres").getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : List.of("conductor_deployment", "conductor_schema", "conductor_lock")) {
                try (ResultSet row = statement.executeQuery("SELECT * FROM " + table)) {
                    while (row.next()) {
                        statements.add("INSERT INTO " + table + " VALUES (" + values(row) + ");");
                    }
                }
            }
        }
        return statements;
    }

    private static String values(ResultSet row) throws SQLException {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            Object value = row.getObject(i);
            values.add(
                    value == null
                            ? "NULL"
                            : value instanceof Number
                                    ? value.toString()
                                    : "'" + value.toString().replace("'", "''") + "'");
        }
        return String.join(", ", values);
    }
}
