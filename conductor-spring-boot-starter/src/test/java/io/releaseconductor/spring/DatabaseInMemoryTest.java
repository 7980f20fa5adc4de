package io.releaseconductor.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.Proxy;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A database in memory")
class DatabaseInMemoryTest {

    @Test
    @DisplayName("is known by its address, with a pool and without, and nobody connects")
    void known() {
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl("jdbc:h2:mem:0b3a");
            assertThat(DatabaseInMemory.isOf(pool)).isTrue();
            pool.setJdbcUrl("jdbc:postgresql://nowhere.invalid/shop");
            assertThat(DatabaseInMemory.isOf(pool)).isFalse();
            pool.setJdbcUrl("jdbc:sqlite::memory:");
            assertThat(DatabaseInMemory.isOf(pool)).isTrue();
        }
        JdbcDataSource plain = new JdbcDataSource();
        plain.setUrl("jdbc:h2:mem:shop");
        assertThat(DatabaseInMemory.isOf(plain)).isTrue();
        plain.setUrl("jdbc:h2:file:./shop");
        assertThat(DatabaseInMemory.isOf(plain)).isFalse();
    }

    @Test
    @DisplayName("is not taken for one where the source does not tell")
    void unknown() {
        DataSource silent = (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> null);

        assertThat(DatabaseInMemory.isOf(silent)).isFalse();
    }
}
