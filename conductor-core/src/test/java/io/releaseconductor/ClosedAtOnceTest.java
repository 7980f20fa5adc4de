package io.releaseconductor;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

@DisplayName("A conductor that is closed during its clean-up")
class ClosedAtOnceTest {

    private final World world = new World();
    private final StoreWithTroubles store = new StoreWithTroubles(world.store);
    private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();

    @Test
    @DisplayName("does not complain that the store is closed by then")
    void says_nothing() throws Exception {
        Logger logger = (Logger) LoggerFactory.getLogger("io.releaseconductor.engine.CleanUp");
        ListAppender<ILoggingEvent> appender = new ListAppender<>();
        appender.start();
        logger.addAppender(appender);
        try {
            Conductor conductor =
                    world.builder().store(store).executor(tasks::add).build().start();
            Runnable cleanUp = tasks.poll(60, TimeUnit.SECONDS);
            conductor.close();
            store.down = true;
            assertThat(cleanUp).isNotNull();
            cleanUp.run();
        } finally {
            logger.detachAppender(appender);
        }

        assertThat(appender.list)
                .filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.INFO))
                .isEmpty();
    }
}
