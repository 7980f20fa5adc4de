package io.releaseconductor.examples.demo.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("An installation")
class InstallationTest {

    private static final Version V1 = Version.good("v1");
    private static final Version V2 = new Version("v2", Set.of(Fault.SLOW_SEARCH, Fault.BROKEN_LOGIN));

    @TempDir
    private Path directory;

    private Installation installation;

    @BeforeEach
    void create() {
        installation = new Installation(directory);
    }

    @Test
    @DisplayName("is the same for another process, faults included")
    void onDisk() {
        installation.install(V2);

        assertThat(new Installation(directory).current()).isEqualTo(V2);
    }

    @Test
    @DisplayName("serves the canary while there is one, and leaves the others as they are")
    void canary() {
        installation.install(V1);
        installation.installCanary(V2);

        assertThat(installation.served()).isEqualTo(V2);
        assertThat(installation.current()).isEqualTo(V1);

        installation.removeCanary();
        assertThat(installation.served()).isEqualTo(V1);
    }

    @Test
    @DisplayName("has no canary any more once a version is on all instances")
    void promoted() {
        installation.install(V1);
        installation.installCanary(V2);
        installation.install(V2);

        assertThat(installation.canary()).isEmpty();
        assertThat(installation.served()).isEqualTo(V2);
    }

    @Test
    @DisplayName("switches back to what was installed before")
    void switchBack() {
        installation.install(V1);
        installation.install(V2);

        assertThat(installation.switchBack()).isEqualTo(V1);
        assertThat(installation.served()).isEqualTo(V1);
    }

    @Test
    @DisplayName("says so where nothing is installed, now or before")
    void nothing() {
        assertThatThrownBy(installation::served).hasMessageContaining("nothing is installed in");
        installation.install(V1);
        assertThatThrownBy(installation::switchBack).hasMessageContaining("nothing was installed before in");
    }

    @Test
    @DisplayName("refuses versions whose names could leave the shelf")
    void names() {
        assertThatThrownBy(() -> Version.good("../v2"))
                .hasMessage("version: \"../v2\" is not allowed; allowed: " + Version.ALLOWED);
        assertThat(new VersionShelf(directory).get("never-put-there")).isEqualTo(Version.good("never-put-there"));
    }
}
