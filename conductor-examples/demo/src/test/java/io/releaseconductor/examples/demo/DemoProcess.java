package io.releaseconductor.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** A demo in a process of its own, whose workflows take seconds, to be killed. */
final class DemoProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader output;
    private final Writer input;
    private final StringBuilder seen = new StringBuilder();

    private DemoProcess(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
        this.input = process.outputWriter(StandardCharsets.UTF_8);
    }

    /** With its state in a folder; what is typed is carried out at once. */
    static DemoProcess start(Path folder, Map<String, String> variables) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                DemoMain.class.getName(),
                "--interactive",
                "--step-ms=700",
                "--visits=0");
        builder.environment().keySet().removeIf(name -> name.matches("(GITHUB|SHIP|REDIS|DEMO)_.*"));
        builder.environment().putAll(variables);
        builder.environment().put("DEMO_STATE", folder.toString());
        return new DemoProcess(builder.redirectErrorStream(true).start());
    }

    void type(String line) throws IOException {
        input.write(line + "\n");
        input.flush();
    }

    /** Waits for a line with a text, and gives it. */
    String await(String text) throws IOException {
        String line = output.readLine();
        while (line != null && !line.contains(text)) {
            seen.append(line).append('\n');
            line = output.readLine();
        }
        assertThat(line).as("what follows\n%s", seen).contains(text);
        return line;
    }

    /** As {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
