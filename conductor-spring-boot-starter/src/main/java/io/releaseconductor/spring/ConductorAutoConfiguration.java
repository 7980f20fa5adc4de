package io.releaseconductor.spring;

import io.releaseconductor.Conductor;
import java.util.Map;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** A {@link Conductor} from what the application has, or those that it declares, which work while the application runs. */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration"
        })
@ConditionalOnProperty(name = "release-conductor.enabled", matchIfMissing = true)
@EnableConfigurationProperties(ReleaseConductorProperties.class)
@Import(OneConductor.class)
public class ConductorAutoConfiguration {

    /** Made by Spring. */
    public ConductorAutoConfiguration() {}

    @Bean
    ConductorStart releaseConductorStart(Map<String, Conductor> conductors) {
        return new ConductorStart(conductors.values());
    }

    @Bean
    ConductorStop releaseConductorStop(Map<String, Conductor> conductors) {
        return new ConductorStop(conductors.values());
    }
}
