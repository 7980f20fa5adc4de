package io.releaseconductor.github;

import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.config.Problems;
import io.releaseconductor.config.VariableReader;
import io.releaseconductor.config.Variables;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads {@link GitHubOptions} from variables. What is wrong is noted, and reading goes on. */
final class OptionsReader {

    private static final String NONE = "none";
    private static final String FRONTEND = "FRONTEND_BASE_URL";
    private static final String CI_REQUIRED = "GITHUB_CI_REQUIRED";
    private static final Set<WorkflowInput> ALWAYS = EnumSet.of(WorkflowInput.ENVIRONMENT, WorkflowInput.STRATEGY);
    private static final Set<WorkflowInput> OPTIONAL = EnumSet.complementOf(EnumSet.copyOf(ALWAYS));

    /** Where a repository is cloned from, or shown in a browser. */
    private static final Pattern ADDRESS = Pattern.compile(
            "(?:[a-z+]+://[^/]+/|[^/:]+@[^/:]+:)?(?<name>[A-Za-z0-9_-]+/[A-Za-z0-9._-]+?)(?:\\.git)?(?:[/?#].*)?");

    /** What can be shown: an address may hold a token. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._:/ -]{1,200}");

    private final Variables variables;
    private final Problems problems;

    OptionsReader(Variables variables, Problems problems) {
        this.variables = variables;
        this.problems = problems;
    }

    GitHubOptions read(Collection<Environment> environments) {
        VariableReader reader = variables.reader(problems);
        reader.claim(GitHubVariables.FAMILY);
        GitHubOptions options = repository(reader);
        GitHubOptions named = options;
        options = attempt(
                () -> named.withApiUrl(reader.url("GITHUB_API_URL", GitHubOptions.GITHUB_COM)),
                "GITHUB_API_URL",
                named);
        GitHubOptions placed = options;
        options = attempt(
                () -> placed.withApiVersion(reader.text("GITHUB_API_VERSION", GitHubOptions.API_VERSION)),
                "GITHUB_API_VERSION",
                placed);
        GitHubOptions versioned = options;
        options = attempt(() -> versioned.withRef(reader.text("SHIP_REF", versioned.ref())), "SHIP_REF", versioned);
        if (reader.secret("GITHUB_WEBHOOK_SECRET").isPresent()) {
            options = options.wokenByWebhook();
        }
        if (reader.oneOf("GITHUB_DEPLOYMENTS", "off", List.of("on", "off")).equals("on")) {
            options = options.showingDeployments();
        }
        for (Environment environment : environments) {
            VariableReader own = variables.in(environment, problems);
            options = environmentUrl(ciRequired(workflows(options, own), own), own);
        }
        return options;
    }

    /** The address is told of as another problem by whoever needs it to check something. */
    private GitHubOptions environmentUrl(GitHubOptions options, VariableReader reader) {
        Optional<URI> url = options.deployments() ? reader.url(FRONTEND) : Optional.empty();
        return url.map(there -> attempt(
                        () -> options.withEnvironmentUrl(reader.environment(), there),
                        found(reader, FRONTEND),
                        options))
                .orElse(options);
    }

    private GitHubOptions ciRequired(GitHubOptions options, VariableReader reader) {
        Optional<String> text = reader.text(CI_REQUIRED);
        if (text.isEmpty()) {
            return options;
        }
        String[] names = text.get().strip().split("\\s*,\\s*", -1);
        return attempt(() -> options.requiringCi(reader.environment(), names), found(reader, CI_REQUIRED), options);
    }

    private GitHubOptions repository(VariableReader reader) {
        GitHubOptions placeholder = GitHubOptions.of("not-set", "not-set");
        Optional<String> text = reader.text("GITHUB_REPOSITORY");
        if (text.isEmpty()) {
            reader.requiredText("GITHUB_REPOSITORY");
            return placeholder;
        }
        Matcher address = ADDRESS.matcher(text.get());
        Optional<String> meant = address.matches() ? Optional.of(address.group("name")) : Optional.empty();
        boolean plain = PLAIN.matcher(text.get()).matches();
        String[] parts = text.get().split("/", -1);
        if (meant.filter(name -> !name.equals(text.get())).isPresent() || !plain || parts.length != 2) {
            problems.add("GITHUB_REPOSITORY: " + (plain ? "\"" + text.get() + "\"" : "what it is set to")
                    + " is not allowed; allowed: " + OptionRules.REPOSITORY_ALLOWED
                    + meant.map(OptionsReader::meant).orElse(""));
            return placeholder;
        }
        return attempt(() -> GitHubOptions.of(parts[0], parts[1]), "GITHUB_REPOSITORY", placeholder);
    }

