package io.releaseconductor.spring;

import io.releaseconductor.check.Check;
import io.releaseconductor.spi.Authorizer;
import io.releaseconductor.testkit.FakeChat;
import io.releaseconductor.testkit.FakeCheck;
import io.releaseconductor.testkit.FakeWorkflows;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The least that an application without GitHub and Discord declares. */
@Configuration(proxyBeanMethods = false)
class ShopApplication {

    @Bean
    FakeWorkflows workflows() {
        return new FakeWorkflows(Clock.systemUTC());
    }

    @Bean
    FakeChat chat() {
        return new FakeChat(Clock.systemUTC());
    }

    @Bean
    Authorizer authorizer() {
        return Authorizer.allowAll();
    }

    @Bean
    Check queue() {
        return FakeCheck.passing("queue");
    }
}
