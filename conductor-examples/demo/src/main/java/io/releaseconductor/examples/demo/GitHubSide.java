package io.releaseconductor.examples.demo;

import io.releaseconductor.config.Problems;
import io.releaseconductor.config.Variables;
import io.releaseconductor.github.GitHubAuth;
import io.releaseconductor.github.GitHubOptions;
import io.releaseconductor.github.GitHubWorkflows;
import io.releaseconductor.github.WorkflowFile;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Rollout;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A real repository instead of the workflows on this machine, where the process's variables ask for it. */
final class GitHubSide {

    /** Runs at GitHub take minutes where those on this machine take seconds. */
    static final int MORE_PATIENCE = 15;

    private static final String REPOSITORY = "GITHUB_REPOSITORY";
    private static final String TOKEN = "GITHUB_TOKEN";
    private static final String APP = "GITHUB_APP_CLIENT_ID";
    private static final String WEBHOOK_SECRET = "GITHUB_WEBHOOK_SECRET";
    private static final List<String> CHECKED = List.of("FRONTEND_BASE_URL", "VITE_API_BASE");

    private final Variables variables;
    private final Map<String, String> process;
    private final GitHubOptions options;
    private final GitHubAuth auth;

    private GitHubSide(Map<String, String> process, Variables variables, GitHubOptions options, GitHubAuth auth) {
        this.process = Map.copyOf(process);
        this.variables = variables;
        this.options = options;
        this.auth = auth;
    }

    /**
     * Asked for by naming a repository. A token alone does not ask for it: many people have one in their shell for other
     * tools. On GitHub's own runners the repository is always set, so that there it needs the token as well.
     */
    static Optional<GitHubSide> wanted(Map<String, String> process, List<Environment> environments) {
        Variables variables = Variables.of(process);
        boolean onRunner = variables.get("GITHUB_ACTIONS").isPresent();
        boolean proves = variables.get(TOKEN).isPresent() || variables.get(APP).isPresent();
        if (variables.get(REPOSITORY).isEmpty() || (onRunner && !proves)) {
            return Optional.empty();
        }
        Problems problems = new Problems();
        GitHubOptions options = GitHubOptions.fromVariables(variables, environments, problems);
        GitHubAuth auth = GitHubAuth.fromVariables(variables, problems);
        if (variables.get(WEBHOOK_SECRET).isPresent()) {
            problems.add(WEBHOOK_SECRET + " is set, but the demo has no address for webhooks, so that it would wait for"
                    + " deliveries that never come; unset it here");
        }
        problems.throwIfAny();
        return Optional.of(new GitHubSide(process, variables, options, auth));
    }

    /** One more line of the welcome on this machine, where somebody may have wanted GitHub. */
    static String hint(Map<String, String> process) {
        Variables variables = Variables.of(process);
        boolean halfWanted = variables.get(APP).isPresent()
                || variables.get("GITHUB_API_URL").isPresent();
        return (halfWanted || variables.get(TOKEN).isPresent())
                        && variables.get(REPOSITORY).isEmpty()
                ? "\nWorkflows run on this machine. To ship a repository at GitHub set " + REPOSITORY + " too."
                : "";
    }

    String repository() {
        return options.owner() + "/" + options.repository();
    }

    /** Asks GitHub whether the repository and its workflows are there. */
    GitHubWorkflows connect(Clock clock) {
        return GitHubWorkflows.connect(options, auth, clock);
    }

    String welcome() {
        return "Release Conductor demo. Type /ship to ship " + repository() + ", help for more.\nGitHub: "
                + repository()
                + " at " + options.apiUrl() + ", by " + auth + ". Workflows run there, from " + options.refWords()
                + ": "
                + List.of(Environment.STAGING, Environment.PROD).stream()
                        .map(this::files)
                        .collect(Collectors.joining("; "))
                + ".";
    }

    private String files(Environment environment) {
        return environment + " "
                + List.of(Phase.DEPLOY, Phase.ROLL_BACK).stream()
                        .map(phase -> phase.wireName() + " "
                                + options.workflow(environment, phase, Rollout.FULL)
                                        .map(WorkflowFile::file)
                                        .orElse("none"))
                        .collect(Collectors.joining(", "));
    }

    /** What the process says wins over what this machine offers. */
    Variables variables(Map<String, String> local) {
        Map<String, String> more = new HashMap<>(local);
        if (ownsChecks()) {
            more.keySet()
                    .removeIf(name -> CHECKED.stream().anyMatch(name::startsWith) || name.startsWith("SHIP_LOGIN"));
        }
        more.keySet().removeAll(process.keySet());
        return variables.with(more);
    }

    private boolean ownsChecks() {
        return process.keySet().stream().anyMatch(name -> CHECKED.stream().anyMatch(name::startsWith));
    }

    /** Where the checks of an environment look, as the beginning of a line. */
    String checked(Environment environment) {
        if (!ownsChecks()) {
            return environment.title()
                    + " is checked at the small application on this machine, which GitHub does not change"
                    + " (set FRONTEND_BASE_URL and VITE_API_BASE to check yours): ";
        }
        String url = variables
                .get("FRONTEND_BASE_URL_" + environment.variableSuffix())
                .or(() -> variables.get("FRONTEND_BASE_URL"))
                .orElse("");
        return environment.title() + " is checked at " + url + ": ";
    }
}
