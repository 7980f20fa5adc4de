package io.releaseconductor.checks.browser;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Pages, and looks at them with a real browser; skipped, with the reason, where there is none. */
abstract class RealBrowserTest {

    @TempDir
    Path folder;

    Pages pages;
    Looks looks;

    @BeforeAll
    static void requireBrowser() {
        Looks.requireBrowser();
    }

    @BeforeEach
    void start() throws IOException {
        pages = Pages.start();
        looks = new Looks(folder);
    }

    @AfterEach
    void stop() {
        pages.close();
    }
}
