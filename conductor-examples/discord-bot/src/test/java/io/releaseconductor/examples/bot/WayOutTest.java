package io.releaseconductor.examples.bot;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.examples.fakediscord.FakeDiscord;
import io.releaseconductor.examples.fakegithub.FakeGitHub;
import io.releaseconductor.examples.fakegithub.ServerKind;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes of their own, since proxies and trust store are those of a process. */
@DisplayName("Behind a proxy with a password, where only the company's own authority is trusted,")
class WayOutTest {

    private static final String TOKEN = "ghp_neverShownAnywhere";
    private static final Path SAMPLES = Pages.root().resolve("docs/workflows");

    @TempDir
    Path folder;

    private final FakeDiscord discord = FakeDiscord.start(Clock.systemUTC());
    private final FakeGitHub github = FakeGitHub.start(ServerKind.GITHUB_COM, Clock.systemUTC());
    private final Site application = Site.application();
    private final GuardedProxy proxy = new GuardedProxy(Map.of(
            "github.example", github.apiUrl(),
            "discord.example", discord.apiUrl(),
            "gateway.example", discord.gatewayUrl(),
            "shop.example", application.url()));
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void set() throws IOException, GeneralSecurityException {
        github.accept(TOKEN);
        for (String file : List.of("client-deploy.yml", "backend-deploy.yml", "rollback.yml")) {
            github.write(file, Files.readString(SAMPLES.resolve(file)));
        }
        environment.put("DISCORD_TOKEN", FakeDiscord.TOKEN);
        environment.put("DISCORD_GUILD_ID", FakeDiscord.GUILD);
        environment.put("DISCORD_PERMIT", "role:" + FakeDiscord.RELEASERS);
        environment.put("DISCORD_API_URL", "https://discord.example" + path(discord.apiUrl()));
        environment.put("DISCORD_GATEWAY_URL", "wss://gateway.example" + path(discord.gatewayUrl()));
        environment.put("GITHUB_TOKEN", TOKEN);
        environment.put("GITHUB_REPOSITORY", "acme/app");
        environment.put("GITHUB_API_URL", "https://github.example");
        environment.put("SHIP_SHARED_ENDPOINTS", "true");
        environment.put("SHIP_CHECKS", "frontend,api,search");
        environment.put("FRONTEND_BASE_URL", "https://shop.example");
        environment.put("VITE_API_BASE", "https://shop.example");
        through("ada:s%40crt@");
        Path store = folder.resolve("store.p12");
        proxy.trustStore(store, "changeit");
        environment.put(
                "JAVA_TOOL_OPTIONS",
                "-Djavax.net.ssl.trustStore=" + store + " -Djavax.net.ssl.trustStorePassword=changeit");
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
        discord.close();
        github.close();
        application.close();
    }

    private static String path(URI url) {
        return url.getPath() == null ? "" : url.getPath();
    }

    private void through(String credentials) {
        for (String name : List.of("HTTPS_PROXY", "https_proxy")) {
            environment.put(name, proxy.address(credentials));
        }
        for (String name : List.of("NO_PROXY", "no_proxy")) {
            environment.put(name, "");
        }
    }

    private String doctor() {
        Path output = folder.resolve("doctor");
        try (BotProcess doctor = BotProcess.start(output, environment, "--check")) {
            doctor.exit();
            assertThat(doctor.output()).doesNotContain(TOKEN, FakeDiscord.TOKEN, "s%40crt", "s@crt");
            return doctor.output();
        }
    }

    @Test
    @DisplayName("the bot reaches GitHub, Discord and its gateway, and the checks what they check")
    void bot() {
        try (BotProcess bot = BotProcess.start(folder.resolve("bot"), environment)) {
            bot.awaitOutput("The bot is running.");
            discord.awaitNodes(1);
        }
        assertThat(proxy.reached()).contains("github.example", "discord.example", "gateway.example");
        assertThat(doctor()).contains("✓ Token: bot ", "✓ Repository: acme/app", "✓ Frontend: 200 OK", "✓ API: 200 OK");
        assertThat(proxy.reached()).contains("shop.example");
    }

    @Test
    @DisplayName("a doctor without the trust store says that TLS is the matter")
    void untrusted() {
        environment.remove("JAVA_TOOL_OPTIONS");
        assertThat(doctor())
                .contains(
                        "✗ discord.example cannot be spoken to over TLS",
                        "✗ github.example cannot be spoken to over TLS",
                        "Certificate not trusted");
        assertThat(proxy.reached()).isEmpty();
    }

    @Test
    @DisplayName("a doctor without the password says that the proxy wants to know who asks")
    void unknown() {
        through("");
        assertThat(doctor())
                .contains(
                        "✗ the proxy on the way to discord.example wants to know who asks",
                        "✗ the proxy on the way to github.example wants to know who asks");
        assertThat(proxy.reached()).isEmpty();
    }
}
