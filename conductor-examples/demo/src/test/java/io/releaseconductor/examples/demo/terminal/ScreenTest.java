package io.releaseconductor.examples.demo.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The screen")
class ScreenTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

    @Test
    @DisplayName("repeats piped lines, so that the transcript can be read")
    void piped() throws IOException {
        Teletype teletype = new PipedTeletype(typed("help\n"), out);
        Screen screen = new Screen(teletype);
        assertThat(teletype.next()).isEqualTo("help");
        screen.carriedOut("help");
        screen.line("This is help.");

        assertThat(text()).isEqualTo("> help\nThis is help.\n");
    }

    @Test
    @DisplayName("asks a person again after something else was printed over the prompt")
    void interactive() throws IOException {
        Meanwhile meanwhile = new Meanwhile();
        Teletype teletype = new PlainTeletype(meanwhile, out, StandardCharsets.UTF_8);
        Screen screen = new Screen(teletype);
        meanwhile.then = () -> screen.line("Meanwhile.");
        assertThat(teletype.next()).isEqualTo("help");
        screen.carriedOut("help");
        screen.line("This is help.");

        assertThat(text()).isEqualTo("> \r  \rMeanwhile.\n> This is help.\n");
    }

    @Test
    @DisplayName("keeps one empty line between blocks")
    void blocks() {
        Screen screen = new Screen(new PipedTeletype(InputStream.nullInputStream(), out));
        screen.block("one");
        screen.block("two\nlines");
        screen.line("end");
        screen.block("");

        assertThat(text()).isEqualTo("one\n\ntwo\nlines\n\nend\n\n");
    }

    @Test
    @DisplayName("writes plain words for symbols that a terminal has not, and nothing for those that tell nothing")
    void ascii() {
        Screen screen = new Screen(plain(StandardCharsets.US_ASCII));
        screen.block("""
                🚀 Deployment Initiated
                Strategy: Canary: 10 % → 50 %…
                   Staging | ⚠️ Search: slow
                🦄 It’s “Jörg”""");

        assertThat(printed.toString(StandardCharsets.US_ASCII).replace(System.lineSeparator(), "\n"))
                .isEqualTo("""
                [>] Deployment Initiated
                Strategy: Canary: 10 % -> 50 %...
                   Staging | [!] Search: slow
                It's "J?rg"

                """);
    }

    @Test
    @DisplayName("has a plain sign for each symbol on a card")
    void all_symbols() throws IOException {
        Path cards = Path.of("")
                .toAbsolutePath()
                .resolve("../../conductor-core/src/test/resources/cards")
                .normalize();
        try (Stream<Path> files = Files.list(cards)) {
            for (Path card : files.toList()) {
                assertThat(Files.readString(card)
                                .codePoints()
                                .filter(each -> each > 127 && each != 0xFE0F && !Character.isLetterOrDigit(each))
                                .filter(each -> Symbol.plain(each).isEmpty())
                                .mapToObj(Character::toString))
                        .as("what the plain words of %s lack", card.getFileName())
                        .isEmpty();
            }
        }
    }

    @Test
    @DisplayName("leaves what a terminal's encoding has as it is")
    void latin() {
        Screen screen = new Screen(plain(StandardCharsets.ISO_8859_1));
        screen.line("PROD · 1 of 5: ❌ Jörg");

        assertThat(printed.toString(StandardCharsets.ISO_8859_1).strip()).isEqualTo("PROD · 1 of 5: [x] Jörg");
    }

    private Teletype plain(Charset charset) {
        return new PlainTeletype(InputStream.nullInputStream(), out, charset);
    }

    private static InputStream typed(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    /** Somebody who types once something else has happened. */
    private static final class Meanwhile extends ByteArrayInputStream {

        private Runnable then = () -> {};

        Meanwhile() {
            super("help\n".getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public synchronized int read(byte[] bytes, int offset, int length) {
            then.run();
            then = () -> {};
            return super.read(bytes, offset, length);
        }
    }
}
