package io.releaseconductor.checks;

import java.util.function.Supplier;
import net.jqwik.api.lifecycle.Lifespan;
import net.jqwik.api.lifecycle.Store;

/** What all tries of a property share, made when it is first asked for and closed when the property ends. */
final class Held {

    private Held() {}

    static Site site() {
        return of(Site.class, Site::http);
    }

    static <T extends AutoCloseable> T of(Class<T> type, Supplier<T> make) {
        Store<Closing<T>> store = Store.getOrCreate(type, Lifespan.PROPERTY, () -> new Closing<>(make.get()));
        return store.get().held();
    }

    private record Closing<T extends AutoCloseable>(T held) implements Store.CloseOnReset {

        @Override
        public void close() throws Exception {
            held.close();
        }
    }
}
