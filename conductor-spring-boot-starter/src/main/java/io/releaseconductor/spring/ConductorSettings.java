package io.releaseconductor.spring;

import io.releaseconductor.Conductor;
import io.releaseconductor.ConductorBuilder;
import io.releaseconductor.EnvironmentSettings;
import io.releaseconductor.alert.LogAlerts;
import io.releaseconductor.check.CheckCatalog;
import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.config.Problems;
import io.releaseconductor.config.Variables;
import io.releaseconductor.json.DeploymentJson;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.Authorizer;
import io.releaseconductor.spi.ChatChannel;
import java.util.List;
import java.util.Set;

/**
 * What was read, without problems. Whoever opens anything needs it, so that nothing is opened before all is read.
 *
 * @param variables what it was read from
 * @param environments where to
 * @param fourEyes where somebody else than whoever shipped has to promote
 */
record ConductorSettings(Variables variables, List<EnvironmentSettings> environments, Set<Environment> fourEyes) {

    /**
     * Reads all.
     *
     * @param missing what beans are missing, in words
     * @throws ConfigurationException with all problems, those included that show when a conductor is put together
     */
    static ConductorSettings read(
            ReleaseConductorProperties properties, Variables variables, List<Part<?>> parts, List<String> missing) {
        Problems problems = new Problems();
        missing.forEach(problems::add);
        Fitting.note(problems, DeploymentJson::new);
        EnvironmentsReader reader = new EnvironmentsReader(properties, variables, problems);
        List<EnvironmentSettings> environments = reader.environments();
        List<Environment> names =
                environments.stream().map(EnvironmentSettings::environment).toList();
        ConductorSettings settings = new ConductorSettings(variables, environments, reader.fourEyes(names));
        parts.forEach(part -> part.read(variables, names, problems));
        if (!problems.messages().isEmpty()) {
            settings.noteFurther(problems);
        }
        problems.throwIfAny();
        return settings;
    }

    /** {@return a builder that is given what was read} */
    ConductorBuilder builder() {
        ConductorBuilder builder = Conductor.builder().variables(variables);
        environments.forEach(builder::environment);
        fourEyes.forEach(builder::fourEyes);
        return builder;
    }

    private void noteFurther(Problems problems) {
        ConductorBuilder builder = builder()
                .workflows(new StandIn())
                .chat(ChatChannel.NONE)
                .alerts(new LogAlerts())
                .authorizer(Authorizer.allowAll());
        try (Conductor unused = builder.checks(CheckCatalog.discover()).build()) {
            unused.warnings().forEach(problems::warn);
        } catch (ConfigurationException e) {
            e.problems().forEach(problems::add);
        }
    }
}
