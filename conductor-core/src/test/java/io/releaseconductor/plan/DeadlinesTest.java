package io.releaseconductor.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.releaseconductor.config.Problems;
import io.releaseconductor.config.Variables;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Deadlines")
class DeadlinesTest {

    private static final Duration SEVEN = Duration.ofMinutes(7);

    private final Deadlines given = Deadlines.DEFAULT;

    @Test
    void are_the_designs_unless_a_team_changes_them() {
        assertThat(given)
                .isEqualTo(new Deadlines(
                        Duration.ofHours(1),
                        Duration.ofMinutes(5),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(60),
                        Duration.ofHours(24),
                        Duration.ofMinutes(10),
                        Duration.ofMinutes(10),
                        Duration.ofHours(1),
                        Duration.ofMinutes(15),
                        Duration.ofHours(1)));
    }

    @Test
    void are_more_than_zero_and_all_that_are_not_are_named() {
        Duration zero = Duration.ZERO;
        Duration less = Duration.ofSeconds(-1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Deadlines(zero, zero, less, zero, zero, zero, zero, zero, zero, zero, zero, zero))
                .withMessage(
                        "deadlines: admission is PT0S, dispatch is PT0S, intent is PT-1S, call is PT0S, locate is PT0S, run is PT0S,"
                                + " runWaiting is PT0S, cancel is PT0S, verification is PT0S, decision is PT0S,"
                                + " firstReminder is PT0S, nextReminder is PT0S; allowed: more than zero, at most 3650 days");
    }

    @Test
    void are_never_never() {
        for (Duration never : List.of(
                Duration.ofSeconds(Long.MAX_VALUE),
                ChronoUnit.FOREVER.getDuration(),
                Duration.ofMillis(Long.MAX_VALUE),
                Duration.ofDays(3651))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> given.toBuilder().decision(never).build())
                    .withMessage("deadlines: decision is " + never + "; allowed: more than zero, at most 3650 days");
        }
        assertThat(given.toBuilder().decision(Deadlines.LONGEST).build().decision())
                .isEqualTo(Duration.ofDays(3650));
    }

    @Test
    void change_one_by_one_and_leave_the_others_as_they_are() throws ReflectiveOperationException {
        for (RecordComponent changed : Deadlines.class.getRecordComponents()) {
            DeadlinesBuilder builder = given.toBuilder();
            DeadlinesBuilder.class.getMethod(changed.getName(), Duration.class).invoke(builder, SEVEN);
            Deadlines built = builder.build();
            for (RecordComponent component : Deadlines.class.getRecordComponents()) {
                Object expected = component.getName().equals(changed.getName())
                        ? SEVEN
                        : component.getAccessor().invoke(given);
                assertThat(component.getAccessor().invoke(built))
                        .as("%s when %s changes", component.getName(), changed.getName())
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void of_a_phase_as_a_whole_are_as_long_as_all_that_it_may_wait_for() {
        assertThat(given.phase()).isEqualTo(Duration.ofHours(25).plusMinutes(11).plusSeconds(10));
    }

    @Test
    void are_each_set_by_a_variable_of_its_name() throws ReflectiveOperationException {
        Map<String, String> set = new HashMap<>();
        int millis = 0;
        for (RecordComponent each : Deadlines.class.getRecordComponents()) {
            millis++;
            String words = each.getName().replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
            set.put("SHIP_DEADLINE_" + words + "_MS", Integer.toString(millis));
        }
        Problems problems = new Problems();
        Deadlines deadlines = Deadlines.fromVariables(Variables.of(set).reader(problems));
        int expected = 0;
        for (RecordComponent each : Deadlines.class.getRecordComponents()) {
            expected++;
            assertThat(each.getAccessor().invoke(deadlines)).as(each.getName()).isEqualTo(Duration.ofMillis(expected));
        }
        assertThat(problems.messages()).isEmpty();
        assertThat(Deadlines.fromVariables(Variables.of(Map.of()).reader(problems)))
                .isEqualTo(Deadlines.DEFAULT);
    }

    @Test
    void are_refused_by_the_name_of_the_variable() {
        Problems problems = new Problems();
        Deadlines deadlines = Deadlines.fromVariables(
                Variables.of(Map.of("SHIP_DEADLINE_DECISION_MS", "0")).reader(problems));
        assertThat(deadlines).isEqualTo(Deadlines.DEFAULT);
        assertThat(problems.messages())
                .containsExactly(
                        "SHIP_DEADLINE_DECISION_MS: \"0\" is not allowed; allowed: milliseconds, a whole number"
                                + " from 1 to 315360000000");
    }
}
