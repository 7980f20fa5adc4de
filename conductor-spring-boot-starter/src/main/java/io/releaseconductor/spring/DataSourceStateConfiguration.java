package io.releaseconductor.spring;

import io.releaseconductor.jdbc.JdbcStateStore;
import io.releaseconductor.spi.StateStore;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** State is kept in the application's database where there is one, or one that is primary. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(JdbcStateStore.class)
@ConditionalOnSingleCandidate(DataSource.class)
@ConditionalOnMissingBean(StateStore.class)
class DataSourceStateConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(DataSourceStateConfiguration.class);

    @Bean
    JdbcStateStore releaseConductorStore(ConductorSettings settings, DataSource dataSource) {
        if (DatabaseInMemory.isOf(dataSource)) {
            LOG.warn(
                    "Deployments are kept in the application's database, which is in memory: they are forgotten when it ends."
                            + " Set spring.datasource.url to one that lasts, or release-conductor.state-file or release-conductor.redis.url");
        } else {
            LOG.info("Deployments are kept in the application's database, in tables of their own");
        }
        return JdbcStateStore.over(dataSource);
    }
}
