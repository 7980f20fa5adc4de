package io.releaseconductor.github;

import io.releaseconductor.deployment.Attempt;
import io.releaseconductor.deployment.DispatchIntent;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Reach;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.model.RolloutPlan;
import io.releaseconductor.model.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The workflows as they are: what the options say, set right by what the files themselves declare, as far as that was learned.
 * Thread-safe.
 */
final class Workflows {

    private final GitHubOptions options;
    private final WorkflowTexts texts;
    private final Map<Place, WorkflowText> learned = new ConcurrentHashMap<>();
    private final Set<String> absent = ConcurrentHashMap.newKeySet();
    private final Set<String> present = ConcurrentHashMap.newKeySet();

    /** A file on a branch or tag. */
    private record Place(String file, String ref) {}

    Workflows(GitHubOptions options, WorkflowTexts texts) {
        this.options = options;
        this.texts = texts;
    }

    /** {@return the workflow of a phase on the ref that is the default, or empty if there is none} */
    Optional<WorkflowFile> of(Environment environment, Phase phase, Rollout rollout) {
        return options.workflow(environment, phase, rollout)
                .filter(workflow -> !absent.contains(workflow.file()))
                .map(workflow -> fitted(workflow, options.ref()));
    }

    /** {@return the files that were found not to be at GitHub, and need not be} */
    List<String> absent() {
        return absent.stream().sorted().toList();
    }

    /** Takes a workflow that is not at GitHub for none. */
    void isAbsent(String file) {
        absent.add(file);
    }

    /** {@return the files that were found at GitHub and enabled, in the order of the options} */
    List<String> present() {
        return options.workflows().values().stream()
                .map(WorkflowFile::file)
                .filter(present::contains)
                .distinct()
                .toList();
    }

    /** Notes that a workflow is at GitHub and enabled. */
    void isPresent(String file) {
        present.add(file);
    }

    /** {@return the workflow of a use that the options know} */
    WorkflowFile of(GitHubOptions.Use use) {
        return fitted(Objects.requireNonNull(options.workflows().get(use)), options.ref());
    }

    /** {@return the workflow that an intent asks for, on its ref} */
    Optional<WorkflowFile> of(DispatchIntent intent) {
        return options.workflow(intent.environment(), intent.phase(), intent.rollout())
                .map(workflow -> fitted(workflow, RunDispatcher.ref(intent, options)));
    }

    /** Whether there is a workflow that can be told apart what it is to do: a canary from a full deployment, above all. */
    boolean support(Environment environment, Phase phase, Rollout rollout) {
        Optional<WorkflowFile> workflow = of(environment, phase, rollout);
        boolean own = options.workflows().containsKey(new GitHubOptions.Use(environment, phase, rollout));
        return workflow.isPresent()
                && (own || rollout != Rollout.CANARY || phase == Phase.ROLL_BACK || tellsCanary(workflow.get(), phase));
    }

    private boolean tellsCanary(WorkflowFile workflow, Phase phase) {
        return Stream.of(WorkflowInput.STRATEGY, WorkflowInput.ROLLOUT, WorkflowInput.PERCENTAGE)
                .anyMatch(input -> takes(workflow, input, canary(input, phase)));
    }

    private static String canary(WorkflowInput input, Phase phase) {
        return switch (input) {
            case STRATEGY -> phase == Phase.PROMOTE ? "full" : "canary";
            case ROLLOUT -> "canary";
            default -> "";
        };
    }

    private boolean takes(WorkflowFile workflow, WorkflowInput input, String value) {
        String name = workflow.inputs().get(input);
        return name != null
                && !workflow.fixedInputs().containsKey(name)
                && (value.isEmpty() || allows(workflow, name, value));
    }

    /** Whether a file allows a value, as far as it was read. */
    private boolean allows(WorkflowFile workflow, String name, String value) {
        WorkflowText text = learned.get(new Place(workflow.file(), options.ref()));
        WorkflowText.Input declared = text == null ? null : text.inputs().get(name);
        return declared == null || declared.allows(value);
    }

    /** {@return why a plan cannot be walked: the first wave whose run cannot be told what it is to do; empty if all can} */
    Optional<String> obstacle(Environment environment, Strategy strategy, RolloutPlan plan) {
        return IntStream.rangeClosed(1, plan.waves().size())
                .mapToObj(wave -> of(environment, Attempt.ofWave(wave, 1).phase(), plan.kind())
                        .map(workflow -> obstacle(workflow, wave, strategy, plan)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private @Nullable String obstacle(WorkflowFile workflow, int wave, Strategy strategy, RolloutPlan plan) {
        Reach reach = plan.wave(wave).reach();
        WorkflowInput told = reach instanceof Reach.Target ? WorkflowInput.TARGET : WorkflowInput.PERCENTAGE;
        if (!reach.equals(Reach.ALL) && !workflow.declares(told)) {
            return "its workflow cannot be told to go to " + reach.words() + "; let it take the input "
                    + told.defaultName();
        }
        for (Map.Entry<WorkflowInput, String> each : workflow.inputs().entrySet()) {
            String name = each.getValue();
            String value = SentValues.sent(each.getKey(), wave, strategy, plan);
            if (value != null && !workflow.fixedInputs().containsKey(name) && !allows(workflow, name, value)) {
                return workflow.file() + " does not allow \"" + value + "\" in its input " + name
                        + ", which it is sent to go to " + reach.words() + "; add it to the input's options";
            }
        }
        return null;
    }

    /**
     * Reads a file anew.
     *
     * @param workflow the workflow
     * @param name the name of its file
     * @param ref the branch or tag
     * @return what came of it
     */
    WorkflowTexts.Reading learn(WorkflowFile workflow, String name, String ref) {
        WorkflowTexts.Reading reading = texts.fresh(name, ref);
        if (reading.text() != null) {
            learned.put(new Place(workflow.file(), ref), reading.text());
        }
        return reading;
    }

    /** {@return whether what a workflow is told has changed since GitHub refused it, and the file was read anew} */
    boolean learnsOtherwise(DispatchIntent intent) {
        String ref = RunDispatcher.ref(intent, options);
        Optional<WorkflowFile> before = of(intent);
        before.ifPresent(workflow -> learn(workflow, workflow.file(), ref));
        return !of(intent).equals(before);
    }

    private WorkflowFile fitted(WorkflowFile workflow, String ref) {
        WorkflowText there = learned.get(new Place(workflow.file(), ref));
        WorkflowText text = there != null ? there : learned.get(new Place(workflow.file(), options.ref()));
        return text == null ? workflow : workflow.fitting(text);
    }

    /** {@return what was learned of each workflow, for people} */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        options.workflows().values().stream().distinct().forEach(workflow -> {
            WorkflowText text = learned.get(new Place(workflow.file(), options.ref()));
            if (text != null) {
                WorkflowFile fitted = workflow.fitting(text);
                lines.add(workflow.file() + " is told " + words(fitted)
                        + (fitted.echoesKey() ? "; its runs show their key" : "; its runs do not show their key"));
            }
        });
        return lines.stream().distinct().toList();
    }

    private static String words(WorkflowFile workflow) {
        List<String> names = Stream.concat(
                        workflow.inputs().values().stream(),
                        workflow.fixedInputs().entrySet().stream()
                                .map(fixed -> fixed.getKey() + "=" + fixed.getValue()))
                .toList();
        return names.isEmpty() ? "nothing" : String.join(", ", names);
    }
}
