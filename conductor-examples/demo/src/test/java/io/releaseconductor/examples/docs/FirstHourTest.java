package io.releaseconductor.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.examples.demo.app.LocalServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The page of the first hour")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "its commands need a POSIX shell")
class FirstHourTest {

    @TempDir
    private Path folder;

    @Test
    @DisplayName("ships by its command, goes on after a kill, and promotes")
    void first_hour() throws Exception {
        command("deploy.sh");
        command("rollback.sh");
        try (LocalServer application = LocalServer.start("first-hour", exchange -> {
            byte[] page = "<!doctype html><title>Home</title>".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/html");
            exchange.getResponseHeaders().add("Cache-Control", "no-cache");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        })) {
            Process first = started(application);
            type(first, "ship");
            await(first, "Running deployment workflow");
            first.destroyForcibly().waitFor();
            Files.writeString(folder.resolve("go"), "");

            Process second = started(application);
            await(second, "Overall: 1/1 checks passed");
            type(second, "promote");
            await(second, "✅ Deployment Promoted");
            second.destroyForcibly().waitFor();
        }
        assertThat(folder.resolve("deployed")).hasContent("staging deploy");
    }

    /** As the page shows it, but that it waits for the test. */
    private void command(String name) throws IOException {
        Matcher shown = Pattern.compile("```sh\n(#!/bin/sh\n[^`]*)```")
                .matcher(Files.readString(Doc.repository().resolve("docs/first-hour.md")));
        assertThat(shown.find()).isTrue();
        Path file = Files.writeString(
                folder.resolve(name),
                shown.group(1).replace("#!/bin/sh\n", "#!/bin/sh\nuntil [ -e go ]; do sleep 0.1; done\n"));
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private Process started(LocalServer application) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dstdout.encoding=UTF-8",
                "-Dfile.encoding=UTF-8",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                FirstHour.class.getName());
        builder.environment().keySet().removeIf(name -> name.matches("(GITHUB|SHIP|FRONTEND|VITE)_.*"));
        builder.environment().put("FRONTEND_BASE_URL", application.base().toString());
        builder.environment().put("SHIP_FRONTEND_MAX_LATENCY_MS", "60000");
        builder.environment().put("SHIP_CHECKS", "frontend");
        return builder.directory(folder.toFile()).redirectErrorStream(true).start();
    }

    private static void type(Process service, String line) throws IOException {
        OutputStream input = service.getOutputStream();
        input.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        input.flush();
    }

    /** Ends the service if it does not come to it, so that the output ends as well. */
    private static void await(Process service, String text) throws IOException {
        ProcessHandle process = service.toHandle();
        CompletableFuture.delayedExecutor(60, TimeUnit.SECONDS).execute(process::destroyForcibly);
        BufferedReader output = service.inputReader(StandardCharsets.UTF_8);
        StringBuilder seen = new StringBuilder();
        String line = output.readLine();
        while (line != null && !line.contains(text)) {
            seen.append(line).append('\n');
            line = output.readLine();
        }
        assertThat(line).as("what follows\n%s", seen).contains(text);
    }
}
