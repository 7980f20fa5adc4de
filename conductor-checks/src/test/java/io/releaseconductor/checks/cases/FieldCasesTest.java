package io.releaseconductor.checks.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.check.Check;
import io.releaseconductor.check.CheckContext;
import io.releaseconductor.check.CheckResult;
import io.releaseconductor.checks.BuiltInChecks;
import io.releaseconductor.config.Problems;
import io.releaseconductor.config.Variables;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Strategy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each file under {@code cases} is an application in the shape of a real one, and what a check has to say of it. Another folder
 * of such files is tried with {@code -Dcases=FOLDER}.
 */
@DisplayName("Applications as they are met in the field")
class FieldCasesTest {

    private static final Path OWN = Path.of("src", "test", "resources", "cases");

    static Stream<FieldCase> cases() throws IOException {
        Path folder = Path.of(System.getProperty("cases", OWN.toString()));
        try (Stream<Path> files = Files.walk(folder)) {
            return files
                    .filter(f -> f.toString().endsWith(".case"))
                    .sorted()
                    .map(FieldCase::read)
                    .filter(FieldCase::isApplication)
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void are_judged_rightly(FieldCase told) throws Exception {
        Instant now = Instant.now();
        try (Application application = new Application(told, now)) {
            CheckResult result = run(told, application, now);

            String shown = shown(result);
            assertThat(told.one("expect").split("\\|", -1))
                    .as("%s says %s", told, shown)
                    .contains(result.status().wireName().replace('_', ' '));
            for (String said : told.all("says")) {
                assertThat(shown).containsIgnoringCase(application.filled(said));
            }
            for (String hidden : told.all("hides")) {
                assertThat(shown).doesNotContain(application.filled(hidden));
            }
            for (String sent : told.all("sends")) {
                assertThat(application.bodies()).anySatisfy(b -> assertThat(b).contains(application.filled(sent)));
            }
        }
    }

    private static CheckResult run(FieldCase told, Application application, Instant now) throws Exception {
        String id = told.one("check");
        Map<String, String> variables = new HashMap<>(Map.of(
                "FRONTEND_BASE_URL",
                application.base(),
                "VITE_API_BASE",
                application.base(),
                "SHIP_CHECKS",
                id,
                "SHIP_LOGIN_USER",
                "probe@example.com",
                "SHIP_LOGIN_PASSWORD",
                "a-password-of-nobody"));
        // ample, so that a busy machine slows no answer down to a warning
        for (String budget : List.of(
                "SHIP_FRONTEND_MAX_LATENCY_MS",
                "SHIP_API_MAX_LATENCY_MS",
                "SHIP_SEARCH_SLOW_MS",
                "SHIP_SEARCH_MAX_MS")) {
            variables.put(budget, "60000");
        }
        for (String set : told.all("set")) {
            String[] parts = set.split("=", 2);
            variables.put(parts[0], application.filled(parts[1]));
        }
        Problems problems = new Problems();
        Environment staging = Environment.STAGING;
        List<Check> checks =
                new BuiltInChecks().checks(staging, Variables.of(variables).in(staging, problems));
        assertThat(problems.messages()).as("problems of %s", told).isEmpty();
        Check check = checks.stream().filter(c -> c.id().equals(id)).findFirst().orElseThrow();
        return check.run(new CheckContext(
                DeployId.of(staging, now), staging, Strategy.FULL, Phase.DEPLOY, null, check.timeLimit()));
    }

    /** All that people could ever see of a result. */
    private static String shown(CheckResult result) {
        String findings = result.findings().stream()
                .map(f -> f.name() + " " + f.measured() + " " + f.expected())
                .collect(Collectors.joining("\n"));
        return result.message() + "\n" + result.error() + "\n" + result.hint() + "\n" + result.link() + "\n" + findings;
    }
}
