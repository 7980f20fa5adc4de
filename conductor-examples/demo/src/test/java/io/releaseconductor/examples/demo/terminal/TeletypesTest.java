package io.releaseconductor.examples.demo.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What there is to sit at")
class TeletypesTest {

    @Test
    @DisplayName("has colours unless NO_COLOR says anything")
    void colours() {
        assertThat(Teletypes.wantsColours(Map.of())).isTrue();
        assertThat(Teletypes.wantsColours(Map.of("NO_COLOR", ""))).isTrue();
        assertThat(Teletypes.wantsColours(Map.of("NO_COLOR", "1"))).isFalse();
        assertThat(Teletypes.wantsColours(Map.of("NO_COLOR", "false"))).isFalse();
    }

    @Test
    @DisplayName("is a plain prompt without colours where there is no terminal, whatever TERM says")
    void no_terminal() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        Teletype teletype = Teletypes.typed(Map.of("TERM", "xterm-256color"), InputStream.nullInputStream(), nowhere);

        assertThat(teletype).isInstanceOf(PlainTeletype.class);
        assertThat(teletype.showsColours()).isFalse();
        assertThat(teletype.charset()).isEqualTo(StandardCharsets.UTF_8);
    }
}
