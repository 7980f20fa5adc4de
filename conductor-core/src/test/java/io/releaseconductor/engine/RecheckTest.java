package io.releaseconductor.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.releaseconductor.check.Check;
import io.releaseconductor.check.CheckContext;
import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CheckStatus;
import io.releaseconductor.check.CompletedCheck;
import io.releaseconductor.check.Finding;
import io.releaseconductor.check.Verification;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Strategy;
import io.releaseconductor.policy.ReleasePolicy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("A verification that asks again")
@Timeout(60)
class RecheckTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final CheckResult OK = CheckResult.pass("200 OK").withLatency(Duration.ofMillis(32));
    private static final CheckResult ILL = CheckResult.fail("500 Internal Server Error")
            .withError("GET /: 500")
            .withHint("Look at its logs.");
    private static final CheckResult SILENCE =
            CheckResult.fail("Connection refused").asUnanswered().asCritical();

    private final ThreadsAtOnce threads = new ThreadsAtOnce();
    private final long begin = threads.nanoTime();
    private final List<String> told = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();
    private Duration settling = Duration.ZERO;
    private ReleasePolicy policy = ReleasePolicy.DEFAULT;

    private Verification verify(Check... checks) throws InterruptedException {
        return verify(new Recheck(settling, policy::decisive), checks);
    }

    private Verification verify(Recheck recheck, Check... checks) throws InterruptedException {
        VerificationRunner runner = new VerificationRunner(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), 4, threads);
        CheckContext context = new CheckContext(
                DeployId.of(Environment.STAGING, Instant.EPOCH),
                Environment.STAGING,
                Strategy.FULL,
                Phase.DEPLOY,
                "v1",
                LIMIT);
        return runner.run(
                List.of(checks),
                context,
                recheck,
                (done, total, waitsFor) ->
                        told.add(done + "/" + total + (waitsFor == null ? "" : " " + waitsFor.checks())));
    }

    private Check check(String id, Function<Duration, CheckResult> answer) {
        return new Check() {
            @Override
            public String id() {
                return id;
            }

            @Override
            public CheckResult run(CheckContext context) {
                Duration now = threads.since(begin);
                asked.add(id + "@" + now.toSeconds());
                return answer.apply(now);
            }
        };
    }

    private Check good(String id) {
        return check(id, at -> OK);
    }

    /** Says one thing after the other, and the last one again and again. */
    private Check saying(String id, CheckResult... answers) {
        List<CheckResult> left = new ArrayList<>(List.of(answers));
        return check(id, at -> left.size() > 1 ? left.remove(0) : left.get(0));
    }

    private Check upAfter(String id, int seconds) {
        return check(id, at -> at.toSeconds() < seconds ? SILENCE : OK);
    }

    private static CheckResult result(Verification verification, String id) {
        return verification.result(id).orElseThrow();
    }

    private List<String> fired(Verification verification) {
        return policy.judge(verification).fired().stream().map(r -> r.rule()).toList();
    }

    @Nested
    @DisplayName("because what was to go still answers")
    class Lagging {

        private Verification verify(Check check) throws InterruptedException {
            return RecheckTest.this.verify(
                    new Recheck(
                            settling,
                            policy::decisive,
                            result ->
                                    result.answeredBy().filter("green"::equals).isPresent(),
                            true),
                    check);
        }

        private Check switchedAfter(int seconds) {
            return check(
                    "frontend",
                    at -> OK.withFindings(List.of(Finding.answeredBy(at.toSeconds() < seconds ? "green" : "blue"))));
        }

        @Test
        @DisplayName("waits for traffic that takes its time to switch, and does not call that silence")
        void waits() throws Exception {
            settling = Duration.ofSeconds(60);

            assertThat(verify(switchedAfter(5)).answeredBy()).contains("blue");
            assertThat(asked).containsExactly("frontend@0", "frontend@2", "frontend@4", "frontend@6");
            assertThat(told).noneMatch(line -> line.contains("["));
        }

        @Test
        @DisplayName("says who answers if that lasts")
        void lasts() throws Exception {
            settling = Duration.ofSeconds(10);

            assertThat(verify(switchedAfter(100)).answeredBy()).contains("green");
            assertThat(asked).contains("frontend@10").doesNotContain("frontend@12");
        }

        @Test
        @DisplayName("looks once where nothing is given time to settle")
        void once() throws Exception {
            assertThat(verify(switchedAfter(5)).answeredBy()).contains("green");
            assertThat(asked).containsExactly("frontend@0");
        }
    }

    @Nested
    @DisplayName("because a failure would roll back")
    class Confirming {

        @Test
        @DisplayName("warns of what fails once and works twice, and rolls nothing back")
        void hiccup() throws Exception {
            Verification verification = verify(good("frontend"), saying("api", ILL, OK), good("auth"), good("search"));

            CheckResult api = result(verification, "api");
            assertThat(api.status()).isEqualTo(CheckStatus.WARNING);
            assertThat(api.message()).isEqualTo("200 OK, failed 1 of 3");
            assertThat(api.error()).isEqualTo("500 Internal Server Error: GET /: 500");
            assertThat(api.hint()).isEqualTo("Look at its logs.");
            assertThat(api.latency()).isEqualTo(Duration.ofMillis(32));
            assertThat(fired(verification)).isEmpty();
            assertThat(asked).containsExactly("frontend@0", "api@0", "auth@0", "search@0", "api@2", "api@4");
            assertThat(told).containsExactly("0/4", "1/4", "2/4", "3/4", "4/4");
        }

        @Test
        @DisplayName("fails what fails each time, and says how often it was asked")
        void ill() throws Exception {
            Verification verification = verify(good("frontend"), saying("api", ILL), good("auth"), good("search"));

            assertThat(result(verification, "api").status()).isEqualTo(CheckStatus.FAIL);
            assertThat(result(verification, "api").message()).isEqualTo("500 Internal Server Error, failed 3 of 3");
            assertThat(fired(verification)).containsExactly("api_down");
        }

        @Test
        @DisplayName("does the same where nothing is rolled back automatically, so that cards say the same")
        void without_automation() throws Exception {
            policy = policy.withAutoRollback(false);

            assertThat(result(verify(saying("api", ILL, ILL, OK)), "api").message())
                    .isEqualTo("200 OK, failed 2 of 3");
        }

        @Test
        @DisplayName("leaves alone a failure that triggers nothing")
        void harmless() throws Exception {
            Verification verification =
                    verify(good("frontend"), good("api"), good("auth"), saying("search", ILL, OK), good("media"));

            assertThat(result(verification, "search")).isEqualTo(ILL);
            assertThat(asked).hasSize(5);
        }

        @Test
        @DisplayName("asks all that fail where too few pass, until enough do")
        void too_few() throws Exception {
            Verification verification =
                    verify(good("frontend"), good("api"), saying("a", ILL, OK), saying("b", ILL), saying("c", ILL));

            assertThat(result(verification, "a").message()).isEqualTo("200 OK, failed 1 of 3");
            assertThat(result(verification, "b").status()).isEqualTo(CheckStatus.FAIL);
            assertThat(fired(verification)).isEmpty();
        }

        @Test
        @DisplayName("asks for a failure that its check calls critical, and fires only if it was critical each time")
        void critical() throws Exception {
            Verification verification = verify(
                    good("frontend"),
                    good("api"),
                    good("auth"),
                    saying("search", ILL.asCritical(), ILL),
                    good("media"));

            assertThat(result(verification, "search").status()).isEqualTo(CheckStatus.FAIL);
            assertThat(asked).hasSize(7);
            assertThat(fired(verification)).isEmpty();
        }

        @Test
        @DisplayName("is not sure of what fails once and then has no data")
        void unconfirmed() throws Exception {
            Verification verification =
                    verify(good("frontend"), saying("api", ILL, CheckResult.noData("The check threw X")), good("auth"));

            assertThat(result(verification, "api").status()).isEqualTo(CheckStatus.NO_DATA);
            assertThat(result(verification, "api").message())
                    .isEqualTo("500 Internal Server Error, failed 1 of 3, and gave no data since");
            assertThat(fired(verification)).isEmpty();
        }

        @Test
        @DisplayName("stays within the limit of the verification")
        void within_the_limit() throws Exception {
            Check slow = check("api", at -> {
                threads.pass(Duration.ofSeconds(9));
                return ILL;
            });
            verify(good("frontend"), slow, good("auth"));

            assertThat(asked).containsExactly("frontend@0", "api@0", "auth@9", "api@11", "api@22");
            assertThat(threads.since(begin)).isLessThanOrEqualTo(Duration.ofSeconds(31));
        }

        @Test
        @DisplayName("asks a second time even if the first look took all the time there was")
        void never_by_a_single_failure() throws Exception {
            Check held = check("frontend", at -> {
                threads.pass(at.isZero() ? Duration.ofSeconds(40) : Duration.ZERO);
                return OK;
            });
            Verification verification = verify(held, saying("api", ILL, OK), good("auth"));

            assertThat(result(verification, "api").message()).isEqualTo("200 OK, failed 1 of 3");
            assertThat(fired(verification)).isEmpty();
        }

        @Test
        @DisplayName("asks a second time even if the machine sleeps before it could, however long")
        void never_by_a_single_failure_and_a_sleep() throws Exception {
            Check held = check("frontend", at -> {
                if (at.isZero()) {
                    threads.pass(Duration.ofSeconds(40));
                    threads.sleepThroughNextWait(Duration.ofMinutes(5));
                }
                return OK;
            });
            Verification verification = verify(held, saying("api", ILL, OK), good("auth"));

            assertThat(result(verification, "api").message()).isEqualTo("200 OK, failed 1 of 3");
            assertThat(fired(verification)).isEmpty();
        }

        @Test
        @DisplayName("prolongs the limit once and no more")
        void bounded() throws Exception {
            Check endless = check("api", at -> {
                threads.pass(Duration.ofSeconds(40));
                return ILL;
            });

            assertThat(result(verify(good("frontend"), endless, good("auth")), "api")
                            .message())
                    .isEqualTo("500 Internal Server Error, failed 2 of 2");
            assertThat(asked).hasSize(4);
        }

        @Test
        @DisplayName("lets silence last ten seconds before it counts")
        void silence() throws Exception {
            Verification verification = verify(saying("frontend", SILENCE), saying("api", SILENCE));

            assertThat(asked).containsExactly("frontend@0", "api@0", "frontend@5", "api@5", "frontend@10", "api@10");
            assertThat(result(verification, "api").message()).isEqualTo("Connection refused, failed 3 of 3");
            assertThat(result(verification, "api").unanswered()).isTrue();
            assertThat(fired(verification)).contains("frontend_down", "api_down");
        }
    }

    @Nested
    @DisplayName("because the application may still be starting")
    class Settling {

        Settling() {
            settling = Duration.ofSeconds(60);
        }

        @Test
        @DisplayName("takes an application that starts within the time for a healthy one")
        void starts() throws Exception {
            Verification verification = verify(upAfter("frontend", 21), upAfter("api", 21));

            assertThat(verification.results())
                    .extracting(CompletedCheck::status)
                    .containsOnly(CheckStatus.PASS);
            assertThat(result(verification, "api").message()).isEqualTo("200 OK, answered after 22s");
            assertThat(told).containsExactly("0/2", "0/2 [Frontend, Api]", "2/2");
        }

        @Test
        @DisplayName("takes one part that starts late for healthy as well, while the others have long been there")
        void part_starts() throws Exception {
            Verification verification = verify(good("frontend"), upAfter("api", 3), upAfter("auth", 3));

            assertThat(verification.passed()).isEqualTo(3);
            assertThat(result(verification, "auth").message()).isEqualTo("200 OK, answered after 4s");
            assertThat(told).containsExactly("0/3", "1/3", "1/3 [Api, Auth]", "3/3");
        }

        @Test
        @DisplayName("takes a restart that is over at the second look for one, if nothing at all had answered")
        void short_restart() throws Exception {
            assertThat(verify(upAfter("frontend", 1), upAfter("api", 1)).passed())
                    .isEqualTo(2);
            assertThat(asked).hasSize(4);
        }

        @Test
        @DisplayName("warns of one silence amid answers: a dropped request is no restart")
        void dropped() throws Exception {
            Verification verification = verify(good("frontend"), saying("api", SILENCE, OK), good("auth"));

            assertThat(result(verification, "api").status()).isEqualTo(CheckStatus.WARNING);
            assertThat(result(verification, "api").message()).isEqualTo("200 OK, failed 1 of 3");
            assertThat(fired(verification)).isEmpty();
        }

        @Test
        @DisplayName("fails an application that does not come up in time, without asking any further")
        void never_starts() throws Exception {
            Verification verification = verify(good("frontend"), upAfter("api", 1000), good("auth"), good("search"));

            assertThat(result(verification, "api").status()).isEqualTo(CheckStatus.FAIL);
            assertThat(result(verification, "api").message()).isEqualTo("Connection refused, failed 31 of 31");
            assertThat(threads.since(begin)).isEqualTo(Duration.ofSeconds(60));
            assertThat(fired(verification)).containsExactly("api_down", "critical_errors");
        }

        @Test
        @DisplayName(
                "looks once more after a machine that slept, however long: what was silent before says nothing now")
        void machine_sleeps() throws Exception {
            Verification verification = verify(
                    good("frontend"),
                    check("api", at -> {
                        if (at.toSeconds() == 10) {
                            threads.pass(Duration.ofSeconds(70));
                        }
                        return at.toSeconds() < 30 ? SILENCE : OK;
                    }),
                    good("auth"));

            assertThat(result(verification, "api").message()).isEqualTo("200 OK, answered after 82s");
            assertThat(fired(verification)).isEmpty();
        }

        @Test
        @DisplayName("goes on where a look gave no data, and takes silence before that for no outage")
        void no_data_in_between() throws Exception {
            CheckResult lost = CheckResult.noData("the check threw");
            Verification comesUp =
                    verify(good("frontend"), saying("api", SILENCE, SILENCE, lost, SILENCE, lost, OK), good("auth"));
            Verification unknown =
                    verify(good("frontend"), check("api", at -> at.toSeconds() < 40 ? SILENCE : lost), good("auth"));

            assertThat(result(comesUp, "api").status()).isEqualTo(CheckStatus.PASS);
            assertThat(result(unknown, "api").status()).isEqualTo(CheckStatus.NO_DATA);
        }

        @Test
        @DisplayName("confirms what an application says once it is up")
        void starts_ill() throws Exception {
            Verification verification =
                    verify(good("frontend"), check("api", at -> at.toSeconds() < 50 ? SILENCE : ILL), good("auth"));

            assertThat(result(verification, "api").message()).isEqualTo("500 Internal Server Error, failed 3 of 3");
            assertThat(asked).endsWith("api@50", "api@52", "api@54");
        }

        @Test
        @DisplayName("lets the limit of the verification count from the last silence, so that there is time to look")
        void limit_from_settling() throws Exception {
            Verification verification = verify(upAfter("api", 45));

            assertThat(verification.passed()).isEqualTo(1);
            assertThat(threads.since(begin)).isBetween(Duration.ofSeconds(45), Duration.ofSeconds(48));
        }

        @Test
        @DisplayName("does not look again at failures that were answered and trigger nothing")
        void answered() throws Exception {
            verify(good("frontend"), good("api"), good("auth"), saying("search", ILL), good("media"));

            assertThat(asked).hasSize(5);
        }

        @Test
        @DisplayName("ends at once when it is interrupted while it waits")
        void interrupted() {
            Check interrupting = check("api", at -> {
                Thread.currentThread().interrupt();
                return SILENCE;
            });

            assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> verify(interrupting));
            assertThat(asked).hasSize(1);
        }
    }

    @Test
    @DisplayName("takes no time below zero to settle")
    void settling_is_not_negative() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Recheck(Duration.ofSeconds(-1), policy::decisive))
                .withMessage("settling is PT-1S; allowed: 0 or more");
    }
}
