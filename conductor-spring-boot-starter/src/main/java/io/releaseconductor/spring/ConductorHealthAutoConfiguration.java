package io.releaseconductor.spring;

import io.releaseconductor.Conductor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/** The conductor in {@code /actuator/health}, as {@code releaseConductor}; switched off as any other there. Needs Spring Boot 4. */
@AutoConfiguration(after = ConductorAutoConfiguration.class)
@ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnBean(Conductor.class)
@ConditionalOnEnabledHealthIndicator("release-conductor")
public class ConductorHealthAutoConfiguration {

    /** Made by Spring. */
    public ConductorHealthAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(name = "releaseConductorHealthIndicator")
    HealthIndicator releaseConductorHealthIndicator(Conductor conductor) {
        return new ConductorHealthIndicator(conductor::health);
    }
}
