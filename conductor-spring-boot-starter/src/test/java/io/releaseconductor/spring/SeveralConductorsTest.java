package io.releaseconductor.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import io.releaseconductor.Conductor;
import io.releaseconductor.EnvironmentSettings;
import io.releaseconductor.ShipRequest;
import io.releaseconductor.ShipResult;
import io.releaseconductor.alert.LogAlerts;
import io.releaseconductor.check.CheckCatalog;
import io.releaseconductor.config.Variables;
import io.releaseconductor.health.Health;
import io.releaseconductor.memory.InMemoryStateStore;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.Authorizer;
import io.releaseconductor.spi.ChatChannel;
import io.releaseconductor.testkit.FakeWorkflows;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@DisplayName("An application with two products, each with a conductor of its own,")
class SeveralConductorsTest {

    private static final Actor ADA = Actor.person("1", "Ada");
    private static final Actor BEN = Actor.person("2", "Ben");

    private final ApplicationContextRunner products = new ApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(ConductorAutoConfiguration.class, ConductorHealthAutoConfiguration.class))
            .withUserConfiguration(Products.class);

    @Test
    @DisplayName("starts and ends both, and makes none besides")
    void both() {
        List<Conductor> seen = new ArrayList<>();
        products.run(context -> {
            assertThat(context).hasNotFailed();
            seen.addAll(context.getBeansOfType(Conductor.class).values());
            assertThat(seen)
                    .hasSize(2)
                    .allSatisfy(each -> assertThat(each.health().work()).isEqualTo(Health.Work.RUNNING));
        });
        assertThat(seen).allSatisfy(each -> assertThat(each.health().work()).isEqualTo(Health.Work.CLOSED));
    }

    @Test
    @DisplayName("lets nobody ship the other's product")
    void rights() {
        products.run(context -> {
            Conductor shop = context.getBean("shop", Conductor.class);
            Conductor billing = context.getBean("billing", Conductor.class);
            assertThat(shop.ship(ShipRequest.to(Environment.PROD, ADA))).isInstanceOf(ShipResult.Shipped.class);
            assertThat(billing.ship(ShipRequest.to(Environment.PROD, ADA))).isInstanceOf(ShipResult.Denied.class);
            assertThat(billing.ship(ShipRequest.to(Environment.PROD, BEN))).isInstanceOf(ShipResult.Shipped.class);
        });
    }

    @Test
    @DisplayName("tells the health of each by its name")
    void health() {
        products.run(context -> assertThat(context.getBean(CompositeHealthContributor.class).stream()
                        .map(HealthContributors.Entry::name))
                .containsExactlyInAnyOrder("shop", "billing"));
    }

    @Test
    @DisplayName("tells of the one that is named, and says which there are where none is")
    void endpoint() {
        products.run(context -> {
            context.getBean("shop", Conductor.class).ship(ShipRequest.to(Environment.PROD, ADA));
            ReleaseConductorEndpoint endpoint = new ReleaseConductorEndpoint(context.getBeansOfType(Conductor.class));
            assertThat(endpoint.deployments("shop", null, null, null).get("under_way"))
                    .asInstanceOf(LIST)
                    .hasSize(1);
            assertThat(endpoint.deployments("billing", null, null, null).get("under_way"))
                    .asInstanceOf(LIST)
                    .isEmpty();
            assertThatThrownBy(() -> endpoint.deployments(null, null, null, null))
                    .isInstanceOf(InvalidEndpointRequestException.class)
                    .hasMessageContaining("[billing, shop]");
        });
    }

    @Configuration(proxyBeanMethods = false)
    static class Products {

        @Bean
        Conductor shop() {
            return product("https://shop.example.com", only(ADA));
        }

        @Bean
        Conductor billing() {
            return product("https://billing.example.com", only(BEN));
        }

        private static Conductor product(String address, Authorizer people) {
            return Conductor.builder()
                    .variables(Variables.of(Map.of("FRONTEND_BASE_URL", address, "SHIP_CHECKS", "frontend")))
                    .environment(EnvironmentSettings.of(Environment.PROD))
                    .workflows(new FakeWorkflows(Clock.systemUTC()))
                    .checks(CheckCatalog.discover())
                    .chat(ChatChannel.NONE)
                    .alerts(new LogAlerts())
                    .store(new InMemoryStateStore())
                    .authorizer(people)
                    .build();
        }

        private static Authorizer only(Actor actor) {
            return question -> question.actor().equals(actor)
                    ? Authorizer.Answer.permit()
                    : Authorizer.Answer.deny("this product is another team's");
        }
    }
}
