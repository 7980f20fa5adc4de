package io.releaseconductor.examples.demo.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The screen")
class ScreenTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    @DisplayName("repeats piped lines, so that the transcript can be read")
    void piped() {
        Screen screen = screen(false);
        screen.ask();
        screen.read("help");
        screen.line("This is help.");

        assertThat(text()).isEqualTo("> help\nThis is help.\n");
    }

    @Test
    @DisplayName("asks a person again after something else was printed over the prompt")
    void interactive() {
        Screen screen = screen(true);
        screen.ask();
        screen.line("Meanwhile.");
        screen.read("help");
        screen.line("This is help.");

        assertThat(text()).isEqualTo("> \r  \rMeanwhile.\n> This is help.\n");
    }

    @Test
    @DisplayName("keeps one empty line between blocks")
    void blocks() {
        Screen screen = screen(false);
        screen.block("one");
        screen.block("two\nlines");
        screen.line("end");

        assertThat(text()).isEqualTo("one\n\ntwo\nlines\n\nend\n");
    }

    private Screen screen(boolean interactive) {
        return new Screen(new PrintStream(printed, true, StandardCharsets.UTF_8), interactive);
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
