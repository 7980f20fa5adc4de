package io.releaseconductor.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CheckStatus;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

@Label("What a check answered time after time")
class AnswersPropertyTest {

    private static Answers of(List<Answers.Answer> answers) {
        Answers all = Answers.NONE;
        for (Answers.Answer answer : answers) {
            all = all.and(answer);
        }
        return all;
    }

    private static boolean works(CheckResult result) {
        return result.status() == CheckStatus.PASS || result.status() == CheckStatus.WARNING;
    }

    @Property
    @Label("is never a failure if the check worked at least once")
    void a_hiccup_never_fails(@ForAll("answers") List<Answers.Answer> answers) {
        CheckResult judged = of(answers).judged();

        if (answers.stream().anyMatch(a -> works(a.result()))) {
            assertThat(judged.status()).isNotEqualTo(CheckStatus.FAIL);
        }
    }

    @Property
    @Label("is a failure if the check failed each time")
    void what_always_fails_fails(@ForAll("answers") List<Answers.Answer> answers) {
        if (answers.stream().allMatch(a -> a.result().status() == CheckStatus.FAIL)) {
            assertThat(of(answers).judged().status()).isEqualTo(CheckStatus.FAIL);
        }
    }

    @Property
    @Label("is never better than the best of it, and a warning says how often it failed")
    void is_no_better(@ForAll("answers") List<Answers.Answer> answers) {
        Answers all = of(answers);
        CheckResult judged = all.judged();

        if (judged.status() == CheckStatus.PASS) {
            assertThat(answers).anyMatch(a -> a.result().status() == CheckStatus.PASS);
            assertThat(all.failures()).isZero();
        }
        if (all.failures() > 0 && works(judged)) {
            assertThat(judged.status()).isEqualTo(CheckStatus.WARNING);
            assertThat(judged.message()).contains("failed " + all.failures() + " of " + all.count());
        }
        assertThat(judged.message().length()).isLessThanOrEqualTo(CheckResult.MAX_TEXT_LENGTH);
    }

    @Property
    @Label("is critical only if it failed, each time critically")
    void critical_each_time(@ForAll("answers") List<Answers.Answer> answers) {
        CheckResult judged = of(answers).judged();

        if (judged.critical()) {
            assertThat(answers)
                    .filteredOn(a -> a.result().status() == CheckStatus.FAIL
                            && !a.result().unanswered())
                    .allMatch(a -> a.result().critical());
        }
        if (answers.size() == 1) {
            assertThat(judged).isEqualTo(answers.get(0).result());
        }
    }

    @Property
    @Label("counts at least the last answer, and at most all")
    void counts(@ForAll("answers") List<Answers.Answer> answers) {
        Answers all = of(answers);

        assertThat(all.count()).isBetween(1, answers.size());
        assertThat(all.failures()).isLessThanOrEqualTo(all.count());
    }

    @Provide
    Arbitrary<List<Answers.Answer>> answers() {
        Arbitrary<CheckResult> results = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(3, messages().map(CheckResult::pass)),
                net.jqwik.api.Tuple.of(1, messages().map(CheckResult::warning)),
                net.jqwik.api.Tuple.of(3, messages().map(CheckResult::fail)),
                net.jqwik.api.Tuple.of(
                        1, messages().map(m -> CheckResult.fail(m).asCritical())),
                net.jqwik.api.Tuple.of(
                        3,
                        messages().map(m -> CheckResult.fail(m).asUnanswered().asCritical())),
                net.jqwik.api.Tuple.of(1, messages().map(CheckResult::noData)));
        return Combinators.combine(
                        results,
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(0, 90))
                .as((result, amongSilence, seconds) ->
                        new Answers.Answer(result, amongSilence, false, Duration.ofSeconds(seconds)))
                .list()
                .ofMinSize(1)
                .ofMaxSize(6);
    }

    private static Arbitrary<String> messages() {
        return Arbitraries.of("", "200 OK", "x".repeat(3000));
    }
}
