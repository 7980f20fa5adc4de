package io.releaseconductor.checks;

import io.releaseconductor.check.Check;
import io.releaseconductor.check.CheckResult;
import io.releaseconductor.config.Problems;
import io.releaseconductor.config.VariableReader;
import io.releaseconductor.config.Variables;
import io.releaseconductor.model.Environment;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tries the built-in checks once against what runs now, says what they understood, and looks for variables under which they
 * understand what they did not. Immutable and thread-safe.
 *
 * <p>Each suggestion was tried before it is made. Addresses that nobody named are asked with {@code GET} only and without
 * credentials; a login or a presign is sent to the configured address, four times at most by each check. Sends some 60 requests, twice
 * that where answers are slow, beside those for the page's scripts.
 *
 * <pre>{@code
 * TryoutReport report = Tryout.of(System.getenv()).at("https://shop.example.com", null).run();
 * report.lines().forEach(System.out::println);
 * }</pre>
 */
public final class Tryout {

    private static final String FRONTEND = "FRONTEND_BASE_URL";
    private static final String API = "VITE_API_BASE";

    private static final Duration LONGEST_LOOK = Duration.ofSeconds(4);
    private static final Duration LONGEST_CHECK = Duration.ofSeconds(30);
    private static final Duration LIMIT =
            LONGEST_CHECK.plus(SettingsSearch.LONGEST).plusSeconds(10);

    private final Map<String, String> variables;
    private final Map<String, String> addresses;
    private final @Nullable Environment environment;
    private final @Nullable Set<String> only;

    private Tryout(
            Map<String, String> variables,
            Map<String, String> addresses,
            @Nullable Environment environment,
            @Nullable Set<String> only) {
        this.variables = variables;
        this.addresses = addresses;
        this.environment = environment;
        this.only = only;
    }

    /**
     * With what the variables say.
     *
     * @param variables name to value, such as {@code System.getenv()}; copied
     * @return the tryout
     */
    public static Tryout of(Map<String, String> variables) {
        return new Tryout(Map.copyOf(variables), Map.of(), null, null);
    }

    /**
     * The same against other addresses.
     *
     * @param url the base URL of the frontend, as in {@code FRONTEND_BASE_URL}
     * @param apiUrl the base URL of the API, as in {@code VITE_API_BASE}; null for what that variable says, or for {@code url}
     *     if it is not set
     * @return the changed tryout
     */
    public Tryout at(String url, @Nullable String apiUrl) {
        Map<String, String> set = new LinkedHashMap<>();
        set.put(FRONTEND, Objects.requireNonNull(url, "url"));
        if (apiUrl != null) {
            set.put(API, apiUrl);
        } else if (Variables.of(variables).get(API).isEmpty()) {
            set.put(API, url);
        }
        return new Tryout(variables, set, environment, only);
    }

    /**
     * The same for one environment, whose variables come first, and for which suggestions are made.
     *
     * @param value which environment
     * @return the changed tryout
     */
    public Tryout in(Environment value) {
        return new Tryout(variables, addresses, Objects.requireNonNull(value, "value"), only);
    }

    /**
     * The same with some of the checks only.
     *
     * @param ids such as {@code api}; others than the built-in ones are passed over
     * @return the changed tryout
     */
    public Tryout only(Collection<String> ids) {
        return new Tryout(variables, addresses, environment, Set.copyOf(ids));
    }

    /** {@return how long {@link #run()} takes at most} */
    public Duration limit() {
        return LIMIT;
    }

    /**
     * Tries them all, side by side.
     *
     * @return what came of it
     * @throws InterruptedException if interrupted; what is under way is ended
     */
    public TryoutReport run() throws InterruptedException {
        List<String> wrong = TryoutAddresses.problems(addresses);
        if (!wrong.isEmpty()) {
            return new TryoutReport(null, null, List.of(), Map.of(), wrong);
        }
        Map<String, String> led = TryoutAddresses.led(addresses, trial(addresses), LONGEST_LOOK);
        return new Tryout(variables, led, environment, only).runThere();
    }

    private Trial trial(Map<String, String> at) {
        Map<String, String> all = new HashMap<>(variables);
        at.forEach((variable, value) -> all.put(Trial.name(variable, environment), value));
        return new Trial(all, environment, SharedClient.get(), Clock.systemUTC());
    }

