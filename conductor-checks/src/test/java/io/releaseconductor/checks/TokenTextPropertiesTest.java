package io.releaseconductor.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

@Label("A token")
class TokenTextPropertiesTest {

    /** What applications do to a token before they put it into a cookie. */
    @Provide
    Arbitrary<UnaryOperator<String>> wrapping() {
        return Arbitraries.of(List.<UnaryOperator<String>>of(
                t -> URLEncoder.encode(t, StandardCharsets.UTF_8),
                t -> "\"" + t + "\"",
                t -> "Bearer " + t,
                t -> "s:" + t + ".4qKyaFIB4mq9fpZViqe1L1hiHbbGfRTZDZHhFtTvI10",
                t -> "j:{\"user\":7,\"token\":" + quoted(t) + "}",
                t -> "{\"access_token\":" + quoted(t) + ",\"expires_in\":3600}",
                t -> "[" + quoted(t) + ",null]",
                t -> "base64-"
                        + Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(("{\"t\":" + quoted(t) + "}").getBytes(StandardCharsets.UTF_8)),
                t -> Base64.getEncoder().encodeToString(quoted(t).getBytes(StandardCharsets.UTF_8))
                        + "--0f3a9c5d7e1b2a4c"));
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    @Property(tries = 300)
    void is_found_in_whatever_it_is_wrapped(
            @ForAll @Size(max = 3) List<@From("wrapping") UnaryOperator<String>> wrappings) {
        String valid = Tokens.fresh();
        String expired = Tokens.expiringIn(-1);
        for (UnaryOperator<String> wrapping : wrappings) {
            valid = wrapping.apply(valid);
            expired = wrapping.apply(expired);
        }

        assertThat(Jwt.find(valid, Checks.NOW)).isEqualTo(JwtState.VALID);
        assertThat(Jwt.find(expired, Checks.NOW)).isEqualTo(JwtState.EXPIRED);
    }

    @Property(tries = 500)
    void of_any_text_is_judged_and_never_throws(@ForAll String value) {
        assertThat(Jwt.find(value, Checks.NOW)).isNotNull();
    }

    @Property(tries = 50)
    void has_readings_in_bounded_number_and_size(
            @ForAll @StringLength(min = 1, max = 40) String piece, @ForAll boolean nested) {
        String text = (nested ? "[\"a-" + piece + "--%41:\"" : piece + "-.:%25{").repeat(2_000);

        assertThat(TokenText.readings(text)).hasSizeLessThanOrEqualTo(200);
        assertThat(TokenText.readings(text).stream().mapToLong(String::length).sum())
                .isLessThanOrEqualTo(400_000);
    }
}
