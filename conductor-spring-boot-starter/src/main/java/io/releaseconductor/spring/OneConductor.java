package io.releaseconductor.spring;

import io.releaseconductor.Conductor;
import io.releaseconductor.ConductorBuilder;
import io.releaseconductor.chatops.ChatOps;
import io.releaseconductor.chatops.ChatOpsOptions;
import io.releaseconductor.check.Check;
import io.releaseconductor.check.CheckCatalog;
import io.releaseconductor.check.CheckProvider;
import io.releaseconductor.config.Variables;
import io.releaseconductor.health.HealthContributor;
import io.releaseconductor.spi.Admission;
import io.releaseconductor.spi.AlertSink;
import io.releaseconductor.spi.Authorizer;
import io.releaseconductor.spi.ChangeLog;
import io.releaseconductor.spi.ChatChannel;
import io.releaseconductor.spi.DeploymentListener;
import io.releaseconductor.spi.MetricSource;
import io.releaseconductor.spi.Refs;
import io.releaseconductor.spi.StateStore;
import io.releaseconductor.spi.WorkflowDispatcher;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.ConfigurableEnvironment;

/** One conductor from what the application has, where it has none of its own. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnMissingBean(Conductor.class)
@Import({
    GitHubConfiguration.class,
    GitHubWebhookConfiguration.class,
    GitHubWebhookRoute.class,
    DiscordConfiguration.class,
    DiscordPermissionsConfiguration.class,
    DiscordCommandsConfiguration.class,
    RedisStateConfiguration.class,
    FileStateConfiguration.class,
    DataSourceStateConfiguration.class,
    MemoryStateConfiguration.class
})
class OneConductor {

    @Bean
    @ConditionalOnMissingBean
    Variables releaseConductorVariables(ConfigurableEnvironment environment, ReleaseConductorProperties properties) {
        return SpringVariables.read(environment, properties);
    }

    @Bean
    @ConditionalOnMissingBean
    ConductorSettings releaseConductorSettings(
            ReleaseConductorProperties properties,
            Variables variables,
            ObjectProvider<Part<?>> parts,
            ListableBeanFactory beans) {
        return ConductorSettings.read(
                properties, variables, parts.orderedStream().toList(), missing(beans));
    }

    private static List<String> missing(ListableBeanFactory beans) {
        Map<Class<?>, String> needed = new LinkedHashMap<>();
        needed.put(
                WorkflowDispatcher.class,
                "no bean is a WorkflowDispatcher, which starts what deploys; declare one, or have conductor-github on the"
                        + " class path");
        needed.put(
                ChatChannel.class,
                "no bean is a ChatChannel, where cards are shown; declare one (ChatChannel.NONE for none), or set"
                        + " DISCORD_TOKEN");
        needed.put(
                Authorizer.class,
                "no bean is an Authorizer, which says who may do what, and there is no silent default; declare one"
                        + " (Authorizer.allowAll() permits everything to everybody)");
        List<String> missing = new ArrayList<>();
        needed.forEach((type, words) -> {
            if (beans.getBeanNamesForType(type, true, false).length == 0) {
                missing.add(words);
            }
        });
        return missing;
    }

    @Bean
    @ConditionalOnMissingBean
    CheckCatalog releaseConductorChecks(ObjectProvider<Check> checks, ObjectProvider<CheckProvider> providers) {
        CheckCatalog catalog = CheckCatalog.discover();
        for (CheckProvider each : providers.orderedStream().toList()) {
            catalog = catalog.with(each);
        }
        return catalog.with(checks.orderedStream().toArray(Check[]::new));
    }

    @Bean
    Conductor releaseConductor(
            ConductorSettings settings,
            ReleaseConductorProperties properties,
            WorkflowDispatcher workflows,
            ChatChannel chat,
            Authorizer authorizer,
            StateStore store,
            CheckCatalog checks,
            Map<String, AlertSink> alerts,
            ObjectProvider<ChangeLog> changeLog,
            ObjectProvider<Refs> refs,
            ObjectProvider<MetricSource> metrics,
            ObjectProvider<Admission> admissions,
            ObjectProvider<DeploymentListener> listeners,
            ObjectProvider<HealthContributor> parts,
            ObjectProvider<ConductorBuilderCustomizer> customizers) {
        ConductorBuilder builder = settings.builder()
                .workflows(workflows)
                .chat(chat)
                .authorizer(authorizer)
                .store(store)
                .checks(checks);
        AlertsOfBeans.of(alerts, chat).ifPresent(builder::alerts);
        Optional.ofNullable(properties.nodeId()).ifPresent(builder::nodeId);
        changeLog.ifAvailable(builder::changeLog);
        refs.ifAvailable(builder::refs);
        metrics.ifAvailable(builder::metrics);
        admissions.orderedStream().forEach(builder::admission);
        listeners.orderedStream().forEach(builder::listener);
        parts.orderedStream().forEach(builder::health);
        customizers.orderedStream().forEach(each -> each.customize(builder));
        return builder.build();
    }

    @Bean
    @ConditionalOnMissingBean
    ChatOps releaseConductorChatOps(Conductor conductor, ChatChannel chat) {
        return ChatOps.of(conductor, chat, ChatOpsOptions.DEFAULT);
    }
}
