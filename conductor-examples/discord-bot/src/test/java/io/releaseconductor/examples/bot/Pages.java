package io.releaseconductor.examples.bot;

import java.nio.file.Files;
import java.nio.file.Path;

/** The files of the repository that these tests are run in. */
final class Pages {

    private Pages() {}

    static Path root() {
        Path at = Path.of("").toAbsolutePath();
        while (at != null && !Files.exists(at.resolve("docs/cards.md"))) {
            at = at.getParent();
        }
        if (at == null) {
            throw new IllegalStateException("not run within the repository");
        }
        return at;
    }
}
