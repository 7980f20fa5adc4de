package io.releaseconductor.examples.bot;

import io.releaseconductor.jdbc.JdbcOptions;
import io.releaseconductor.jdbc.JdbcStateStore;
import io.releaseconductor.spi.StateStore;
import io.releaseconductor.spi.StoreUnavailableException;
import java.util.function.Consumer;

/** State in the team's own database; a PostgreSQL is for any number of bots. */
record InDatabase(JdbcOptions options) implements StateKeeping {

    @Override
    public String words() {
        return "database " + options.address() + ", tables " + options.tablePrefix() + "…";
    }

    @Override
    public OpenedState open() {
        JdbcStateStore store = JdbcStateStore.open(options);
        return new OpenedState(store, store::close);
    }

    @Override
    public void examine(Report report, Consumer<StateStore> inFlight) {
        try (JdbcStateStore store = JdbcStateStore.open(options)) {
            inFlight.accept(store);
            report.good("Database: the store answers, and has its tables " + options.tablePrefix() + "…");
        } catch (StoreUnavailableException e) {
            report.bad(String.valueOf(e.getMessage()), null);
        }
    }
}
