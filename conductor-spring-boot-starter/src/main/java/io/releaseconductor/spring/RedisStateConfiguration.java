package io.releaseconductor.spring;

import io.releaseconductor.redis.RedisOptions;
import io.releaseconductor.redis.RedisStateStore;
import io.releaseconductor.spi.StateStore;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** State is kept in Redis where its module is there and its address is set. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(RedisStateStore.class)
@ConditionalOnSetting({"release-conductor.redis.url", "release-conductor.variables.redis-url", "REDIS_URL"})
@ConditionalOnMissingBean(StateStore.class)
class RedisStateConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(RedisStateConfiguration.class);

    @Bean
    Part<Optional<RedisOptions>> releaseConductorRedisPart() {
        return new Part<>((variables, environments, problems) -> {
            Fitting.note(problems, RedisStateStore::requireLibraries);
            return RedisOptions.from(variables.reader(problems));
        });
    }

    @Bean
    RedisStateStore releaseConductorStore(ConductorSettings settings, Part<Optional<RedisOptions>> redis) {
        RedisOptions options = redis.value().orElseThrow();
        LOG.info("Deployments are kept in Redis, keys {{}}:", options.keyPrefix());
        return RedisStateStore.open(options);
    }
}
