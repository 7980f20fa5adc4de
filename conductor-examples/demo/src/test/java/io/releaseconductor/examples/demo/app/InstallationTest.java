package io.releaseconductor.examples.demo.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    @DisplayName("serves the canary on as many instances as it is on, and leaves the others as they are")
    void canary() {
        installation.install(V1);
        installation.installCanary(V2, 5);

        assertThat(installation.canaryInstances()).isEqualTo(5);
        assertThat(installation.on(5)).isEqualTo(V2);
        assertThat(installation.on(6)).isEqualTo(V1).isEqualTo(installation.current());

        installation.removeCanary();
        assertThat(installation.on(1)).isEqualTo(V1);
    }

    @Test
    @DisplayName("has as many canary instances as a share takes, and no more than there are")
    void shares() {
        assertThat(List.of(1, 5, 10, 11, 50, 99, 100))
                .extracting(Installation::instances)
                .containsExactly(1, 1, 1, 2, 5, 10, 10);
        for (int instances : new int[] {0, 11}) {
            assertThatThrownBy(() -> installation.installCanary(V2, instances))
                    .hasMessage("instances: " + instances + " is not allowed; allowed: 1 to 10");
        }
    }

    @Test
    @DisplayName("has one canary instance where it was installed when there were no more")
    void older() throws IOException {
        installation.install(V1);
        Files.writeString(directory.resolve("canary.properties"), "version=v2");

        assertThat(installation.canaryInstances()).isEqualTo(1);
        assertThat(installation.on(1).name()).isEqualTo("v2");
        assertThat(installation.on(2).name()).isEqualTo("v1");
    }

    @Test
    @DisplayName("is ill from half of the instances on, where its version is bad there")
    void badAtHalf() {
        Version bad = new Version("v2", Set.of(Fault.BAD_AT_50));
        installation.install(V1);

        installation.installCanary(bad, 4);
        assertThat(installation.on(1).has(Fault.BROKEN_LOGIN)).isFalse();
        installation.installCanary(bad, 5);
        assertThat(installation.on(1).has(Fault.BROKEN_LOGIN)).isTrue();
        assertThat(installation.on(6)).isEqualTo(V1);
        installation.install(bad);
        assertThat(installation.on(10).has(Fault.BROKEN_LOGIN)).isTrue();
    }

    @Test
    @DisplayName("has no canary any more once a version is on all instances")
    void promoted() {
        installation.install(V1);
        installation.installCanary(V2, 1);
        installation.install(V2);

        assertThat(installation.canary()).isEmpty();
        assertThat(installation.canaryInstances()).isZero();
        assertThat(installation.on(10).name()).isEqualTo("v2");
    }

    @Test
    @DisplayName("switches back to what was installed before")
    void switchBack() {
        installation.install(V1);
        installation.install(V2);

        assertThat(installation.switchBack()).isEqualTo(V1);
        assertThat(installation.on(1)).isEqualTo(V1);
    }

    @Test
    @DisplayName("says so where nothing is installed, now or before")
    void nothing() {
        assertThatThrownBy(() -> installation.on(1)).hasMessageContaining("nothing is installed in");
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
