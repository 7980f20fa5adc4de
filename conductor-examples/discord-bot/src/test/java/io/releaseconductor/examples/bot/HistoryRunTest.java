package io.releaseconductor.examples.bot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.releaseconductor.json.DeploymentJson;
import io.releaseconductor.json.HistoryCsv;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Put out by the bot, history")
class HistoryRunTest {

    @TempDir
    Path folder;

    private ShopOfThePast shop;

    @BeforeEach
    void aDeployment() {
        shop = new ShopOfThePast(folder);
        shop.shipped();
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    @DisplayName("is JSON lines that can be read back, or CSV, and nothing else")
    void history() {
        String json = shop.run("history");
        assertThat(new DeploymentJson().importHistory(new StringReader(json)))
                .singleElement()
                .satisfies(entry -> assertThat(entry.version()).isEqualTo("v2"));
        assertThat(shop.exit()).isZero();
        assertThat(shop.run("history", "json")).isEqualTo(json);

        assertThat(shop.run("history", "csv").lines())
                .hasSize(2)
                .contains(String.join(",", HistoryCsv.COLUMNS))
                .anySatisfy(line -> assertThat(line).contains(",verified,", ",Ada,", ",v2,"));
        assertThat(shop.exit()).isZero();
    }

    @Test
    @DisplayName("is what was asked for")
    void filtered() {
        assertThat(shop.run("history", "json", "env:staging", "by:ada", "version:v", "status:verified", "from:30d")
                        .lines())
                .hasSize(1);
        assertThat(shop.run("history", "json", "by:grace")).isEmpty();
        assertThat(shop.exit()).isZero();
        assertThat(shop.run("history", "env:prod")).isEmpty();
    }

    @Test
    @DisplayName("comes to figures, which can be drawn to a file")
    void stats() throws IOException {
        String all = shop.run("stats");
        assertThat(all.lines()).hasSize(2);
        JsonNode figures = new ObjectMapper().readTree(all.lines().findFirst().orElseThrow());
        assertThat(figures.path("env").asText()).isEqualTo("staging");
        assertThat(figures.path("deployments").asInt()).isEqualTo(1);

        Path png = folder.resolve("figures.png");
        Path svg = folder.resolve("figures.svg");
        assertThat(shop.run("stats", "env:staging", "days:7", "plot:" + png).lines())
                .hasSize(1);
        shop.run("stats", "env:staging", "plot:" + svg);
        assertThat(shop.exit()).isZero();
        assertThat(Files.readAllBytes(png)).startsWith(0x89, 'P', 'N', 'G');
        assertThat(Files.readString(svg)).contains("<svg", "Staging, ");
    }

    @Test
    @DisplayName("is not put out where something is wrong, all of which is told at once")
    void wrong() {
        assertThat(shop.run("history", "xml", "env:moon", "from:soon").lines())
                .hasSize(3)
                .anySatisfy(line -> assertThat(line)
                        .isEqualTo("\"xml\" is not allowed; allowed: env:…, status:…, by:…, version:…, from:…, to:…"))
                .anySatisfy(line -> assertThat(line).startsWith("env: \"moon\" is not allowed"))
                .anySatisfy(line -> assertThat(line).startsWith("from: \"soon\" is not allowed"));
        assertThat(shop.exit()).isEqualTo(2);
        assertThat(shop.run("stats", "days:0", "plot:x.gif").lines())
                .containsExactly(
                        "days: \"0\" is not allowed; allowed: 1 to 3660",
                        "plot: \"x.gif\" is not allowed; allowed: a file that ends with .png or .svg, together with env");
        assertThat(shop.run("stats", "env:staging", "plot:" + folder.resolve("missing/x.png")))
                .contains("This cannot be written: ");
        assertThat(shop.exit()).isEqualTo(1);
        shop.environment.put("SHIP_CANARY_BAKE", "long");
        assertThat(shop.run("history")).contains("SHIP_CANARY_BAKE: \"long\" is not allowed", "--check");
        assertThat(shop.exit()).isEqualTo(1);
    }

    @Test
    @DisplayName("is not looked at while a bot has it in use, which is told")
    void in_use() {
        try (OpenedState used =
                BotSettings.read(shop.environment).state().value().open()) {
            assertThat(used.store()).isNotNull();
            assertThat(shop.run("history")).contains("State is in use", "Stop the bot for as long as this takes");
            assertThat(shop.exit()).isEqualTo(1);
        }
    }
}
