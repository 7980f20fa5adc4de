package io.releaseconductor.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.postgresql.ds.PGSimpleDataSource;

@DisplayName("The JDBC store on PostgreSQL")
class PostgresContractTest extends JdbcStoreContract {

    private final List<HikariDataSource> pools = new ArrayList<>();
    private String database = "";

    @Override
    JdbcOptions begin() throws SQLException {
        database = Postgres.newDatabase();
        return JdbcOptions.DEFAULT;
    }

    @Override
    DataSource connect() {
        HikariDataSource pool = Pools.of(Postgres.at(database, "postgres"), 8);
        pools.add(pool);
        return pool;
    }

    @Override
    DataSource unreachable() {
        PGSimpleDataSource nobody = Postgres.at("postgres", "postgres");
        nobody.setPortNumbers(new int[] {1});
        return nobody;
    }

    @AfterEach
    void closePools() {
        pools.forEach(HikariDataSource::close);
    }
}
