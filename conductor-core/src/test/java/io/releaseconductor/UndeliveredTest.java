package io.releaseconductor;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.releaseconductor.alert.ChatAlerts;
import io.releaseconductor.deployment.DeliveryOutcome;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.model.DeployId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

@DisplayName("Where the chat refuses messages")
class UndeliveredTest {

    private static final String GONE = "the channel does not exist (any more): ship from another one";

    private static final String QUIET = ". It is tried again by itself; the log is quiet about this until it changes";

    private final Logger logger = (Logger) LoggerFactory.getLogger("io.releaseconductor.engine");
    private final Logger of = (Logger) LoggerFactory.getLogger("io.releaseconductor.engine.Undelivered");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final World world = new World();
    private final Conductor conductor =
            world.byHand().alerts(new ChatAlerts(world.chat)).build();

    @BeforeEach
    void listen() {
        logger.setLevel(Level.WARN);
        of.setLevel(Level.INFO);
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void listenNoMore() {
        logger.detachAppender(log);
        logger.setLevel(null);
        of.setLevel(null);
        conductor.close();
    }

    private void hours(int hours) {
        for (int minutes = 0; minutes < hours * 60; minutes++) {
            world.clock.tick(Duration.ofMinutes(1));
            conductor.runDue();
        }
    }

    private List<String> lines() {
        assertThat(log.list)
                .allSatisfy(event -> assertThat(event.getThrowableProxy())
                        .as(event.getFormattedMessage())
                        .isNull());
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    @DisplayName("the log says so once, with the reason, without a stack trace, and once more when that changes")
    void the_log_says_so_once() {
        DeployId id = World.shipped(conductor.ship(World.toStaging())).id();
        world.chat.trouble = () -> new DeliveryOutcome.Undeliverable(GONE);
        world.runUntil(conductor, id, DeploymentStatus.EXPIRED);
        hours(6);
        assertThat(lines())
                .containsExactly(
                        "The card of " + id + " does not arrive at #releases: " + GONE + QUIET,
                        "The alert " + id + ":card_undeliverable:1 does not arrive at #releases: " + GONE + QUIET);

        world.chat.trouble = () -> new DeliveryOutcome.Undeliverable("the bot may not see the channel");
        hours(3);
        assertThat(lines()).hasSize(4).element(3).asString().contains("the bot may not see the channel");

        world.chat.trouble = null;
        hours(12);
        assertThat(lines()).hasSize(6).endsWith("Messages arrive again at #releases");
        assertThat(world.now(id).alerts()).noneMatch(alert -> alert.isPending());
    }
}
