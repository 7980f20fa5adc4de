package io.releaseconductor.spring;

import io.releaseconductor.Conductor;
import java.util.Map;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** What is shipped now and what was, in {@code /actuator/releaseconductor}, where the application exposes it. */
@AutoConfiguration(after = ConductorAutoConfiguration.class)
@ConditionalOnClass({Endpoint.class, ConditionalOnAvailableEndpoint.class})
@ConditionalOnBean(Conductor.class)
@ConditionalOnAvailableEndpoint(ReleaseConductorEndpoint.class)
public class ConductorEndpointAutoConfiguration {

    /** Made by Spring. */
    public ConductorEndpointAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    ReleaseConductorEndpoint releaseConductorEndpoint(Map<String, Conductor> conductors) {
        return new ReleaseConductorEndpoint(conductors);
    }
}
