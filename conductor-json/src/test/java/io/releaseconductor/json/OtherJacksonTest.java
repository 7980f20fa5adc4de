package io.releaseconductor.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.cfg.PackageVersion;
import io.releaseconductor.testkit.OtherClassPath;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Records in an application that brings another Jackson")
class OtherJacksonTest {

    private static final Path FOLDER = Path.of("target", "other-versions");

    /** Makes what reads and writes them, and says what came of it. */
    public static final class Opening implements Supplier<String> {
        @Override
        public String get() {
            try {
                return "made " + new DeploymentJson().getClass().getSimpleName();
            } catch (RuntimeException e) {
                return e.getClass().getSimpleName() + ": " + e.getMessage();
            }
        }
    }

    @Test
    @DisplayName(
            "are neither read nor written: the version that is there, the one that is needed, and what to do are named")
    void are_refused() {
        String said = OtherClassPath.run(
                Opening.class,
                "jackson-",
                FOLDER.resolve("jackson-databind-2.12.7.jar"),
                FOLDER.resolve("jackson-core-2.12.7.jar"));
        assertThat(said)
                .startsWith("ConfigurationException")
                .contains("conductor-json needs Jackson " + DeploymentJson.JACKSON.version())
                .contains("Jackson 2.12.7 is on the class path, which lacks ")
                .contains("property jackson-bom.version");
    }

    @Test
    @DisplayName("are read and written with the one that they are built with, and its version is named as needed")
    void fits() {
        assertThat(new Opening().get()).isEqualTo("made DeploymentJson");
        assertThat(DeploymentJson.JACKSON.version()).isEqualTo(PackageVersion.VERSION.toString());
    }
}
