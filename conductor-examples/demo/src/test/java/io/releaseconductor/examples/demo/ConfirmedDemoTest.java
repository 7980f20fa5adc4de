package io.releaseconductor.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The demo, where promotions to production are to be confirmed,")
class ConfirmedDemoTest {

    private static final String SHIP = "/ship env:staging strategy:full";

    private static Transcript of(String... typed) throws Exception {
        Map<String, String> variables = new HashMap<>(Transcript.GENEROUS);
        variables.put("SHIP_CONFIRM", "production");
        return Transcript.of(
                new DemoOptions(true, Duration.ofMillis(20), List.of(), variables, Duration.ofMinutes(1)), typed);
    }

    @Test
    @DisplayName("asks before it promotes, and does it once that is confirmed")
    void confirmed() throws Exception {
        Transcript transcript = of(SHIP, "promote", "confirm");

        assertThat(transcript.after("promote"))
                .contains("❓ Promote and ship Prod", "Confirm within 2min")
                .doesNotContain("✅ Deployment Promoted");
        assertThat(transcript.after("confirm")).contains("✅ Deployment Promoted");
    }

    @Test
    @DisplayName("ships with a note once that is confirmed, for which no button has room")
    void with_a_note() throws Exception {
        String ship = "/ship env:prod strategy:full note:\"fixes the login\"";
        Transcript transcript = of(ship, "confirm");

        assertThat(transcript.after(ship)).contains("❓ Ship ").doesNotContain("🚀 Deployment Initiated");
        assertThat(transcript.after("confirm")).contains("🚀 Deployment Initiated", "Note: fixes the login");
    }

    @Test
    @DisplayName("forgets the question once something else is done, and confirms nothing that nobody asked")
    void forgotten() throws Exception {
        Transcript transcript = of("confirm", SHIP, "promote", "details", "confirm");

        assertThat(transcript.text())
                .contains("Nothing waits to be confirmed.")
                .doesNotContain("✅ Deployment Promoted");
    }

    @Test
    @DisplayName("lets nobody else confirm it")
    void another() throws Exception {
        Transcript transcript = of(SHIP, "promote", "as grace", "confirm");

        assertThat(transcript.after("promote")).contains("Confirm within 2min");
        assertThat(transcript.after("confirm"))
                .contains("Nothing waits to be confirmed.")
                .doesNotContain("✅ Deployment Promoted");
    }
}