    private GitHubOptions workflows(GitHubOptions options, VariableReader reader) {
        Environment environment = reader.environment();
        Set<WorkflowInput> deployInputs = inputs(reader, "GITHUB_DEPLOY_INPUTS", Set.of());
        WorkflowFile deploy = workflow(reader, "GITHUB_DEPLOY_WORKFLOW", byDefault(options, environment), deployInputs);
        WorkflowFile promote =
                workflow(reader, "GITHUB_PROMOTE_WORKFLOW", deploy == null ? NONE : deploy.file(), deployInputs);
        Set<WorkflowInput> rollbackInputs = inputs(
                reader,
                "GITHUB_ROLLBACK_INPUTS",
                EnumSet.of(
                        WorkflowInput.ACTION,
                        WorkflowInput.VERSION,
                        WorkflowInput.CORRELATION_KEY,
                        WorkflowInput.VALID_UNTIL));
        WorkflowFile rollback =
                workflow(reader, "GITHUB_ROLLBACK_WORKFLOW", GitHubOptions.ROLLBACK_FILE, rollbackInputs);
        UnaryOperator<WorkflowFile> deploying = more(reader, "GITHUB_DEPLOY_JOB", "GITHUB_DEPLOY_FIXED_INPUTS");
        UnaryOperator<WorkflowFile> rollingBack = more(reader, "GITHUB_ROLLBACK_JOB", "GITHUB_ROLLBACK_FIXED_INPUTS");
        GitHubOptions changed = with(options, environment, Phase.DEPLOY, applied(deploying, deploy));
        changed = with(changed, environment, Phase.PROMOTE, applied(deploying, promote));
        return with(changed, environment, Phase.ROLL_BACK, applied(rollingBack, rollback));
    }

    /** What is said of a workflow besides its file and its inputs. */
    private UnaryOperator<WorkflowFile> more(VariableReader reader, String job, String fixedInputs) {
        Optional<String> named = reader.text(job);
        Map<String, String> fixed = reader.text(fixedInputs)
                .map(text -> FixedInputs.read(found(reader, fixedInputs), text, problems))
                .orElse(Map.of());
        return workflow -> {
            WorkflowFile changed = named.map(workflow::deployingBy).orElse(workflow);
            for (Map.Entry<String, String> input : fixed.entrySet()) {
                changed = changed.withFixedInput(input.getKey(), input.getValue());
            }
            return changed;
        };
    }

    private static @Nullable WorkflowFile applied(UnaryOperator<WorkflowFile> change, @Nullable WorkflowFile workflow) {
        return workflow == null ? null : change.apply(workflow);
    }

    private static String byDefault(GitHubOptions options, Environment environment) {
        WorkflowFile known = options.workflows().get(new GitHubOptions.Use(environment, Phase.DEPLOY, null));
        return known == null ? NONE : known.file();
    }

    private GitHubOptions with(
            GitHubOptions options, Environment environment, Phase phase, @Nullable WorkflowFile workflow) {
        return workflow == null
                ? options.withoutWorkflow(environment, phase)
                : attempt(() -> options.withWorkflow(environment, phase, workflow), null, options);
    }

    private @Nullable WorkflowFile workflow(
            VariableReader reader, String name, String fallback, Set<WorkflowInput> inputs) {
        String file = reader.text(name, fallback);
        if (file.toLowerCase(Locale.ROOT).equals(NONE)) {
            return null;
        }
        WorkflowFile declaring = attempt(
                        () -> WorkflowFile.of(file), found(reader, name), WorkflowFile.of("not-set.yml"))
                .declaring(inputs.toArray(new WorkflowInput[0]));
        return inputs.contains(WorkflowInput.CORRELATION_KEY) ? declaring.echoingKey() : declaring;
    }

    private Set<WorkflowInput> inputs(VariableReader reader, String name, Set<WorkflowInput> fallback) {
        Optional<String> text = reader.text(name);
        if (text.isEmpty()) {
            return fallback;
        }
        Set<WorkflowInput> inputs = EnumSet.noneOf(WorkflowInput.class);
        List<String> unknown = new ArrayList<>();
        for (String word : text.get().split("[,\\s]+", -1)) {
            Optional<WorkflowInput> input = Arrays.stream(WorkflowInput.values())
                    .filter(i -> i.defaultName().equals(word))
                    .findFirst();
            input.ifPresentOrElse(inputs::add, () -> {
                if (!word.isEmpty() && !word.equals(NONE)) {
                    unknown.add(word);
                }
            });
        }
        if (!unknown.isEmpty()) {
            String allowed = OPTIONAL.stream().map(WorkflowInput::defaultName).collect(Collectors.joining(", "));
            String near = unknown.stream()
                    .map(OptionsReader::exact)
                    .flatMap(Optional::stream)
                    .collect(Collectors.joining(","));
            problems.add(found(reader, name) + ": " + String.join(", ", unknown) + " is not allowed; allowed: "
                    + allowed + (near.isEmpty() ? "" : meant(near)));
        }
        return inputs;
    }

    /** The input whose name differs only in case and in what is between its words. */
    private static Optional<String> exact(String word) {
        String plain = word.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "");
        return OPTIONAL.stream()
                .map(WorkflowInput::defaultName)
                .filter(name -> name.replace("_", "").equals(plain))
                .findFirst();
    }

    private static String meant(String guess) {
        return "; did you mean \"" + guess + "\"?";
    }

    /** The variable that a value was read from. */
    private String found(VariableReader reader, String name) {
        Environment environment = reader.environment();
        return variables.get(name, environment).isPresent() ? name + "_" + environment.variableSuffix() : name;
    }

    /** Notes what is refused under the variable's name, and goes on with what held before. */
    private <T> T attempt(Supplier<T> reading, @Nullable String variable, T fallback) {
        try {
            return reading.get();
        } catch (ConfigurationException e) {
            e.problems().forEach(problem -> problems.add(variable == null ? problem : variable + ": " + problem));
            return fallback;
        }
    }
}
