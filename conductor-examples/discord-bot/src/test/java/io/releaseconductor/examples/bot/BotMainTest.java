package io.releaseconductor.examples.bot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.AbstractMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The bot ends")
class BotMainTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private int run(Map<String, String> environment, String... args) {
        return BotMain.run(List.of(args), environment, new PrintStream(bytes, true, StandardCharsets.UTF_8));
    }

    private String said() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    @DisplayName("with 1 where another start does not help, since the configuration has to be mended")
    void configuration() {
        assertThat(run(Map.of())).isEqualTo(1);
        assertThat(said()).startsWith("The configuration has 7 problems:");
    }

    @Test
    @DisplayName("with 2 for arguments that it does not know")
    void arguments() {
        assertThat(run(Map.of(), "--chck")).isEqualTo(2);
        assertThat(said()).startsWith("Usage: ");
    }

    @Test
    @DisplayName("with 4 after what it does not expect, of which the log tells")
    void defect() {
        Map<String, String> broken = new AbstractMap<>() {
            @Override
            public Set<Entry<String, String>> entrySet() {
                throw new IllegalStateException("broken");
            }
        };
        assertThat(run(broken)).isEqualTo(4);
        assertThat(said())
                .startsWith("The bot ends, since it met what it does not expect")
                .doesNotContain("broken");
    }
}
