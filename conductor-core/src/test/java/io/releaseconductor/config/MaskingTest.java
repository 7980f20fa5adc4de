package io.releaseconductor.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Masking")
class MaskingTest {

    private static String masked(String text, String... secrets) {
        return Masking.of(List.of(secrets).stream().map(Secret::new).toList()).mask(text);
    }

    @Test
    @DisplayName("takes a secret out wherever it is, and leaves the rest")
    void everywhere() {
        assertThat(masked("sesame: open sesame!", "sesame")).isEqualTo("***: open ***!");
        assertThat(masked("nothing in it", "sesame")).isEqualTo("nothing in it");
    }

    @Test
    @DisplayName("takes a secret that holds another out whole")
    void whole() {
        assertThat(masked("sesame-street, sesame", "sesame", "sesame-street", "sesame"))
                .isEqualTo("***, ***");
    }

    @Test
    @DisplayName("takes nothing for a secret that is blank")
    void blank() {
        assertThat(masked("a b", "", " ")).isEqualTo("a b");
    }
}
