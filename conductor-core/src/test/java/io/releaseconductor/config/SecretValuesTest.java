package io.releaseconductor.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Secrets among variables")
class SecretValuesTest {

    private static boolean isSecret(String name, String value, String secret) {
        return Variables.of(Map.of(name, value))
                .reader(new Problems())
                .secrets()
                .contains(new Secret(secret));
    }

    @ParameterizedTest
    @DisplayName("are told by their names, which nobody need have asked for")
    @ValueSource(
            strings = {
                "GITHUB_TOKEN",
                "SHIP_LOGIN_PASSWORD_PROD",
                "AWS_SECRET_ACCESS_KEY",
                "SHOP_API_KEY",
                "SHOP_APIKEY",
                "GITHUB_APP_PRIVATE_KEY",
                "SHIP_AUDIT_KEY",
                "INCIDENT_AUTHORIZATION",
                "npm_token",
                "TOKEN",
                "SHOP_CREDENTIALS"
            })
    void names(String name) {
        assertThat(isSecret(name, " open sesame ", "open sesame")).isTrue();
    }

    @ParameterizedTest
    @DisplayName("are not what other names have, or what is too short to be one")
    @CsvSource({"SHIP_REF, main branch", "MONKEY, banana", "KEYBOARD, qwerty", "MAX_TOKENS, 500", "GITHUB_TOKEN, ' '"})
    void others(String name, String value) {
        assertThat(isSecret(name, value, value.strip())).isFalse();
    }

    @ParameterizedTest
    @DisplayName("are passwords in URLs, whatever the name")
    @ValueSource(
            strings = {
                "redis://user:sesame@redis.example.com",
                "rediss://:sesame@redis.example.com",
                "jdbc:postgresql://db.example.com/team?user=me&password=sesame&ssl=true"
            })
    void urls(String url) {
        assertThat(isSecret("WHATEVER", url, "sesame")).isTrue();
    }
}
