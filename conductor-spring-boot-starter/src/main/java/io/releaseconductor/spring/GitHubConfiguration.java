package io.releaseconductor.spring;

import io.releaseconductor.config.Problems;
import io.releaseconductor.config.Variables;
import io.releaseconductor.github.GitHubAuth;
import io.releaseconductor.github.GitHubOptions;
import io.releaseconductor.github.GitHubWorkflows;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.ChangeLog;
import io.releaseconductor.spi.Refs;
import io.releaseconductor.spi.WorkflowDispatcher;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** GitHub Actions deploys where no bean does. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(GitHubWorkflows.class)
@ConditionalOnMissingBean(WorkflowDispatcher.class)
class GitHubConfiguration {

    /**
     * What GitHub is asked with.
     *
     * @param auth how to prove who asks
     * @param options which repository's workflows
     */
    record Settings(GitHubAuth auth, GitHubOptions options) {

        static Settings read(Variables variables, List<Environment> environments, Problems problems) {
            Fitting.note(problems, GitHubWorkflows::requireLibraries);
            GitHubAuth auth = GitHubAuth.fromVariables(variables, problems);
            return new Settings(auth, GitHubOptions.fromVariables(variables, environments, problems));
        }
    }

    @Bean
    Part<Settings> releaseConductorGitHubPart() {
        return new Part<>(Settings::read);
    }

    @Bean
    GitHubWorkflows releaseConductorWorkflows(ConductorSettings settings, Part<Settings> github) {
        return GitHubWorkflows.connect(github.value().options(), github.value().auth(), Clock.systemUTC());
    }

    @Bean
    @ConditionalOnMissingBean
    ChangeLog releaseConductorChangeLog(GitHubWorkflows workflows) {
        return workflows.changeLog();
    }

    @Bean
    @ConditionalOnMissingBean
    Refs releaseConductorRefs(GitHubWorkflows workflows) {
        return workflows.refs();
    }

    @Bean
    ConductorBuilderCustomizer releaseConductorGitHubExtras(GitHubWorkflows workflows, Part<Settings> github) {
        GitHubOptions options = github.value().options();
        return builder -> {
            if (!options.ciRequired().isEmpty()) {
                builder.admission(workflows.ci());
            }
            if (options.deployments()) {
                builder.listener(workflows.deployments());
            }
        };
    }
}
