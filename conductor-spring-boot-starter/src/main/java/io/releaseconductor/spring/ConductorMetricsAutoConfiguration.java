package io.releaseconductor.spring;

import io.micrometer.core.instrument.MeterRegistry;
import io.releaseconductor.Conductor;
import io.releaseconductor.EnvironmentSettings;
import io.releaseconductor.micrometer.ConductorMetrics;
import io.releaseconductor.micrometer.MetricsOptions;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** The conductor's meters in the application's registry, where conductor-micrometer is on the class path. */
@AutoConfiguration(
        after = ConductorAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration"
        })
@ConditionalOnClass({MeterRegistry.class, ConductorMetrics.class})
@ConditionalOnBean({MeterRegistry.class, ConductorSettings.class})
@ConditionalOnProperty(name = "release-conductor.metrics", matchIfMissing = true)
public class ConductorMetricsAutoConfiguration {

    /** Made by Spring. */
    public ConductorMetricsAutoConfiguration() {}

    /** A listener as any other that is a bean. */
    @Bean
    @ConditionalOnMissingBean
    ConductorMetrics releaseConductorMetrics(MeterRegistry registry, ConductorSettings settings) {
        return ConductorMetrics.of(
                registry,
                MetricsOptions.DEFAULT.withEnvironments(settings.environments().stream()
                        .map(EnvironmentSettings::environment)
                        .toList()));
    }

    @Bean
    SmartInitializingSingleton releaseConductorHealthMeters(ConductorMetrics metrics, Conductor conductor) {
        return () -> metrics.watch(conductor::health);
    }
}
