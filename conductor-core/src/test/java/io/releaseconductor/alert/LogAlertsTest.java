package io.releaseconductor.alert;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.releaseconductor.deployment.Alert;
import io.releaseconductor.deployment.AlertKind;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.Samples;
import io.releaseconductor.model.Rollout;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

@DisplayName("Alerts in the log")
class LogAlertsTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger(LogAlerts.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        logger.setLevel(Level.INFO);
        logger.addAppender(log);
    }

    @AfterEach
    void listenNoMore() {
        logger.detachAppender(log);
        logger.setLevel(null);
    }

    @ParameterizedTest
    @EnumSource
    void are_one_line_each_with_what_to_do_whatever_it_is(AlertKind kind) {
        Deployment d = Samples.initiated(Samples.request(Rollout.FULL));
        new LogAlerts().send(new Alert("1", kind, "first\nsecond", Samples.START, null, 0, null), d);

        assertThat(log.list).singleElement().satisfies(event -> {
            assertThat(event.getLevel()).isEqualTo(Level.WARN);
            assertThat(event.getFormattedMessage())
                    .startsWith("ship-staging-1699747200: " + kind.wireName() + ": first second. To do: ")
                    .doesNotContain("\n")
                    .matches(".*To do: \\p{Lower}.{5,}");
        });
    }
}
