package io.releaseconductor.http.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.releaseconductor.config.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The key of a webhook")
class SigningKeyTest {

    @Test
    @DisplayName("signs as the reference libraries of Standard Webhooks do")
    void the_vector_that_everybody_tests_with() {
        SigningKey key = SigningKey.of(new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
        byte[] body = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);

        assertThat(key.sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330L, body))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 23, 65})
    void has_24_to_64_bytes(int bytes) {
        String text = "whsec_" + Base64.getEncoder().encodeToString(new byte[bytes]);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> SigningKey.of(new Secret(text)))
                .withMessage("webhook: the key is not allowed; allowed: whsec_ and 24 to 64 bytes in Base64");
    }

    @ParameterizedTest
    @ValueSource(strings = {"MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_not base64, not base64, not base64", "whsec_"})
    void is_written_as_the_standard_writes_it(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SigningKey.of(new Secret(text)))
                .withMessage("webhook: the key is not allowed; allowed: whsec_ and 24 to 64 bytes in Base64");
    }
}
