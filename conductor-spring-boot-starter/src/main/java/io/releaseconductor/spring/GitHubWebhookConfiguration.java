package io.releaseconductor.spring;

import io.releaseconductor.Conductor;
import io.releaseconductor.config.Problems;
import io.releaseconductor.config.Variables;
import io.releaseconductor.github.GitHubWebhook;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What takes GitHub's deliveries and checks their signature, where it is said what they are signed with. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(GitHubWebhook.class)
@ConditionalOnSetting({
    "release-conductor.github.webhook-secret",
    "release-conductor.variables.github-webhook-secret",
    "GITHUB_WEBHOOK_SECRET"
})
class GitHubWebhookConfiguration {

    @Bean
    @ConditionalOnMissingBean
    GitHubWebhook releaseConductorWebhook(Conductor conductor, Variables variables) {
        return GitHubWebhook.of(conductor, variables.reader(new Problems()).requiredSecret("GITHUB_WEBHOOK_SECRET"));
    }
}
