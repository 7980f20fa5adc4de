package io.releaseconductor.examples.demo.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.examples.demo.app.Fault;
import io.releaseconductor.examples.demo.app.Version;
import io.releaseconductor.examples.demo.app.VersionShelf;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The next version")
class NextVersionsTest {

    @TempDir
    private Path directory;

    private VersionShelf shelf;
    private NextVersions versions;

    @BeforeEach
    void start() {
        shelf = new VersionShelf(directory);
        versions = new NextVersions(shelf, 2);
    }

    @Test
    @DisplayName("is counted once it is shipped, and not before")
    void counted() {
        assertThat(versions.build(null)).isEqualTo(Version.good("v2"));
        assertThat(versions.build(null)).isEqualTo(Version.good("v2"));

        versions.shipped(Version.good("v2"));
        assertThat(versions.build(null)).isEqualTo(Version.good("v3"));
    }

    @Test
    @DisplayName("has the planned faults until it is shipped; the one after it is good")
    void faults() {
        assertThat(versions.plan(Set.of(Fault.DEAD_API)))
                .isEqualTo("The next version, v2, has: dead-api (the API hangs up: rolls back by itself)");

        Version bad = versions.build(null);
        assertThat(shelf.get("v2")).isEqualTo(bad);
        assertThat(bad.faults()).containsExactly(Fault.DEAD_API);

        versions.shipped(bad);
        assertThat(versions.describe()).isEqualTo("The next version, v3, is good.");
    }

    @Test
    @DisplayName("under a given name is what it was before, and does not count unless it is its turn")
    void named() {
        versions.plan(Set.of(Fault.SLOW_SEARCH));
        versions.shipped(versions.build(null));

        versions.shipped(versions.build("v2"));
        assertThat(shelf.get("v2").has(Fault.SLOW_SEARCH)).isTrue();
        assertThat(versions.describe()).contains("v3");

        versions.shipped(versions.build("v3"));
        assertThat(versions.describe()).contains("v4");
    }
}
