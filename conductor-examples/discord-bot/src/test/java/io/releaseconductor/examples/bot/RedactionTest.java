package io.releaseconductor.examples.bot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;

class RedactionTest {

    @Property
    @Label("No secret variable's value is left in a text, wherever it stands")
    void gone(
            @ForAll String before,
            @ForAll String after,
            @ForAll @AlphaChars @StringLength(min = 8, max = 30) String secret) {
        String text = before + secret + after + secret;
        for (String name : new String[] {
            "DISCORD_TOKEN",
            "GITHUB_TOKEN",
            "GITHUB_APP_PRIVATE_KEY",
            "GITHUB_WEBHOOK_SECRET",
            "REDIS_PASSWORD",
            "JDBC_PASSWORD",
            "SHIP_LOGIN_PASSWORD_PROD",
            "SHIP_ALERT_WEBHOOK_SECRET",
            "SHIP_AUDIT_KEY",
            "PROMETHEUS_TOKEN_PROD",
            "PROMETHEUS_PASSWORD",
            "INCIDENT_AUTHORIZATION"
        }) {
            assertThat(new Redaction(Map.of(name, secret)).of(text)).doesNotContain(secret);
        }
        assertThat(new Redaction(
                                Map.of("JDBC_URL", "jdbc:postgresql://db/team?user=a&password=" + secret + "&ssl=true"))
                        .of(text))
                .doesNotContain(secret);
        assertThat(new Redaction(Map.of("REDIS_URL", "redis://me:" + secret + "@host")).of(text))
                .doesNotContain(secret);
    }

    @Property(tries = 50)
    @Label("What is no secret stays")
    void stays(@ForAll @AlphaChars @StringLength(min = 8, max = 30) String text) {
        assertThat(new Redaction(Map.of("GITHUB_REPOSITORY", text, "SHIP_REF", text)).of(text))
                .isEqualTo(text);
    }
}
