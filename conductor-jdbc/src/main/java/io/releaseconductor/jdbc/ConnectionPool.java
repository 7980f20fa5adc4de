package io.releaseconductor.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.releaseconductor.config.ClientLibrary;
import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.config.Secret;
import java.util.List;
import javax.sql.DataSource;

/** The store's own connections to a database, by HikariCP. None is made before the first question. */
final class ConnectionPool {

    static final ClientLibrary HIKARI = new ClientLibrary(
            "conductor-jdbc",
            "HikariCP",
            "com.zaxxer:HikariCP",
            "5.1.0",
            "com.zaxxer.hikari.",
            null,
            "hikaricp.version");

    private final HikariDataSource pool;

    private ConnectionPool(HikariDataSource pool) {
        this.pool = pool;
    }

    /**
     * Makes a pool.
     *
     * @throws ConfigurationException if there is no URL, or HikariCP or the database's driver is missing
     */
    static ConnectionPool of(JdbcOptions options) {
        Secret url = options.url();
        if (url == null) {
            throw new ConfigurationException(List.of("url is not set; allowed: " + JdbcUrl.ALLOWED));
        }
        String text = url.reveal().strip();
        Driver driver = Driver.of(text).orElseThrow();
        requireDriver(driver);
        return ClientLibrary.fitting(
                ConnectionPool.class,
                List.of(HIKARI),
                () -> new ConnectionPool(new HikariDataSource(config(text, driver, options))));
    }

    private static void requireDriver(Driver driver) {
        try {
            Class.forName(driver.className(), false, ConnectionPool.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            ConfigurationException missing =
                    new ConfigurationException(List.of("the database's driver is not on the class path; declare "
                            + driver.coordinates() + " in the application itself"));
            missing.initCause(e);
            throw missing;
        }
    }

    private static HikariConfig config(String url, Driver driver, JdbcOptions options) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("conductor");
        config.setJdbcUrl(url);
        config.setDriverClassName(driver.className());
        if (options.user() != null) {
            config.setUsername(options.user());
        }
        Secret password = options.password();
        if (password != null) {
            config.setPassword(password.reveal());
        }
        driver.settings(options).forEach((name, value) -> {
            if (!JdbcUrl.hasSetting(url, name)) {
                config.addDataSourceProperty(name, value);
            }
        });
        config.setConnectionTimeout(options.poolLimit().toMillis());
        config.setValidationTimeout(options.poolLimit().toMillis());
        config.setMaximumPoolSize(options.poolSize());
        // it may not be there yet
        config.setInitializationFailTimeout(-1);
        return config;
    }

    DataSource dataSource() {
        return pool;
    }

    void close() {
        pool.close();
    }
}
