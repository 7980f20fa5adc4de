package io.releaseconductor.spring;

import io.releaseconductor.jdbc.JdbcStateStore;
import io.releaseconductor.spi.StateStore;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** State is kept in a file where one is named. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(JdbcStateStore.class)
@ConditionalOnSetting("release-conductor.state-file")
@ConditionalOnMissingBean(StateStore.class)
class FileStateConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(FileStateConfiguration.class);

    @Bean
    JdbcStateStore releaseConductorStore(ConductorSettings settings, ReleaseConductorProperties properties) {
        String file = String.valueOf(properties.stateFile()).strip();
        LOG.info("Deployments are kept in the file {}", file);
        return JdbcStateStore.inFile(Path.of(file));
    }
}
