package io.releaseconductor.examples.bot;

import io.releaseconductor.redis.RedisOptions;
import io.releaseconductor.redis.RedisStateStore;
import io.releaseconductor.spi.StateStore;
import io.releaseconductor.spi.StoreUnavailableException;
import java.util.function.Consumer;

/** State in Redis, for any number of bots. */
record InRedis(RedisOptions options) implements StateKeeping {

    @Override
    public String words() {
        return "Redis, keys {" + options.keyPrefix() + "}:";
    }

    @Override
    public OpenedState open() {
        RedisStateStore store = RedisStateStore.open(options);
        return new OpenedState(store, store::close);
    }

    @Override
    public void examine(Report report, Consumer<StateStore> inFlight) {
        try (RedisStateStore store = RedisStateStore.open(options)) {
            inFlight.accept(store);
            report.good("Redis: the store answers");
            if (!RedisServer.canLookAt(options)) {
                store.complaints().forEach(complaint -> report.doubtful(complaint, "see docs/redis.md"));
            }
        } catch (StoreUnavailableException e) {
            report.bad(String.valueOf(e.getMessage()), null);
            return;
        }
        RedisServer.look(options, report);
    }
}
