package io.releaseconductor.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.Conductor;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@DisplayName("A health indicator of the application's own, as the page has it for Spring Boot 3.5,")
class OwnHealthTest {

    @Test
    @DisplayName("is up, and down once the conductor is closed")
    void own() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(ConductorAutoConfiguration.class))
                .withUserConfiguration(ShopApplication.class, Own.class)
                .withPropertyValues(
                        "SHIP_CHECKS=frontend", "FRONTEND_BASE_URL=http://localhost:1", "SHIP_SHARED_ENDPOINTS=true")
                .run(context -> {
                    HealthIndicator indicator = context.getBean(HealthIndicator.class);
                    assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);

                    context.getBean(Conductor.class).close();

                    assertThat(indicator.health().getStatus()).isEqualTo(Status.DOWN);
                });
    }

    @Configuration(proxyBeanMethods = false)
    static class Own {

        @Bean
        HealthIndicator releaseConductorHealthIndicator(Conductor conductor) {
            return () -> {
                List<String> problems = conductor.health().problems();
                return problems.isEmpty()
                        ? Health.up().build()
                        : Health.down().withDetail("problems", problems).build();
            };
        }
    }
}
