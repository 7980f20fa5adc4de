package io.releaseconductor.testkit.linear;

import io.releaseconductor.memory.InMemoryStateStore;
import io.releaseconductor.spi.StateStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Calls of the store in memory from many threads at once")
class InMemoryLinearizabilityTest extends StateStoreLinearizability {

    private static final int LONGEST_WAY_NANOS = 100_000;

    /** Calls are on their way for a moment, there and back: else one would have ended before the next begins. */
    @Override
    protected StateStore openStore() {
        StateStore store = new InMemoryStateStore();
        return (StateStore) Proxy.newProxyInstance(
                StateStore.class.getClassLoader(), new Class<?>[] {StateStore.class}, (proxy, method, arguments) -> {
                    goAWay();
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    } finally {
                        goAWay();
                    }
                });
    }

    private static void goAWay() {
        LockSupport.parkNanos(ThreadLocalRandom.current().nextInt(LONGEST_WAY_NANOS));
    }
}
