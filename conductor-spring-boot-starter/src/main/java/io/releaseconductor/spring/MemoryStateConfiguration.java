package io.releaseconductor.spring;

import io.releaseconductor.memory.InMemoryStateStore;
import io.releaseconductor.spi.StateStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** State is in memory where nothing else keeps it, which is said. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnMissingBean(StateStore.class)
class MemoryStateConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(MemoryStateConfiguration.class);

    @Bean
    InMemoryStateStore releaseConductorStore(ConductorSettings settings) {
        LOG.warn(
                "Deployments are kept in memory, and forgotten when the application ends: there is no StateStore bean, no"
                        + " single or primary DataSource, and neither release-conductor.state-file nor release-conductor.redis.url"
                        + " (with conductor-redis) is set");
        return new InMemoryStateStore();
    }
}
