package io.releaseconductor.examples.bot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("try URL")
class TryModeTest {

    private static final Pattern SETTING = Pattern.compile("(?m)^([A-Z_]+)=(.*)$");

    private final Site application = Site.application();
    private final Map<String, String> environment = new HashMap<>(Map.of(
            "SHIP_FRONTEND_MAX_LATENCY_MS",
            "60000",
            "SHIP_API_MAX_LATENCY_MS",
            "60000",
            "SHIP_SEARCH_SLOW_MS",
            "60000",
            "SHIP_SEARCH_MAX_MS",
            "60000"));
    private final Terminal terminal = new Terminal(environment);

    @AfterEach
    void close() {
        application.close();
    }

    @Test
    @DisplayName("needs an address and nothing else, and suggests what works when it is pasted")
    void suggests() {
        application.remove("/health");
        application.json("/healthz", 200, "{\"status\":\"ok\"}");
        String said = terminal.run("try", application.url().toString());
        assertThat(said)
                .contains(
                        "Frontend at " + application.url(),
                        "✓ Frontend: 200 OK",
                        "✗ API: 404 Not Found",
                        "✓ Tried, and understood: SHIP_API_PATH=/healthz",
                        "? Auth: No login credentials",
                        "\nSHIP_CHECKS=frontend,api,search,media\n",
                        "3 of 5 checks pass");
        assertThat(terminal.exit()).isEqualTo(1);

        Matcher setting = SETTING.matcher(said);
        while (setting.find()) {
            environment.put(setting.group(1), setting.group(2));
        }
        String then = terminal.run("try", application.url().toString());
        assertThat(then).contains("All checks pass as they are set.");
        assertThat(terminal.exit()).isZero();
    }

    @Test
    @DisplayName("tells a misspelt variable before it tries anything")
    void misspelt() {
        environment.put("SHIP_API_PTH", "/healthz");
        assertThat(terminal.run("try", application.url().toString()))
                .isEqualTo("SHIP_API_PTH is not known; did you mean SHIP_API_PATH?\n");
        assertThat(terminal.exit()).isEqualTo(2);
    }

    @Test
    @DisplayName("takes a second address for the API, and shows no password")
    void secondAddress() {
        environment.put("SHIP_LOGIN_USER", "check@example.com");
        environment.put("SHIP_LOGIN_PASSWORD", "neverShownAnywhere");
        environment.put("SHIP_CHECKS", "frontend,auth");
        try (Site api = Site.start()) {
            api.json("/auth/login", 401, "{\"error\":\"neverShownAnywhere is wrong\"}");
            assertThat(terminal.run(
                            "try", application.url().toString(), api.url().toString()))
                    .contains("API at " + api.url(), "✓ Frontend", "✗ Auth: 401 Unauthorized")
                    .doesNotContain("neverShownAnywhere");
        }
    }

    @Test
    @DisplayName("says what an address has to be, and how it is called")
    void wrong() {
        assertThat(terminal.run("try", "shop.example.com"))
                .startsWith("✗ The address \"shop.example.com\" is not allowed")
                .contains("Perhaps https://shop.example.com is meant")
                .hasLineCount(1);
        assertThat(terminal.exit()).isEqualTo(2);
        assertThat(terminal.run("try")).contains("try URL [API-URL]");
        assertThat(terminal.exit()).isEqualTo(2);
    }
}
