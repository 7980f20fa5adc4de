package io.releaseconductor.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.check.Check;
import io.releaseconductor.check.CheckCatalog;
import io.releaseconductor.check.CheckContext;
import io.releaseconductor.check.CheckResult;
import io.releaseconductor.config.Variables;
import io.releaseconductor.model.Environment;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("The first look at an application")
class FirstLookTest {

    private static String seen(Duration limit, Check... checks) {
        return new FirstLook(CheckCatalog.of(checks), Variables.of(Map.of()), Clock.systemUTC(), limit)
                .seen(Environment.STAGING, "v1");
    }

    private static Check check(String id, Body body) {
        return new Check() {
            @Override
            public String id() {
                return id;
            }

            @Override
            public CheckResult run(CheckContext context) throws Exception {
                return body.run(context);
            }
        };
    }

    private interface Body {
        CheckResult run(CheckContext context) throws Exception;
    }

    @Test
    @DisplayName("tells how many checks pass, and what the others say")
    void tells() {
        assertThat(seen(
                        Duration.ofMinutes(1),
                        check("api", context -> CheckResult.pass("200 OK")),
                        check("search", context -> CheckResult.warning("Slow response"))))
                .isEqualTo("1/2 checks passed\n   Search: Slow response");
    }

    @Test
    @DisplayName("is told that nothing is started yet")
    void baseline() {
        assertThat(seen(
                        Duration.ofMinutes(1),
                        check(
                                "api",
                                context -> context.isBaselineLook() ? CheckResult.pass("") : CheckResult.fail(""))))
                .isEqualTo("1/1 checks passed");
    }

    @Test
    @Timeout(60)
    @DisplayName("comes to its end whatever a check does: one that hangs, one that overflows, one that throws")
    void whatever() {
        CountDownLatch never = new CountDownLatch(1);
        String seen = seen(
                Duration.ofMillis(500),
                check("hangs", context -> {
                    while (true) {
                        try {
                            never.await();
                        } catch (InterruptedException e) {
                            // Deaf.
                        }
                    }
                }),
                check("overflows", context -> deeper(0)),
                check("throws", context -> {
                    throw new LinkageError("no such class");
                }),
                check("api", context -> CheckResult.pass("200 OK")));

        assertThat(seen.lines())
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("1/4 checks passed"),
                        line -> assertThat(line).startsWith("   Hangs: "),
                        line -> assertThat(line).startsWith("   Overflows: ").contains("StackOverflowError"),
                        line -> assertThat(line).startsWith("   Throws: "));
    }

    private static CheckResult deeper(int depth) {
        return depth < 0 ? CheckResult.pass("") : deeper(depth + 1);
    }
}
