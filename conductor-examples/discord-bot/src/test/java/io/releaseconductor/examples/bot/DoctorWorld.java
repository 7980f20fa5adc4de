package io.releaseconductor.examples.bot;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.examples.fakediscord.FakeChannel;
import io.releaseconductor.examples.fakediscord.FakeDiscord;
import io.releaseconductor.examples.fakegithub.FakeGitHub;
import io.releaseconductor.examples.fakegithub.ServerKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A set-up in which all is in order at first, and the doctor to look at it. */
final class DoctorWorld implements AutoCloseable {

    static final String TOKEN = "ghp_neverShownAnywhere";

    private static final Path SAMPLES = Pages.root().resolve("docs/workflows");

    final FakeDiscord discord = FakeDiscord.start(Clock.systemUTC());
    final FakeGitHub github = FakeGitHub.start(ServerKind.GITHUB_COM, Clock.systemUTC());
    final Site application = Site.application();
    final Map<String, String> environment = new HashMap<>();
    private final Terminal terminal = new Terminal(environment);
    private final Path folder;

    /** Makes it, with state in a folder below the one that is given. */
    DoctorWorld(Path folder) {
        this.folder = folder;
        github.accept(TOKEN);
        discord.channel(FakeChannel.of(FakeDiscord.CHANNEL, "deploys", 0));
        discord.everyoneMay(ChannelPermissions.LEAST);
        environment.put("DISCORD_TOKEN", FakeDiscord.TOKEN);
        environment.put("DISCORD_GUILD_ID", FakeDiscord.GUILD);
        environment.put("DISCORD_CHANNEL_ID", FakeDiscord.CHANNEL);
        environment.put("DISCORD_PERMIT", "role:" + FakeDiscord.RELEASERS + ",user:" + FakeDiscord.ADA.id());
        environment.put("DISCORD_API_URL", discord.apiUrl().toString());
        environment.put("GITHUB_TOKEN", TOKEN);
        environment.put("GITHUB_REPOSITORY", "acme/app");
        environment.put("GITHUB_API_URL", github.apiUrl().toString());
        environment.put("GITHUB_DEPLOY_INPUTS", "correlation_key,version,percentage,action,rollout");
        environment.put("SHIP_SHARED_ENDPOINTS", "true");
        environment.put("FRONTEND_BASE_URL", application.url().toString());
        environment.put("VITE_API_BASE", application.url().toString());
        environment.put("SHIP_CHECKS", "frontend,api,search");
        environment.put("SHIP_AUTO_PROMOTE", "false");
        environment.put("SHIP_STATE", state().toString());
        for (String file : List.of("client-deploy.yml", "backend-deploy.yml", "rollback.yml")) {
            github.write(file, sample(file));
        }
    }

    static String sample(String file) {
        try {
            return Files.readString(SAMPLES.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path state() {
        return folder.resolve("state");
    }

    void inRedis(String url) {
        environment.remove("SHIP_STATE");
        environment.put("REDIS_URL", url);
    }

    String examine() {
        String said = terminal.run("--check");
        assertThat(said).doesNotContain(FakeDiscord.TOKEN, TOKEN);
        return said;
    }

    /** Whether nothing had to be mended when it was last looked at. */
    boolean healthy() {
        return terminal.exit() == 0;
    }

    @Override
    public void close() {
        discord.close();
        github.close();
        application.close();
    }
}
