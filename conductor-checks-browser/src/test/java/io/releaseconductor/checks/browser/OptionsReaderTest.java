package io.releaseconductor.checks.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.releaseconductor.check.Check;
import io.releaseconductor.check.CheckCatalog;
import io.releaseconductor.config.Problems;
import io.releaseconductor.config.Secret;
import io.releaseconductor.config.Variables;
import io.releaseconductor.model.Environment;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The browser check is configured by variables:")
class OptionsReaderTest {

    private final Problems problems = new Problems();

    private static Map<String, String> with(String... namesAndValues) {
        Map<String, String> variables = new HashMap<>(Map.of("FRONTEND_BASE_URL", "https://shop.example.com"));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            variables.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return variables;
    }

    private BrowserOptions read(String... namesAndValues) {
        return new OptionsReader(Variables.of(with(namesAndValues)).in(Environment.STAGING, problems)).read();
    }

    private List<Check> found(String... namesAndValues) {
        return CheckCatalog.discover()
                .checksFor(Variables.of(with(namesAndValues)).in(Environment.STAGING, problems));
    }

    @Test
    @DisplayName("it is found on the class path, and there only once it is switched on")
    void switchedOn() {
        assertThat(found()).isEmpty();
        assertThat(found("SHIP_BROWSER", "true")).singleElement().satisfies(check -> {
            assertThat(check.id()).isEqualTo("browser");
            assertThat(check.name()).isEqualTo("Browser");
            assertThat(check.timeLimit()).isEqualTo(Duration.ofSeconds(20));
        });
        assertThat(found("SHIP_BROWSER", "true", "SHIP_BROWSER_STAGING", "false"))
                .isEmpty();
        assertThat(problems.messages()).isEmpty();
    }

    @Test
    @DisplayName("without any it looks at the page that the frontend check looks at")
    void defaults() {
        assertThat(read()).isEqualTo(BrowserOptions.at(URI.create("https://shop.example.com/")));
        assertThat(problems.messages()).isEmpty();
    }

    @Test
    @DisplayName("each of them is heeded")
    void each() {
        BrowserOptions options = read(
                "SHIP_FRONTEND_PATH", "/start?a=1",
                "SHIP_FRONTEND_STATUS", "404",
                "FRONTEND_BASE_URL_CANARY", "https://{target}.example.com",
                "SHIP_CANARY_HEADER", "X-Canary: 1",
                "SHIP_BROWSER_PATH", "/opt/chrome/chrome",
                "SHIP_BROWSER_NO_SANDBOX", "true",
                "SHIP_BROWSER_SETTLE_MS", "500",
                "SHIP_BROWSER_TIMEOUT_MS", "30000",
                "SHIP_BROWSER_ALLOW", "ResizeObserver loop | known, and harmless*vendor.js |",
                "SHIP_BROWSER_OWN_HOSTS", "cdn.example.net, Static.Example.ORG");

        assertThat(options)
                .isEqualTo(new BrowserOptions(
                        URI.create("https://shop.example.com/start?a=1"),
                        404,
                        new BrowserCanary(
                                URI.create("https://shop.example.com"),
                                "https://{target}.example.com",
                                new Secret("X-Canary: 1")),
                        Path.of("/opt/chrome/chrome"),
                        true,
                        Duration.ofMillis(500),
                        Duration.ofSeconds(30),
                        List.of("ResizeObserver loop", "known, and harmless*vendor.js"),
                        List.of("cdn.example.net", "static.example.org")));
        assertThat(problems.messages()).isEmpty();
    }

    @Test
    @DisplayName(
            "each that is wrong is named with its value, unless that is a secret, and with what is allowed, all at once")
    void wrong() {
        BrowserOptions options = read(
                "SHIP_FRONTEND_PATH", "start",
                "SHIP_CANARY_HEADER", "hunter2",
                "SHIP_BROWSER_PATH", "chromium",
                "SHIP_BROWSER_NO_SANDBOX", "yes",
                "SHIP_BROWSER_SETTLE_MS", "-1",
                "SHIP_BROWSER_TIMEOUT_MS_STAGING", "1",
                "SHIP_BROWSER_ALLOW", "*|abc*",
                "SHIP_BROWSER_OWN_HOSTS", "https://cdn.example.net");

        assertThat(options).isEqualTo(BrowserOptions.at(URI.create("https://shop.example.com")));
        assertThat(problems.messages())
                .hasSize(9)
                .anyMatch(each -> each.startsWith("SHIP_FRONTEND_PATH leads to no page"))
                .anyMatch(each -> each.startsWith("SHIP_CANARY_HEADER cannot work"))
                .anyMatch(each ->
                        each.startsWith("SHIP_BROWSER_PATH: \"chromium\" is not allowed; allowed: the whole path"))
                .anyMatch(each ->
                        each.startsWith("SHIP_BROWSER_NO_SANDBOX: \"yes\" is not allowed; allowed: true, false"))
                .anyMatch(each -> each.startsWith("SHIP_BROWSER_SETTLE_MS: \"-1\" is not allowed"))
                .anyMatch(each -> each.startsWith("SHIP_BROWSER_TIMEOUT_MS_STAGING: \"1\" is not allowed"))
                .anyMatch(each ->
                        each.startsWith("SHIP_BROWSER_ALLOW: \"*\" is not allowed; allowed: words of the error"))
                .anyMatch(each -> each.startsWith("SHIP_BROWSER_ALLOW: \"abc*\" is not allowed"))
                .anyMatch(each -> each.startsWith("SHIP_BROWSER_OWN_HOSTS: \"https://cdn.example.net\" is not allowed"))
                .noneMatch(each -> each.contains("hunter2"));
    }

    @Test
    @DisplayName("and code that makes options is told the same")
    void byCode() {
        BrowserOptions options = BrowserOptions.at(URI.create("https://shop.example.com/"));

        assertThatThrownBy(() -> options.withAllowed(List.of("*")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("browser check: allowed \"*\" is not allowed; allowed: words of the error");
        assertThatThrownBy(() -> options.withStatus(99))
                .hasMessageContaining("status 99 is not allowed; allowed: 200 to 599");
        assertThatThrownBy(() -> options.withTimes(Duration.ofHours(1), Duration.ofSeconds(9)))
                .hasMessageContaining("settle PT1H");
        assertThatThrownBy(() -> BrowserOptions.at(URI.create("file:///etc/passwd")))
                .hasMessageContaining("page");
        assertThat(BrowserChecks.of(options).id()).isEqualTo("browser");
    }
}
