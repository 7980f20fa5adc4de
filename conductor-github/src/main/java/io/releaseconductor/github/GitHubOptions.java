package io.releaseconductor.github;

import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.config.Problems;
import io.releaseconductor.config.Variables;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Rollout;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which repository's workflows deploy, and how they are asked. Holds no secret. Immutable.
 *
 * @param owner who owns the repository
 * @param repository the repository's name
 * @param apiUrl the API's base URL without a slash at its end: {@code https://api.github.com}, {@code https://HOST/api/v3} for
 *     GitHub Enterprise Server, {@code https://api.SUBDOMAIN.ghe.com} for data residency; {@code http} on this machine only
 * @param apiVersion what is sent as {@code X-GitHub-Api-Version}, see <a
 *     href="https://docs.github.com/en/rest/about-the-rest-api/api-versions">API versions</a>
 * @param ref the branch or tag whose workflow files run where a deployment names none, and for all rollbacks: a rollback is
 *     told the version to return to, and must not depend on a branch that may be gone; {@link #DEFAULT_BRANCH} for the
 *     repository's own
 * @param workflows which workflow does what; what has none is not supported
 * @param webhook whether GitHub's webhooks wake the conductor (see {@link GitHubWebhook}), so that looking at runs is only a
 *     safety net
 * @param callTimeout how long a call to GitHub may take, 1 to 25 s. GitHub itself gives up after 10 s
 * @param ciRequired what has to be green at a commit before it may be shipped to an environment, by {@linkplain GitHubWorkflows#ci()
 *     its CI}: the names of workflows, of jobs and other check runs, and of commit statuses; where an environment is missing, all that is
 *     found there
 * @param deployments whether GitHub shows what is deployed as {@linkplain GitHubWorkflows#deployments() deployments of its own}; then a GitHub
 *     App's tokens are good for that as well
 * @param environmentUrls where GitHub's pages say that an environment is; where one is missing, they do not say it
 */
public record GitHubOptions(
        String owner,
        String repository,
        URI apiUrl,
        String apiVersion,
        String ref,
        Map<Use, WorkflowFile> workflows,
        boolean webhook,
        Duration callTimeout,
        Map<Environment, Set<String>> ciRequired,
        boolean deployments,
        Map<Environment, URI> environmentUrls) {

    /** The API of github.com. */
    public static final URI GITHUB_COM = URI.create("https://api.github.com");

    /** The version of the API that all supported servers speak. */
    public static final String API_VERSION = "2022-11-28";

    /** The {@linkplain #ref() ref} that stands for the repository's default branch, whatever it is called. */
    public static final String DEFAULT_BRANCH = "";

    /** The file that the default rollback workflow is in; a sample is in {@code docs/workflows}. */
    public static final String ROLLBACK_FILE = "rollback.yml";

    /**
     * What a workflow is used for.
     *
     * @param environment where to
     * @param phase which phase
     * @param rollout how the environment rolls out, or null for all ways that have no workflow of their own
     */
    public record Use(
            Environment environment, Phase phase, @Nullable Rollout rollout) {
        /** Requires environment and phase. */
        public Use {
            Objects.requireNonNull(environment, "environment");
            Objects.requireNonNull(phase, "phase");
        }

        @Override
        public String toString() {
            return environment + "/" + phase.wireName() + (rollout == null ? "" : "/" + rollout.wireName());
        }
    }

    /**
     * Validates.
     *
     * @throws ConfigurationException with all problems: a name, URL, version, ref, percentage or time limit that is not
     *     allowed, a rollback workflow that cannot be told what to return to, a name of what CI requires, or the
     *     address of an environment
     */
    public GitHubOptions {
        workflows = Collections.unmodifiableMap(new LinkedHashMap<>(workflows));
        Map<Environment, Set<String>> copy = new LinkedHashMap<>();
        ciRequired.forEach(
                (environment, names) -> copy.put(environment, Collections.unmodifiableSet(new LinkedHashSet<>(names))));
        ciRequired = Collections.unmodifiableMap(copy);
        environmentUrls = Collections.unmodifiableMap(new LinkedHashMap<>(environmentUrls));
        Problems problems = new Problems();
        OptionRules.repository(owner, repository, problems);
        OptionRules.apiUrl(apiUrl, problems);
        OptionRules.apiVersion(apiVersion, problems);
        OptionRules.ref(ref, problems);
        OptionRules.workflows(workflows, problems);
        OptionRules.callTimeout(callTimeout, problems);
        OptionRules.ciRequired(ciRequired, problems);
        OptionRules.environmentUrls(environmentUrls, problems);
        problems.throwIfAny();
    }

    /**
     * The defaults for a repository on github.com. Deploys (and promotes canaries) by the spec's two workflows, {@code
     * client-deploy.yml} for staging and {@code backend-deploy.yml} for prod, which are told {@code environment} and {@code
     * strategy} only; rolls both back by {@link #rollbackWorkflow(String) rollback.yml}. Runs from the repository's default branch.
     *
     * @param owner who owns the repository
     * @param repository the repository's name
     * @return the options
     * @throws ConfigurationException if a name is not allowed
     */
    public static GitHubOptions of(String owner, String repository) {
        return new GitHubOptions(
                        owner,
                        repository,
                        GITHUB_COM,
                        API_VERSION,
                        DEFAULT_BRANCH,
                        Map.of(),
                        false,
                        Duration.ofSeconds(12),
                        Map.of(),
                        false,
                        Map.of())
                .withDefaults(Environment.STAGING, WorkflowFile.of("client-deploy.yml"))
                .withDefaults(Environment.PROD, WorkflowFile.of("backend-deploy.yml"));
    }

    /**
     * A rollback workflow with the inputs of the sample: {@code environment}, {@code strategy}, {@code action}, {@code version},
     * {@code valid_until} and {@code correlation_key}, which it shows in its {@code run-name}.
     *
     * @param file its file's name or its number
     * @return the workflow
     * @throws ConfigurationException if the file is no file name or number
     */
    public static WorkflowFile rollbackWorkflow(String file) {
        return WorkflowFile.of(file)
                .declaring(WorkflowInput.ACTION, WorkflowInput.VERSION, WorkflowInput.VALID_UNTIL)
                .echoingKey();
    }

    /**
     * Reads {@code GITHUB_REPOSITORY}, {@code GITHUB_API_URL}, {@code GITHUB_API_VERSION}, {@code SHIP_REF} and {@code
     * GITHUB_WEBHOOK_SECRET} (only whether it is set), and for each environment, with its suffix for it alone or without for all,
     * {@code GITHUB_DEPLOY_WORKFLOW}, {@code GITHUB_PROMOTE_WORKFLOW} and {@code GITHUB_ROLLBACK_WORKFLOW} (a file, or {@code none}),
     * and {@code GITHUB_DEPLOY_INPUTS} and {@code GITHUB_ROLLBACK_INPUTS} (the {@linkplain WorkflowInput#defaultName() names} of the
     * inputs that they declare beyond the spec's two, with commas between), and {@code GITHUB_DEPLOY_JOB} and {@code
     * GITHUB_ROLLBACK_JOB} (the name of the {@linkplain WorkflowFile#job() job} that does it), {@code GITHUB_DEPLOY_FIXED_INPUTS}
     * and {@code GITHUB_ROLLBACK_FIXED_INPUTS} ({@linkplain WorkflowFile#fixedInputs() inputs} that always have the same value, such
     * as {@code service=client,region=eu}), and {@code GITHUB_CI_REQUIRED} ({@linkplain #ciRequired() what has to be green}, with commas
     * between); {@code GITHUB_DEPLOYMENTS} ({@code on} or {@code off}), and where it is on {@code FRONTEND_BASE_URL} (for {@link
     * #environmentUrls}). A workflow that declares {@code correlation_key} is taken
     * to show it in its {@code run-name}.
     *
     * @param variables the variables
     * @param environments the environments that are shipped to
     * @param problems where missing and malformed variables are noted
     * @return the options; placeholders where there are problems
     */
    public static GitHubOptions fromVariables(
            Variables variables, Collection<Environment> environments, Problems problems) {
        return new OptionsReader(variables, problems).read(environments);
    }

    /**
     * The same at another server.
     *
     * @param value the API's base URL
     * @return the changed options
     * @throws ConfigurationException if it is not allowed
     */
    public GitHubOptions withApiUrl(URI value) {
        Copy copy = new Copy(this);
        copy.apiUrl = value;
        return copy.options();
    }

    /**
     * The same with another version of the API.
     *
     * @param value such as {@code 2026-03-10}
     * @return the changed options
     * @throws ConfigurationException if it is not a date
     */
    public GitHubOptions withApiVersion(String value) {
        Copy copy = new Copy(this);
        copy.apiVersion = value;
        return copy.options();
    }

    /**
     * The same with another ref.
     *
     * @param value the branch or tag whose workflow files run by default; {@link #DEFAULT_BRANCH} for the repository's own
     * @return the changed options
     * @throws ConfigurationException if it is not allowed
     */
    public GitHubOptions withRef(String value) {
        Copy copy = new Copy(this);
        copy.ref = value;
        return copy.options();
    }

    /**
     * The same with the workflow of a phase, for all rollouts that have none of their own.
     *
     * @param environment where to
     * @param phase which phase
     * @param workflow the workflow
     * @return the changed options
     * @throws ConfigurationException if it is for rollbacks and cannot be told what to return to
     */
    public GitHubOptions withWorkflow(Environment environment, Phase phase, WorkflowFile workflow) {
        return with(new Use(environment, phase, null), workflow);
    }

    /**
     * The same with the workflow of a phase for one rollout.
     *
     * @param environment where to
     * @param phase which phase
     * @param rollout how the environment rolls out
     * @param workflow the workflow
     * @return the changed options
     * @throws ConfigurationException if it is for rollbacks and cannot be told what to return to
     */
    public GitHubOptions withWorkflow(Environment environment, Phase phase, Rollout rollout, WorkflowFile workflow) {
        return with(new Use(environment, phase, rollout), workflow);
    }

    /**
     * The same without any workflow for a phase, which is then not supported.
     *
     * @param environment where to
     * @param phase which phase
     * @return the changed options
     */
    public GitHubOptions withoutWorkflow(Environment environment, Phase phase) {
        Map<Use, WorkflowFile> fewer = new LinkedHashMap<>(workflows);
        fewer.keySet().removeIf(use -> use.environment().equals(environment) && use.phase() == phase);
        return withWorkflows(fewer);
    }

    /** {@return the same, woken by webhooks: runs are then looked at rarely} */
    public GitHubOptions wokenByWebhook() {
        Copy copy = new Copy(this);
        copy.webhook = true;
        return copy.options();
    }

    /**
     * The same with another time limit. Keep it below the conductor's limit for calls, 30 s by default.
     *
     * @param value how long a call may take
     * @return the changed options
     * @throws ConfigurationException if it is not allowed
     */
    public GitHubOptions withCallTimeout(Duration value) {
        Copy copy = new Copy(this);
        copy.callTimeout = value;
        return copy.options();
    }

    /**
     * The same, requiring certain parts of CI before anything is shipped to an environment.
     *
     * @param environment where to
     * @param names the names of workflows, of jobs and other check runs, and of commit statuses; none for all that is found
     * @return the changed options
     * @throws ConfigurationException if a name is not allowed
     */
    public GitHubOptions requiringCi(Environment environment, String... names) {
        Map<Environment, Set<String>> all = new LinkedHashMap<>(ciRequired);
        all.put(environment, new LinkedHashSet<>(List.of(names)));
        Copy copy = new Copy(this);
        copy.ciRequired = all;
        return copy.options();
    }

    /** {@return the same, with GitHub showing what is deployed} */
    public GitHubOptions showingDeployments() {
        Copy copy = new Copy(this);
        copy.deployments = true;
        return copy.options();
    }

    /**
     * The same with the place of an environment, for GitHub's pages.
     *
     * @param environment which one
     * @param url an http or https address
     * @return the changed options
     * @throws ConfigurationException if the address is not allowed
     */
    public GitHubOptions withEnvironmentUrl(Environment environment, URI url) {
        Map<Environment, URI> all = new LinkedHashMap<>(environmentUrls);
        all.put(environment, url);
        Copy copy = new Copy(this);
        copy.environmentUrls = all;
        return copy.options();
    }

    Set<String> ciRequired(Environment environment) {
        return ciRequired.getOrDefault(environment, Set.of());
    }

    /**
     * The workflow of a phase.
     *
     * @param environment where to
     * @param phase which phase
     * @param rollout how the environment rolls out
     * @return the workflow for that rollout, else the one for all, or empty if there is none
     */
    public Optional<WorkflowFile> workflow(Environment environment, Phase phase, Rollout rollout) {
        WorkflowFile own = workflows.get(new Use(environment, phase, rollout));
        return Optional.ofNullable(own != null ? own : workflows.get(new Use(environment, phase, null)));
    }

    GitHubOptions withDefaults(Environment environment, WorkflowFile deploy) {
        return withWorkflow(environment, Phase.DEPLOY, deploy)
                .withWorkflow(environment, Phase.PROMOTE, deploy)
                .withWorkflow(environment, Phase.ROLL_BACK, rollbackWorkflow(ROLLBACK_FILE));
    }

    GitHubOptions withWorkflows(Map<Use, WorkflowFile> value) {
        Copy copy = new Copy(this);
        copy.workflows = value;
        return copy.options();
    }

    private GitHubOptions with(Use use, WorkflowFile workflow) {
        Map<Use, WorkflowFile> all = new LinkedHashMap<>(workflows);
        all.put(use, workflow);
        return withWorkflows(all);
    }

    /** {@return from where workflows run by default, in words for people} */
    public String refWords() {
        return ref.equals(DEFAULT_BRANCH) ? "the default branch" : ref;
    }

    String fullName() {
        return owner + "/" + repository;
    }

    /** All of it, of which some is changed. */
    private static final class Copy {

        private final String owner;
        private final String repository;
        private URI apiUrl;
        private String apiVersion;
        private String ref;
        private Map<Use, WorkflowFile> workflows;
        private boolean webhook;
        private Duration callTimeout;
        private Map<Environment, Set<String>> ciRequired;
        private boolean deployments;
        private Map<Environment, URI> environmentUrls;

        private Copy(GitHubOptions from) {
            owner = from.owner;
            repository = from.repository;
            apiUrl = from.apiUrl;
            apiVersion = from.apiVersion;
            ref = from.ref;
            workflows = from.workflows;
            webhook = from.webhook;
            callTimeout = from.callTimeout;
            ciRequired = from.ciRequired;
            deployments = from.deployments;
            environmentUrls = from.environmentUrls;
        }

        private GitHubOptions options() {
            return new GitHubOptions(
                    owner,
                    repository,
                    apiUrl,
                    apiVersion,
                    ref,
                    workflows,
                    webhook,
                    callTimeout,
                    ciRequired,
                    deployments,
                    environmentUrls);
        }
    }
}
