package io.releaseconductor.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.releaseconductor.config.Secret;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A routing header")
class RoutingHeaderTest {

    private static final String ALLOWED =
            "; allowed: NAME: VALUE, such as X-Canary: 1, with printable ASCII characters, at most 4096 in the value";

    @ParameterizedTest
    @CsvSource({
        "X-Canary: 1, X-Canary, 1",
        "x-canary:1, x-canary, 1",
        "X-Route:  a: b , X-Route, a: b",
        "Cookie: canary=always, Cookie, canary=always"
    })
    void is_a_name_a_colon_and_a_value(String text, String name, String value) {
        assertThat(RoutingHeader.of(text)).isEqualTo(new RoutingHeader(name, new Secret(value)));
    }

    @Test
    void prints_without_its_value() {
        assertThat(RoutingHeader.of("X-Canary: hush")).hasToString("RoutingHeader[X-Canary]");
    }

    @ParameterizedTest
    @CsvSource({
        "X-Canary, there is no colon in it",
        "X Canary: 1, its name is not one of a header",
        ": 1, its name is not one of a header",
        "X-Canary:, its value is empty",
        "Host: canary.valine.app, requests have a Host of their own",
        "content-length: 5, requests have a content-length of their own",
        "Über:, 'its name is not one of a header, and its value is empty'"
    })
    void is_refused_with_all_that_is_wrong(String text, String problem) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RoutingHeader.of(text))
                .withMessage("routing header: " + problem + ALLOWED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1\r\nX-Admin: 1", "1\n2", "a\tb", "a\u0000b", "grün", "\u007f"})
    void is_refused_with_control_characters_and_what_is_not_ascii(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RoutingHeader.of("X-Canary: " + value))
                .withMessage(
                        "routing header: its value is too long, or holds characters that are not allowed" + ALLOWED);
    }

    @Test
    void is_refused_if_it_is_too_long() {
        assertThat(RoutingHeader.of("X-Canary: " + "a".repeat(4096)).value().reveal())
                .hasSize(4096);
        assertThatIllegalArgumentException().isThrownBy(() -> RoutingHeader.of("X-Canary: " + "a".repeat(4097)));
    }
}
