package io.releaseconductor.github;

import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.config.Problems;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A workflow that can be dispatched, and the inputs that it declares. Immutable.
 *
 * @param file its file's name in {@code .github/workflows}, such as {@code client-deploy.yml}, or its number; never its display
 *     name, which GitHub does not take. The file has to be on the default branch
 * @param inputs what it is told, each with the name of its input
 * @param fixedInputs inputs that always have the same value; one of these stands instead of what {@code inputs} would give the
 *     same name
 * @param echoesKey whether its {@code run-name} shows the whole {@link WorkflowInput#CORRELATION_KEY}. Where it does not, a run
 *     whose id was lost is never adopted without a person
 * @param job the name of the job that deploys, as the workflow's runs show it (or rolls back); null for the one to which the file
 *     gives an environment, and where that cannot be read, for all but the guard of the sample workflows
 */
public record WorkflowFile(
        String file,
        Map<WorkflowInput, String> inputs,
        Map<String, String> fixedInputs,
        boolean echoesKey,
        @Nullable String job) {

    /** The most inputs that GitHub takes with a dispatch. */
    public static final int MAX_INPUTS = 25;

    static final String FILE_ALLOWED = "the name of a file in .github/workflows, such as client-deploy.yml, or a"
            + " workflow's number; GitHub does not take display names";

    private static final Pattern FILE = Pattern.compile("[A-Za-z0-9._ -]{1,200}\\.ya?ml|[1-9][0-9]{0,18}");
    private static final Pattern INPUT = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,99}");

    /**
     * Validates.
     *
     * @throws ConfigurationException if the file is no file name or number, an input has no proper name or one that another
     *     has, the job's name is blank, there are more than {@link #MAX_INPUTS}, or the key is said to be shown but is not given
     */
    public WorkflowFile {
        inputs = inputs.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(inputs));
        fixedInputs = Collections.unmodifiableMap(new LinkedHashMap<>(fixedInputs));
        Problems problems = new Problems();
        if (!FILE.matcher(file).matches()) {
            problems.add("workflow: \"" + file + "\" is not allowed; allowed: " + FILE_ALLOWED);
        }
        for (List<String> names : List.of(List.copyOf(inputs.values()), List.copyOf(fixedInputs.keySet()))) {
            for (String name : names) {
                if (!INPUT.matcher(name).matches()) {
                    problems.add("workflow " + file + ": input \"" + name
                            + "\" is not allowed; allowed: a letter or _, then letters, digits, _ and -");
                }
            }
        }
        if (inputs.values().stream().distinct().count() < inputs.size()) {
            problems.add("workflow " + file + ": inputs " + inputs.values() + "; allowed: each name once");
        }
        if (inputs.size() + fixedInputs.size() > MAX_INPUTS) {
            problems.add("workflow " + file + ": " + (inputs.size() + fixedInputs.size()) + " inputs; allowed: "
                    + MAX_INPUTS + " at most");
        }
        if (echoesKey && !inputs.containsKey(WorkflowInput.CORRELATION_KEY)) {
            problems.add(
                    "workflow " + file + " is said to show the correlation key but is not given it; declare the input "
                            + WorkflowInput.CORRELATION_KEY.defaultName());
        }
        if (job != null && job.isBlank()) {
            problems.add(
                    "workflow " + file + ": the name of the job that deploys is blank; allowed: a job's name as the"
                            + " runs of the workflow show it");
        }
        problems.throwIfAny();
    }

    /**
     * A workflow as in the spec: it declares {@code environment} and {@code strategy}, and does not show the key.
     *
     * @param file its file's name or its number
     * @return the workflow
     * @throws ConfigurationException if the file is no file name or number
     */
    public static WorkflowFile of(String file) {
        return new WorkflowFile(file, Map.of(), Map.of(), false, null)
                .declaring(WorkflowInput.ENVIRONMENT, WorkflowInput.STRATEGY);
    }

    /**
     * The same, declaring more inputs under their default names.
     *
     * @param more the inputs
     * @return the changed workflow
     */
    public WorkflowFile declaring(WorkflowInput... more) {
        WorkflowFile changed = this;
        for (WorkflowInput input : more) {
            changed = changed.declaring(input, input.defaultName());
        }
        return changed;
    }

    /**
     * The same, declaring an input under a name of its own.
     *
     * @param input what it is told
     * @param name the input's name in the workflow
     * @return the changed workflow
     * @throws ConfigurationException if the name is not allowed or taken
     */
    public WorkflowFile declaring(WorkflowInput input, String name) {
        Map<WorkflowInput, String> all = new EnumMap<>(WorkflowInput.class);
        all.putAll(inputs);
        all.put(input, name);
        return new WorkflowFile(file, all, fixedInputs, echoesKey, job);
    }

    /**
     * The same without an input.
     *
     * @param input what it is not told
     * @return the changed workflow
     * @throws ConfigurationException if it is the correlation key and the workflow is said to show it
     */
    public WorkflowFile notDeclaring(WorkflowInput input) {
        Map<WorkflowInput, String> fewer = new EnumMap<>(WorkflowInput.class);
        fewer.putAll(inputs);
        fewer.remove(input);
        return new WorkflowFile(file, fewer, fixedInputs, echoesKey, job);
    }

    /**
     * The same with an input that always has the same value.
     *
     * @param name the input's name in the workflow
     * @param value its value
     * @return the changed workflow
     * @throws ConfigurationException if the name is not allowed
     */
    public WorkflowFile withFixedInput(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(fixedInputs);
        all.put(name, value);
        return new WorkflowFile(file, inputs, all, echoesKey, job);
    }

    /**
     * The same, showing the correlation key in its {@code run-name}; the input is declared under its default name if it is not
     * declared yet.
     *
     * @return the changed workflow
     */
    public WorkflowFile echoingKey() {
        WorkflowFile declaring =
                inputs.containsKey(WorkflowInput.CORRELATION_KEY) ? this : declaring(WorkflowInput.CORRELATION_KEY);
        return new WorkflowFile(file, declaring.inputs, fixedInputs, true, job);
    }

    /**
     * The same, deploying by one of its jobs: a run counts as deployed if that job succeeded, whatever the others did.
     *
     * @param name the job's name as the runs show it; a matrix or a called workflow may add to it
     * @return the changed workflow
     * @throws ConfigurationException if the name is blank
     */
    public WorkflowFile deployingBy(String name) {
        return new WorkflowFile(file, inputs, fixedInputs, echoesKey, name);
    }

    /** The same, told what its file declares and nothing else, each input under the name that it has here or by default. */
    WorkflowFile fitting(WorkflowText text) {
        Map<WorkflowInput, String> declared = new EnumMap<>(WorkflowInput.class);
        for (WorkflowInput input : WorkflowInput.values()) {
            String own = inputs.get(input);
            String name = own == null ? input.defaultName() : own;
            boolean another = own == null && inputs.containsValue(name);
            if (text.inputs().containsKey(name) && !another) {
                declared.put(input, name);
            }
        }
        Map<String, String> fixed = new LinkedHashMap<>(fixedInputs);
        fixed.keySet().retainAll(text.inputs().keySet());
        String key = declared.get(WorkflowInput.CORRELATION_KEY);
        return new WorkflowFile(file, declared, fixed, key != null && text.shows(key), job);
    }

    boolean declares(WorkflowInput input) {
        return inputs.containsKey(input);
    }
}
