package io.releaseconductor.github;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.releaseconductor.deployment.WorkflowRun;
import io.releaseconductor.examples.fakegithub.Call;
import io.releaseconductor.examples.fakegithub.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Secrets are planted wherever an answer could carry one, and looked for in all that is told and logged, at every level. */
@DisplayName("A token")
class SecretsTest {

    private static List<Fault> echoing() {
        String shown = "Authorization: Bearer " + Planted.TOKEN + " is not welcome, " + Planted.TOKEN;
        List<Fault> faults = new ArrayList<>();
        for (int status : new int[] {400, 401, 403, 404, 409, 422, 429, 500, 503}) {
            faults.add(Fault.answer(false, status, shown));
        }
        faults.add(Fault.answer(false, 403, "rate limit of " + Planted.TOKEN));
        faults.add(Fault.answer(false, 307, shown, "Location", "http://elsewhere.invalid/?token=" + Planted.TOKEN));
        faults.add(Fault.otherBody("{\"id\": 1, \"status\": \"" + Planted.TOKEN + "\"}"));
        faults.add(
                Fault.otherBody("{\"id\": 1, \"status\": \"completed\", \"conclusion\": \"" + Planted.TOKEN + "\"}"));
        faults.add(Fault.otherBody("{\"message\": " + Planted.TOKEN + "}"));
        faults.add(Fault.notJson());
        faults.add(Fault.truncated());
        faults.add(Fault.drop(false));
        return faults;
    }

    @Test
    @DisplayName("is in nothing that is told or logged, whatever GitHub answers")
    void is_in_nothing_that_is_shown() {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        logged.start();
        Level before = root.getLevel();
        root.setLevel(Level.TRACE);
        root.addAppender(logged);
        List<String> told = new ArrayList<>();
        try {
            for (Fault fault : echoing()) {
                tell(fault, told);
            }
        } finally {
            root.detachAppender(logged);
            root.setLevel(before);
        }
        List.copyOf(logged.list).forEach(event -> told.add(event.getFormattedMessage() + event.getThrowableProxy()));

        assertThat(told).hasSizeGreaterThan(100);
        assertThat(told).allSatisfy(text -> assertThat(text).doesNotContain(Planted.TOKEN));
    }

    private static void tell(Fault fault, List<String> told) {
        try (Bench bench = new Bench()) {
            bench.reconfigure(o -> o.withCallTimeout(Duration.ofSeconds(1)));
            WorkflowRun run = bench.start(1);
            for (Call call : Call.values()) {
                for (int i = 0; i < 3; i++) {
                    bench.fake.failNext(call, fault);
                }
            }
            told.add(bench.workflows.dispatch(bench.deploy(2)).toString());
            bench.clock.advance(Duration.ofMinutes(20));
            told.add(bench.workflows.status(run).toString());
            bench.clock.advance(Duration.ofMinutes(20));
            told.add(bench.workflows.locate(bench.deploy(2)).toString());
            bench.clock.advance(Duration.ofMinutes(20));
            told.add(bench.workflows.cancel(run, true).toString());
            bench.clock.advance(Duration.ofMinutes(20));
            try {
                bench.workflows.check();
            } catch (RuntimeException e) {
                told.add(e.toString());
            }
            told.add(bench.workflows.toString());
            told.add(bench.options.toString());
        }
    }
}
