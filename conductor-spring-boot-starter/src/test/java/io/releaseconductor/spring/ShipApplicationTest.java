package io.releaseconductor.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.releaseconductor.Conductor;
import io.releaseconductor.discord.DiscordChat;
import io.releaseconductor.discord.DiscordCommands;
import io.releaseconductor.discord.DiscordPermissions;
import io.releaseconductor.examples.fakediscord.FakeDiscord;
import io.releaseconductor.examples.fakegithub.FakeGitHub;
import io.releaseconductor.examples.fakegithub.ServerKind;
import io.releaseconductor.github.GitHubWorkflows;
import io.releaseconductor.health.Health;
import io.releaseconductor.jdbc.JdbcStateStore;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

class ShipApplicationTest {

    private static final String TOKEN = "ghp_neverShownAnywhere";

    private final FakeDiscord discord = FakeDiscord.start(Clock.systemUTC());
    private final FakeGitHub github = FakeGitHub.start(ServerKind.GITHUB_COM, Clock.systemUTC());

    @TempDir
    Path folder;

    @BeforeEach
    void prepare() {
        github.accept(TOKEN);
    }

    @AfterEach
    void close() {
        discord.close();
        github.close();
    }

    @Test
    @DisplayName(
            "An application without a bean of its own ships from Discord by GitHub, set up by properties alone, and ends well")
    void properties() {
        SpringApplication application = new SpringApplication(Ship.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        Conductor conductor;
        try (ConfigurableApplicationContext context = application.run(
                "--release-conductor.github.repository=" + FakeGitHub.REPOSITORY,
                "--release-conductor.github.token=" + TOKEN,
                "--GITHUB_API_URL=" + github.apiUrl(),
                "--release-conductor.discord.token=" + FakeDiscord.TOKEN,
                "--release-conductor.discord.guild-id=" + FakeDiscord.GUILD,
                "--release-conductor.discord.permit=role:" + FakeDiscord.RELEASERS,
                "--DISCORD_API_URL=" + discord.apiUrl(),
                "--DISCORD_GATEWAY_URL=" + discord.gatewayUrl(),
                "--release-conductor.environments.staging.frontend-url=http://localhost:1",
                "--release-conductor.environments.staging.api-url=http://localhost:1",
                "--release-conductor.state-file=" + folder.resolve("conductor"))) {
            conductor = context.getBean(Conductor.class);
            assertThat(conductor.health().work()).isEqualTo(Health.Work.RUNNING);
            assertThat(context.getBeansOfType(GitHubWorkflows.class)).hasSize(1);
            assertThat(context.getBeansOfType(DiscordChat.class)).hasSize(1);
            assertThat(context.getBeansOfType(DiscordCommands.class)).hasSize(1);
            assertThat(context.getBeansOfType(DiscordPermissions.class)).hasSize(1);
            assertThat(context.getBeansOfType(JdbcStateStore.class)).hasSize(1);
            discord.awaitNodes(1);
        }
        assertThat(conductor.health().work()).isEqualTo(Health.Work.CLOSED);
    }

    @Test
    @DisplayName("An application that can keep nothing does not come to Discord first")
    void noStore() {
        SpringApplication application = new SpringApplication(Ship.class);
        application.setWebApplicationType(WebApplicationType.NONE);

        assertThatThrownBy(() -> application.run(
                        "--release-conductor.github.repository=" + FakeGitHub.REPOSITORY,
                        "--release-conductor.github.token=" + TOKEN,
                        "--release-conductor.discord.token=" + FakeDiscord.TOKEN,
                        "--release-conductor.discord.guild-id=" + FakeDiscord.GUILD,
                        "--release-conductor.discord.permit=role:" + FakeDiscord.RELEASERS,
                        "--DISCORD_API_URL=" + discord.apiUrl(),
                        "--DISCORD_GATEWAY_URL=" + discord.gatewayUrl(),
                        "--release-conductor.environments.staging.frontend-url=http://localhost:1",
                        "--release-conductor.environments.staging.api-url=http://localhost:1",
                        "--release-conductor.state-file=/dev/null/conductor"))
                .hasStackTraceContaining("of the state file cannot be made");

        assertThat(discord.requests()).isEmpty();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Ship {}
}
