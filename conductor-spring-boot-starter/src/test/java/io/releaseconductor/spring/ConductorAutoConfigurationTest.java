package io.releaseconductor.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.Conductor;
import io.releaseconductor.ShipRequest;
import io.releaseconductor.ShipResult;
import io.releaseconductor.chatops.ChatOps;
import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.github.GitHubWebhook;
import io.releaseconductor.health.Health;
import io.releaseconductor.jdbc.JdbcStateStore;
import io.releaseconductor.memory.InMemoryStateStore;
import io.releaseconductor.model.Environment;
import io.releaseconductor.plan.Deadlines;
import io.releaseconductor.redis.RedisStateStore;
import io.releaseconductor.spi.Authorizer;
import io.releaseconductor.spi.StateStore;
import io.releaseconductor.testkit.Deployments;
import io.releaseconductor.testkit.FakeChat;
import io.releaseconductor.testkit.FakeWorkflows;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class ConductorAutoConfigurationTest {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ConductorAutoConfiguration.class))
            .withPropertyValues(
                    "SHIP_CHECKS=frontend", "FRONTEND_BASE_URL=http://localhost:1", "SHIP_SHARED_ENDPOINTS=true");

    private final ApplicationContextRunner shop = runner.withUserConfiguration(ShopApplication.class);

    @Test
    @DisplayName("Three beans make a conductor that works, with state in memory, for staging and prod")
    void beans() {
        shop.run(context -> {
            Conductor conductor = context.getBean(Conductor.class);
            assertThat(conductor.health().work()).isEqualTo(Health.Work.RUNNING);
            assertThat(conductor.environments()).containsExactly(Environment.PROD, Environment.STAGING);
            assertThat(context).hasSingleBean(InMemoryStateStore.class).hasSingleBean(ChatOps.class);
        });
    }

    @Test
    @DisplayName("The conductor is closed with the context, before anything is destroyed")
    void closed() {
        AtomicReference<Conductor> conductor = new AtomicReference<>();
        AtomicReference<Health.Work> atDestruction = new AtomicReference<>();
        shop.withBean(
                        "first",
                        DisposableBean.class,
                        () -> () -> atDestruction.set(conductor.get().health().work()))
                .run(context -> conductor.set(context.getBean(Conductor.class)));
        assertThat(atDestruction).hasValue(Health.Work.CLOSED);
    }

    @Test
    @DisplayName("Work begins after the web server and ends after it too")
    void phases() {
        shop.run(context -> {
            int server = SmartLifecycle.DEFAULT_PHASE - 2048;
            assertThat(context.getBean(ConductorStart.class).getPhase()).isGreaterThan(server);
            assertThat(context.getBean(ConductorStop.class).getPhase()).isLessThan(server);
        });
    }

    @Test
    @DisplayName("Nothing is made where it is switched off")
    void disabled() {
        runner.withPropertyValues("release-conductor.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(Conductor.class));
    }

    @Test
    @DisplayName("Environments are what the properties say")
    void environments() {
        shop.withPropertyValues(
                        "release-conductor.environments.eu-west.linked=us-east",
                        "release-conductor.environments.eu-west.auto-promote=true",
                        "release-conductor.environments.us-east.four-eyes=true",
                        "release-conductor.environments.us-east.variables.ship-auto-rollback=false")
                .run(context -> {
                    Conductor conductor = context.getBean(Conductor.class);
                    Environment east = new Environment("us-east");
                    Environment west = new Environment("eu-west");
                    assertThat(conductor.environments()).containsExactly(west, east);
                    assertThat(conductor.linkedWith(west)).containsExactly(east);
                    assertThat(conductor.fourEyes()).containsExactly(east);
                    assertThat(conductor.policy(west).orElseThrow().autoPromote())
                            .isTrue();
                    assertThat(conductor.policy(east).orElseThrow().autoPromote())
                            .isFalse();
                    assertThat(conductor.policy(east).orElseThrow().autoRollback())
                            .isFalse();
                });
    }

    @Test
    @DisplayName("What has a variable's name counts wherever Spring reads it from, and a property wins over it")
    void variables() {
        shop.withPropertyValues(
                        "SHIP_AUTO_PROMOTE=true",
                        "release-conductor.environments.prod.auto-promote=false",
                        "release-conductor.environments.staging.production=false")
                .run(context -> {
                    Conductor conductor = context.getBean(Conductor.class);
                    assertThat(conductor
                                    .policy(Environment.STAGING)
                                    .orElseThrow()
                                    .autoPromote())
                            .isTrue();
                    assertThat(conductor.policy(Environment.PROD).orElseThrow().autoPromote())
                            .isFalse();
                });
    }

    @Test
    @DisplayName("A customizer has the last word")
    void customizer() {
        shop.withUserConfiguration(Customized.class)
                .run(context ->
                        assertThat(context.getBean(Conductor.class).fourEyes()).containsExactly(Environment.PROD));
    }

    @Test
    @DisplayName("Beans of the application's own stand in place of what would be made")
    void own() {
        InMemoryStateStore store = new InMemoryStateStore();
        shop.withBean(StateStore.class, () -> store)
                .run(context -> assertThat(context.getBean(StateStore.class)).isSameAs(store));
    }

    @Test
    @DisplayName("State is kept in the application's database where there is one")
    void database() {
        shop.withBean(DataSource.class, () -> dataSource("kept")).run(this::shipsInto);
    }

    @Test
    @DisplayName("Two databases of which none is primary are not chosen from")
    void twoDatabases() {
        shop.withBean("first", DataSource.class, () -> dataSource("first"))
                .withBean("second", DataSource.class, () -> dataSource("second"))
                .run(context -> assertThat(context).hasSingleBean(InMemoryStateStore.class));
    }

    @Test
    @DisplayName("State is kept in a file where one is named, and found by the next start")
    void file(@TempDir Path folder) {
        ApplicationContextRunner kept =
                shop.withPropertyValues("release-conductor.state-file=" + folder.resolve("conductor"));
        kept.run(this::shipsInto);
        kept.run(context -> assertThat(context.getBean(Conductor.class).holder(Environment.STAGING))
                .isPresent());
    }

    private void shipsInto(AssertableApplicationContext context) {
        assertThat(context).hasSingleBean(JdbcStateStore.class);
        Conductor conductor = context.getBean(Conductor.class);
        assertThat(conductor.ship(
                        ShipRequest.to(Environment.STAGING, Deployments.ADA).withDestination("#releases")))
                .isInstanceOf(ShipResult.Shipped.class);
        assertThat(context.getBean(StateStore.class).holder(Environment.STAGING))
                .isPresent();
    }

    @Test
    @DisplayName("State is kept in Redis where its address is set, even if it is not there yet")
    void redis() {
        shop.withPropertyValues("release-conductor.redis.url=redis://localhost:1")
                .run(context -> assertThat(context).hasSingleBean(RedisStateStore.class));
    }

    @Test
    @DisplayName("Without beans and settings, all that is missing is told at once")
    void nothing() {
        runner.run(context -> assertThat(problems(context))
                .anyMatch(problem -> problem.startsWith("no bean is a ChatChannel"))
                .anyMatch(problem -> problem.startsWith("no bean is an Authorizer"))
                .anyMatch(problem -> problem.startsWith("GITHUB_REPOSITORY is not set"))
                .anyMatch(problem -> problem.startsWith("GITHUB_TOKEN is not set")));
    }

    @Test
    @DisplayName("Ten wrong settings are told at once, and none of the right ones")
    void wrong() {
        runner.withUserConfiguration(WithoutAuthorizer.class)
                .withPropertyValues(
                        "release-conductor.environments.staging.auto-promote=perhaps",
                        "release-conductor.environments.staging.auto-rollback=sometimes",
                        "release-conductor.environments.staging.blue-green=turquoise",
                        "release-conductor.environments.staging.four-eyes=three",
                        "release-conductor.environments.staging.linked=nowhere",
                        "release-conductor.environments.prod.production=maybe",
                        "release-conductor.environments.QA.auto-promote=true",
                        "release-conductor.variables.ship-soak=long",
                        "SHIP_SETTLE_MS=soon",
                        "SHIP_VERIFICATION_TIMEOUT_MS=-1")
                .run(context -> assertThat(String.join("\n", problems(context)))
                        .contains("SHIP_AUTO_PROMOTE_STAGING: \"perhaps\"")
                        .contains("SHIP_AUTO_ROLLBACK_STAGING: \"sometimes\"")
                        .contains("SHIP_BLUE_GREEN_STAGING: \"turquoise\"")
                        .contains("release-conductor.environments.staging.four-eyes: \"three\"")
                        .contains("release-conductor.environments.staging.linked: \"nowhere\"")
                        .contains("SHIP_PRODUCTION_PROD: \"maybe\"")
                        .contains("release-conductor.environments: ")
                        .contains("SHIP_SOAK: \"long\"")
                        .contains("SHIP_SETTLE_MS: \"soon\"")
                        .contains("SHIP_VERIFICATION_TIMEOUT_MS: \"-1\"")
                        .contains("no bean is an Authorizer")
                        .doesNotContain("ChatChannel"));
    }

    @Test
    @DisplayName("GitHub deploys where no bean does, and what it lacks is told by variable")
    void github() {
        runner.withUserConfiguration(WithoutWorkflows.class)
                .withPropertyValues("release-conductor.github.repository=acme")
                .run(context -> assertThat(problems(context))
                        .anyMatch(problem -> problem.startsWith("GITHUB_REPOSITORY: \"acme\" is not allowed"))
                        .anyMatch(problem -> problem.startsWith("GITHUB_TOKEN is not set")));
    }

    @Test
    @DisplayName("Deliveries of GitHub's are taken where it is said what they are signed with, and no others")
    void webhook() {
        shop.withPropertyValues("release-conductor.github.webhook-secret=0123456789abcdef")
                .run(context -> assertThat(context.getBean(GitHubWebhook.class)
                                .receive(header -> null, new byte[0])
                                .status())
                        .isEqualTo(401));
        shop.run(context -> assertThat(context).doesNotHaveBean(GitHubWebhook.class));
    }

    @Test
    @DisplayName("Discord is read together with all else where its token is set")
    void discord() {
        runner.withPropertyValues("release-conductor.discord.token=abc")
                .run(context -> assertThat(problems(context))
                        .anyMatch(problem -> problem.startsWith("DISCORD_GUILD_ID is not set"))
                        .anyMatch(problem -> problem.startsWith("DISCORD_PERMIT is not set"))
                        .noneMatch(problem -> problem.startsWith("no bean")));
    }

    private static List<String> problems(AssertableApplicationContext context) {
        Throwable cause = context.getStartupFailure();
        while (cause != null && !(cause instanceof ConfigurationException)) {
            cause = cause.getCause();
        }
        assertThat(cause).as("%s", context.getStartupFailure()).isNotNull();
        return ((ConfigurationException) cause).problems();
    }

    private static DataSource dataSource(String name) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1");
        return source;
    }

    @Configuration(proxyBeanMethods = false)
    static class WithoutAuthorizer {
        @Bean
        FakeWorkflows workflows() {
            return new ShopApplication().workflows();
        }

        @Bean
        FakeChat chat() {
            return new ShopApplication().chat();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class WithoutWorkflows {
        @Bean
        FakeChat chat() {
            return new ShopApplication().chat();
        }

        @Bean
        Authorizer authorizer() {
            return Authorizer.allowAll();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Customized {
        @Bean
        ConductorBuilderCustomizer deadlines() {
            return builder -> builder.deadlines(Deadlines.DEFAULT).fourEyes(Environment.PROD);
        }
    }
}
