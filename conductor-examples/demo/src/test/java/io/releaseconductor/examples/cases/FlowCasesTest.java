package io.releaseconductor.examples.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The stories of deployments under {@code cases}. Another folder of such files is tried with {@code -Dcases=FOLDER}. */
@DisplayName("A story of deployments")
class FlowCasesTest {

    static Stream<CaseFile> cases() throws IOException {
        return CaseFile.of("flow").filter(told -> !told.hasLocale());
    }

    static Stream<CaseFile> abroad() throws IOException {
        return CaseFile.of("flow").filter(CaseFile::hasLocale);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    @Execution(ExecutionMode.CONCURRENT)
    @ResourceLock(value = Resources.LOCALE, mode = ResourceAccessMode.READ)
    @DisplayName("comes out as it says")
    void comes_out_as_it_says(CaseFile told) {
        tell(told);
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("abroad")
    @ResourceLock(Resources.LOCALE)
    @DisplayName("comes out as it says where the JVM speaks another language")
    void comes_out_abroad(CaseFile told) {
        tell(told);
    }

    private static void tell(CaseFile told) {
        List<String> steps = told.blocks().stream()
                .filter(block -> block.title().equals("steps"))
                .flatMap(block -> block.text().lines())
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
        told.inItsLocale(() -> play(told, steps));
        assertThat(steps).anyMatch(step -> step.startsWith("expect "));
    }

    private static void play(CaseFile told, List<String> steps) {
        try (FlowWorld world = new FlowWorld(told)) {
            for (String step : steps) {
                try {
                    world.step(step);
                } catch (AssertionError e) {
                    throw new AssertionError(told + ", at \"" + step + "\": " + e.getMessage(), e);
                }
            }
        }
    }
}
