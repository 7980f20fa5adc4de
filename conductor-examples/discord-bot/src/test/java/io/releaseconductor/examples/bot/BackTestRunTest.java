package io.releaseconductor.examples.bot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The back-test")
class BackTestRunTest {

    @TempDir
    Path folder;

    private ShopOfThePast shop;

    @BeforeEach
    void aShop() {
        shop = new ShopOfThePast(folder);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    @DisplayName(
            "finds that a deployment comes out as it did, and that the metric is no more often wrong than promised")
    void well() {
        shop.shipped();
        String said = shop.run("backtest", "staging");

        assertThat(said)
                .contains(
                        "Back-test of staging (do earlier deployments come out the same, judged again?)",
                        " v2 (verified): the same, by ",
                        "Calibration of staging, the last 7 days",
                        "✓ errors: ",
                        " bakes of 10 min: ",
                        "promised: at most 0.25 %",
                        "All comes out as it did, and nothing shows more false alarms than promised.");
        assertThat(shop.exit()).isZero();
        assertThat(shop.run("backtest", "staging", "1").lines().limit(2))
                .containsExactlyElementsOf(said.lines().limit(2).toList());
    }

    @Test
    @DisplayName("tells of a Prometheus that has forgotten what it knew")
    void forgotten() {
        shop.shipped();
        shop.prometheus.forgetBefore(Instant.now().minus(Duration.ofHours(2)));
        String said = shop.run("backtest", "staging");

        assertThat(said)
                .contains(
                        " v2 (verified): not judged again: the source of metrics tells nothing of it: Prometheus has nothing");
        assertThat(shop.exit()).isZero();
    }

    @Test
    @DisplayName("tells of a Prometheus that has other figures now")
    void changed() {
        shop.shipped();
        shop.changeThePast();
        String said = shop.run("backtest", "staging");

        assertThat(said)
                .contains(
                        "! ship-staging-",
                        " v2 (verified): 2 of 19 answers would be other ones today: ",
                        "; with that, the metrics say the same",
                        "Nothing speaks against the metrics; what is marked with ! could not be made sure of.");
        assertThat(shop.exit()).isZero();
    }

    @Test
    @DisplayName("looks at no history that another bot has in use, and calibrates all the same")
    void in_use() {
        shop.shipped();
        try (OpenedState used =
                BotSettings.read(shop.environment).state().value().open()) {
            String said = shop.run("backtest", "staging");
            assertThat(used.store()).isNotNull();
            assertThat(said)
                    .contains(
                            "! The history could not be read: State is in use",
                            "→ stop the bot for as long as this takes",
                            "✓ errors: ");
        }
    }

    @Test
    @DisplayName("looks at all environments, in which nothing was shipped yet")
    void nothing_shipped() {
        assertThat(shop.run("backtest"))
                .contains(
                        "Back-test of staging",
                        "Back-test of prod",
                        "· Nothing was shipped yet",
                        "Calibration of prod");
        assertThat(shop.exit()).isZero();
    }

    @Test
    @DisplayName("has nothing to look at where no metric judges")
    void no_metrics() {
        shop.environment.remove("SHIP_METRICS");
        assertThat(shop.run("backtest"))
                .isEqualToIgnoringNewLines("No metric judges there, so there is nothing to look at. SHIP_METRICS names"
                        + " those that do.");
        assertThat(shop.exit()).isZero();
    }

    @Test
    @DisplayName("says what is allowed")
    void arguments() {
        assertThat(shop.run("backtest", "production", "0").lines())
                .containsExactly(
                        "number of deployments: \"0\" is not allowed; allowed: 1 to 1000",
                        "environment: \"production\" is not known; allowed: staging, prod");
        assertThat(shop.exit()).isEqualTo(2);
        assertThat(shop.run("backtest", "staging", "1", "2"))
                .startsWith("backtest takes an environment and a number at most; given: staging 1 2");
        assertThat(shop.exit()).isEqualTo(2);
        assertThat(shop.run("backtest", "1001")).contains("allowed: 1 to 1000");
        shop.environment.put("SHIP_CANARY_BAKE", "long");
        assertThat(shop.run("backtest")).contains("SHIP_CANARY_BAKE: \"long\" is not allowed", "--check");
        assertThat(shop.exit()).isEqualTo(1);
    }

    @Test
    @DisplayName("is shown as it is on the page about Prometheus")
    void documented() throws IOException {
        shop.shipped();
        shop.changeThePast();
        String page = Files.readString(Pages.root().resolve("docs/prometheus.md"));
        for (String line : shop.run("backtest", "staging").lines().toList()) {
            // by chance there may be a false alarm
            String told = line.replaceAll("no false alarms|[0-9]+ false alarms?|[0-9]+|Z", "");
            assertThat(page.lines().map(shown -> shown.replaceAll("no false alarms|[0-9]+|Z", "")))
                    .contains(told);
        }
    }
}
