package io.releaseconductor.github;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.cfg.PackageVersion;
import io.releaseconductor.config.Secret;
import io.releaseconductor.testkit.OtherClassPath;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Supplier;
import okhttp3.OkHttp;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The GitHub adapter in an application that brings another HTTP client")
class OtherLibrariesTest {

    /** Makes the adapter and says what came of it. */
    public static final class Opening implements Supplier<String> {
        @Override
        public String get() {
            try {
                return "opened "
                        + GitHubWorkflows.of(
                                GitHubOptions.of("octo", "app"),
                                GitHubAuth.token(new Secret("any")),
                                Clock.systemUTC());
            } catch (RuntimeException e) {
                return e.getClass().getSimpleName() + ": " + e.getMessage();
            }
        }
    }

    @Test
    @DisplayName("is not made, and names the version that is there, the one that is needed, and what to do")
    void is_not_made() {
        String said = OtherClassPath.run(
                Opening.class, "okhttp-jvm-", Path.of("target", "other-versions", "okhttp-4.12.0.jar"));
        assertThat(said)
                .startsWith("ConfigurationException")
                .contains("conductor-github needs OkHttp " + OkHttp.VERSION)
                .contains("OkHttp 4.12.0 is on the class path, which lacks ")
                .contains("dependency:tree");
    }

    @Test
    @DisplayName("says so as well if a library that the client needs is missing")
    void says_what_does_not_link() {
        assertThat(OtherClassPath.run(Opening.class, "okio-jvm-"))
                .startsWith("ConfigurationException")
                .contains("does not link")
                .contains("okio");
    }

    @Test
    @DisplayName("is made with those that it is built with, and names their versions as needed")
    void is_made() {
        assertThat(new Opening().get()).startsWith("opened GitHubWorkflows[octo/app");
        assertThat(Libraries.OK_HTTP.version()).isEqualTo(OkHttp.VERSION);
        assertThat(Libraries.JACKSON.version()).isEqualTo(PackageVersion.VERSION.toString());
    }
}
