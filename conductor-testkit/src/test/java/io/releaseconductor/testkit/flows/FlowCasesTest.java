package io.releaseconductor.testkit.flows;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The stories in {@code src/test/resources/flows}. */
@DisplayName("A story of deployments")
class FlowCasesTest {

    static Stream<FlowCase> cases() throws Exception {
        URI folder = Objects.requireNonNull(FlowCasesTest.class.getResource("/flows"))
                .toURI();
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            return files.sorted().map(FlowCase::read).toList().stream();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    @DisplayName("comes out as it says")
    void comes_out_as_it_says(FlowCase flow) throws IOException {
        Locale before = Locale.getDefault();
        flow.settings().stream()
                .filter(setting -> setting.startsWith("locale "))
                .forEach(setting -> Locale.setDefault(Locale.forLanguageTag(setting.substring("locale ".length()))));
        try (FlowWorld world = new FlowWorld(flow)) {
            for (String step : flow.steps()) {
                try {
                    world.step(step);
                } catch (AssertionError e) {
                    throw new AssertionError(flow + ", at \"" + step + "\": " + e.getMessage(), e);
                }
            }
        } finally {
            Locale.setDefault(before);
        }
        assertThat(flow.steps()).anyMatch(step -> step.startsWith("expect "));
    }
}
