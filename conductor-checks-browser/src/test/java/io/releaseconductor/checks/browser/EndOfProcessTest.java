package io.releaseconductor.checks.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.local.ProcessTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A real browser ends with the process that started it,")
class EndOfProcessTest {

    @TempDir
    Path folder;

    @BeforeAll
    static void requireBrowser() {
        Looks.requireBrowser();
    }

    private Process holder() throws IOException {
        Process holder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        HeldBrowser.class.getName(),
                        folder.toRealPath().toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(holder.getInputStream().read()).isEqualTo('!');
        return holder;
    }

    private List<ProcessHandle> browsers(Process holder) throws IOException {
        return ProcessTree.marked(folder.toRealPath().toString()).stream()
                .filter(process -> process.pid() != holder.pid())
                .toList();
    }

    @Test
    @DisplayName("which is asked to end: nothing is left")
    void terminated() throws Exception {
        Process holder = holder();
        assertThat(browsers(holder)).isNotEmpty();

        holder.destroy();
        holder.waitFor();

        new Looks(folder).requireNothingLeft();
    }

    @Test
    @DisplayName("which is killed and can do nothing about it: no process is left")
    void killed() throws Exception {
        Process holder = holder();
        List<ProcessHandle> browsers = browsers(holder);
        assertThat(browsers).isNotEmpty();

        holder.destroyForcibly().waitFor();

        CompletableFuture.allOf(browsers.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new))
                .get(1, TimeUnit.MINUTES);
    }
}
