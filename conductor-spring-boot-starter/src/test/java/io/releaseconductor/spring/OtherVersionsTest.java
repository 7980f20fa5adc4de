package io.releaseconductor.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.testkit.OtherClassPath;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

@DisplayName("An application whose parent sets other versions")
class OtherVersionsTest {

    private static final Path FOLDER = Path.of("target", "other-versions");

    /** Starts with GitHub, Discord and Redis, none of which is there, and says what came of it. */
    public static final class Starting implements Supplier<String> {
        @Override
        public String get() {
            SpringApplication application = new SpringApplication(Shop.class);
            application.setWebApplicationType(WebApplicationType.NONE);
            try (ConfigurableApplicationContext context = application.run(
                    "--release-conductor.github.repository=acme/app",
                    "--release-conductor.discord.token=abc",
                    "--DISCORD_API_URL=http://localhost:1",
                    "--DISCORD_GATEWAY_URL=ws://localhost:1",
                    "--release-conductor.redis.url=redis://localhost:1")) {
                return "started " + context;
            } catch (RuntimeException e) {
                Throwable root = e;
                while (root.getCause() != null) {
                    root = root.getCause();
                }
                return root.getClass().getSimpleName() + ": " + root.getMessage();
            }
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(ConductorAutoConfiguration.class)
    static class Shop {}

    @Test
    @DisplayName(
            "does not start with Boot's Jedis, and is told so with all else that is wrong, before anything is connected to")
    void jedis() {
        assertThat(OtherClassPath.run(Starting.class, "jedis-", FOLDER.resolve("jedis-7.4.1.jar")))
                .startsWith("ConfigurationException")
                .contains("conductor-redis needs Jedis 8.0.2, and Jedis 7.4.1 is on the class path")
                .contains("property jedis.version: set it to 8.0.2")
                .contains("GITHUB_TOKEN is not set")
                .contains("DISCORD_GUILD_ID is not set");
    }

    @Test
    @DisplayName("does not start with another Jackson, and is told which property of Boot's to set")
    void jackson() {
        assertThat(OtherClassPath.run(
                        Starting.class,
                        "jackson-",
                        FOLDER.resolve("jackson-databind-2.12.7.jar"),
                        FOLDER.resolve("jackson-core-2.12.7.jar")))
                .startsWith("ConfigurationException")
                .contains("and Jackson 2.12.7 is on the class path")
                .contains("property jackson-bom.version (jackson-2-bom.version from Spring Boot 4 on)")
                .contains("GITHUB_TOKEN is not set");
    }

    @Test
    @DisplayName("does not start with another OkHttp, and is told which one to declare")
    void okHttp() {
        assertThat(OtherClassPath.run(Starting.class, "okhttp-jvm-", FOLDER.resolve("okhttp-4.12.0.jar")))
                .startsWith("ConfigurationException")
                .contains("conductor-github needs OkHttp 5.5.1, and OkHttp 4.12.0 is on the class path")
                .contains("declare com.squareup.okhttp3:okhttp-jvm:5.5.1")
                .contains("GITHUB_TOKEN is not set");
    }

    @Test
    @DisplayName("is told of other settings alone where the versions fit")
    void fits() {
        assertThat(new Starting().get()).contains("GITHUB_TOKEN is not set").doesNotContain("class path");
    }
}
