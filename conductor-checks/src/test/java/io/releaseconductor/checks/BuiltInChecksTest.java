package io.releaseconductor.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.releaseconductor.check.Check;
import io.releaseconductor.check.CheckProvider;
import io.releaseconductor.config.Problems;
import io.releaseconductor.config.VariableReader;
import io.releaseconductor.config.Variables;
import io.releaseconductor.model.Environment;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The built-in checks")
class BuiltInChecksTest {

    private static final URI BASE = URI.create("https://valine.app");

    @Test
    void are_found_like_those_of_anybody() {
        assertThat(ServiceLoader.load(CheckProvider.class)).hasAtLeastOneElementOfType(BuiltInChecks.class);
    }

    @Test
    void are_the_five_of_the_specification_in_its_order() {
        Problems problems = new Problems();
        VariableReader variables = Variables.of(
                        Map.of("FRONTEND_BASE_URL", BASE.toString(), "VITE_API_BASE", BASE.toString()))
                .in(Environment.STAGING, problems);

        List<Check> checks = new BuiltInChecks().checks(Environment.STAGING, variables);

        assertThat(checks).extracting(Check::id).containsExactly("frontend", "api", "auth", "search", "media");
        assertThat(checks).extracting(Check::name).containsExactly("Frontend", "API", "Auth", "Search", "Media");
        assertThat(problems.messages()).isEmpty();
    }

    @Test
    void can_be_made_by_code() {
        BuiltInCheckOptions options = BuiltInCheckOptions.of(BASE, BASE)
                .withAuth(null)
                .withApi(ApiOptions.at(BASE).withMaxLatency(Duration.ofMillis(300)))
                .withLimits(HttpLimits.defaults().withTimeLimit(Duration.ofSeconds(5)));

        List<Check> checks = BuiltInChecks.of(options);

        assertThat(checks).extracting(Check::id).containsExactly("frontend", "api", "search", "media");
        assertThat(checks).extracting(Check::timeLimit).containsOnly(Duration.ofSeconds(5));
    }

    @Test
    void are_none_without_options() {
        assertThat(BuiltInChecks.of(BuiltInCheckOptions.none())).isEmpty();
        assertThatNullPointerException()
                .isThrownBy(() -> BuiltInChecks.of(null))
                .withMessage("options");
    }
}
