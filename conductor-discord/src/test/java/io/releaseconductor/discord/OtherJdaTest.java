package io.releaseconductor.discord;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.config.Secret;
import io.releaseconductor.testkit.OtherClassPath;
import java.net.URI;
import java.nio.file.Path;
import java.util.function.Supplier;
import net.dv8tion.jda.api.JDAInfo;
import okhttp3.OkHttp;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The Discord chat in an application that brings another JDA")
class OtherJdaTest {

    /** Connects and says what came of it. */
    public static final class Opening implements Supplier<String> {
        @Override
        public String get() {
            DiscordOptions options = DiscordOptions.DEFAULT.withAddresses(
                    URI.create("http://127.0.0.1:1/api"), URI.create("ws://127.0.0.1:1"));
            try (DiscordChat chat = DiscordChat.connect(new Secret("any"), options)) {
                return "connected " + chat.health();
            } catch (RuntimeException e) {
                return e.getClass().getSimpleName() + ": " + e.getMessage();
            }
        }
    }

    @Test
    @DisplayName("is not opened, and names the version that is there, the one that is needed, and what to do")
    void is_not_opened() {
        String said = OtherClassPath.run(Opening.class, "JDA-", Path.of("target", "other-versions", "JDA-5.6.1.jar"));
        assertThat(said)
                .startsWith("ConfigurationException")
                .contains("conductor-discord needs JDA " + DiscordChat.JDA_LIBRARY.version())
                .contains("JDA 5.6.1")
                .contains("is on the class path, which lacks ")
                .contains("dependency:tree");
    }

    @Test
    @DisplayName("says so as well if a library that JDA needs is missing")
    void says_what_does_not_link() {
        assertThat(OtherClassPath.run(Opening.class, "core-"))
                .startsWith("ConfigurationException")
                .contains("does not link")
                .contains("gnu/trove");
    }

    @Test
    @DisplayName("names the versions as needed that it is built and tested with")
    void names_the_right_versions() {
        assertThat(JDAInfo.VERSION).startsWith(DiscordChat.JDA_LIBRARY.version());
        assertThat(DiscordChat.OK_HTTP.version()).isEqualTo(OkHttp.VERSION);
    }
}
