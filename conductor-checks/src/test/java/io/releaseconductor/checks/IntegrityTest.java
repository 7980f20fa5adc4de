package io.releaseconductor.checks;

import static org.assertj.core.api.Assertions.assertThat;

import okio.ByteString;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The integrity that a page demands")
class IntegrityTest {

    private static final ByteString CONTENT = ByteString.encodeUtf8("window.fern = 1;");
    private static final String RIGHT = "sha256-" + CONTENT.sha256().base64();
    private static final String STRONG = "sha512-" + CONTENT.sha512().base64();
    private static final String WRONG =
            "sha256-" + ByteString.encodeUtf8("?").sha256().base64();
    private static final String STRONG_AND_WRONG =
            "sha512-" + ByteString.encodeUtf8("?").sha512().base64();

    @Test
    void holds_if_one_of_the_strongest_hashes_matches() {
        assertThat(Integrity.holds(RIGHT, CONTENT)).isTrue();
        assertThat(Integrity.holds(WRONG + " " + RIGHT, CONTENT)).isTrue();
        assertThat(Integrity.holds(WRONG + "\n" + STRONG + "?ct=x", CONTENT)).isTrue();
        assertThat(Integrity.holds("sha256-" + CONTENT.sha256().base64Url(), CONTENT))
                .isTrue();
    }

    @Test
    void does_not_hold_otherwise() {
        assertThat(Integrity.holds(WRONG, CONTENT)).isFalse();
        assertThat(Integrity.holds(RIGHT + " " + STRONG_AND_WRONG, CONTENT)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "md5-abc", "sha256", "sha1-qqqq", "none of that"})
    void holds_if_it_demands_nothing_that_is_known(String attribute) {
        assertThat(Integrity.holds(attribute, CONTENT)).isTrue();
    }
}
