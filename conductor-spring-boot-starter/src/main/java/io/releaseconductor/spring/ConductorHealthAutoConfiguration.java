package io.releaseconductor.spring;

import io.releaseconductor.Conductor;
import java.util.Map;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;
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

    /** One indicator, or one for each conductor by its name. */
    @Bean
    @ConditionalOnMissingBean(name = {"releaseConductorHealthIndicator", "releaseConductorHealthContributor"})
    HealthContributor releaseConductorHealthContributor(Map<String, Conductor> conductors) {
        return conductors.size() == 1
                ? indicator(conductors.values().iterator().next())
                : CompositeHealthContributor.fromMap(conductors, ConductorHealthAutoConfiguration::indicator);
    }

    private static HealthIndicator indicator(Conductor conductor) {
        return new ConductorHealthIndicator(conductor::health);
    }
}