    private TryoutReport runThere() throws InterruptedException {
        Trial trial = trial(addresses);
        Problems problems = new Problems();
        BuiltInCheckOptions options = trial.options(Map.of(), problems);
        if (!problems.messages().isEmpty()) {
            return new TryoutReport(null, null, List.of(), Map.of(), problems.messages());
        }
        List<Check> checks = BuiltInChecks.of(options);
        Map<Check, FutureTask<Tried>> running = new LinkedHashMap<>();
        for (Check check : checks) {
            if (only == null || only.contains(check.id())) {
                running.put(check, start(check, trial, options));
            }
        }
        return report(trial, checks, await(running));
    }

    /** One check, whether there seems to be nothing for it, and whether anything answered. */
    private record Tried(TriedCheck check, boolean absent, boolean answered) {}

    private static FutureTask<Tried> start(Check check, Trial trial, BuiltInCheckOptions options) {
        FutureTask<Tried> task = new FutureTask<>(() -> tryOut(check, trial, options));
        Thread thread = new Thread(task, "tryout " + check.id());
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    private static Tried tryOut(Check check, Trial trial, BuiltInCheckOptions options) throws InterruptedException {
        Trial.Outcome outcome = trial.run(check.id(), Map.of(), LONGEST_CHECK);
        FoundSettings found = new SettingsSearch(trial, options).search(check.id(), outcome);
        Map<String, String> settings = new LinkedHashMap<>();
        found.settings().forEach((variable, value) -> settings.put(trial.name(variable), value));
        return new Tried(
                new TriedCheck(check.id(), check.name(), outcome.result(), settings, found.notes()),
                found.absent(),
                outcome.answer() != null);
    }

    private static List<Tried> await(Map<Check, FutureTask<Tried>> running) throws InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        List<Tried> tried = new ArrayList<>();
        try {
            for (Map.Entry<Check, FutureTask<Tried>> each : running.entrySet()) {
                tried.add(await(each.getKey(), each.getValue(), end - System.nanoTime()));
            }
        } finally {
            running.values().forEach(task -> task.cancel(true));
        }
        return tried;
    }

    private static Tried await(Check check, FutureTask<Tried> task, long nanos) throws InterruptedException {
        try {
            return task.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return broken(check, CheckResult.noData("Not done within " + LIMIT.toSeconds() + " s"));
        } catch (ExecutionException e) {
            return broken(check, CheckResult.threw(Objects.requireNonNullElse(e.getCause(), e)));
        }
    }

    private static Tried broken(Check check, CheckResult result) {
        return new Tried(new TriedCheck(check.id(), check.name(), result, Map.of(), List.of()), false, false);
    }

    private TryoutReport report(Trial trial, List<Check> checks, List<Tried> tried) {
        Set<String> absent = tried.stream()
                .filter(Tried::absent)
                .map(each -> each.check().id())
                .collect(Collectors.toSet());
        Set<String> left = checks.stream()
                .map(Check::id)
                .filter(id -> !absent.contains(id))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Map<String, String> settings = new LinkedHashMap<>();
        // an address where nothing answers is none to be set
        boolean answered = tried.stream().anyMatch(Tried::answered);
        addresses.forEach((variable, value) -> {
            boolean needed =
                    answered && left.stream().anyMatch(id -> id.equals(FrontendCheck.ID) == variable.equals(FRONTEND));
            if (needed) {
                settings.put(trial.name(variable), value.strip());
            }
        });
        tried.forEach(each -> settings.putAll(each.check().settings()));
        if (!absent.isEmpty() && !left.isEmpty()) {
            settings.put(trial.name("SHIP_CHECKS"), String.join(",", left));
        }
        return new TryoutReport(
                address(FRONTEND),
                address(API),
                tried.stream().map(Tried::check).toList(),
                settings,
                List.of());
    }

    private @Nullable URI address(String variable) {
        String given = addresses.get(variable);
        Variables read = Variables.of(given == null ? variables : Map.of(variable, given));
        VariableReader reader =
                environment == null ? read.reader(new Problems()) : read.in(environment, new Problems());
        return reader.url(variable).orElse(null);
    }
}
