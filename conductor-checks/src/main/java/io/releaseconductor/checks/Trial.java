package io.releaseconductor.checks;

import io.releaseconductor.check.Check;
import io.releaseconductor.check.CheckContext;
import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CheckStatus;
import io.releaseconductor.config.Problems;
import io.releaseconductor.config.Variables;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Strategy;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * Runs a single check as variables say, with some of them set otherwise: what is suggested to people is tried in the very way in
 * which it will be read.
 */
final class Trial {

    private final Map<String, String> variables;
    private final @Nullable Environment environment;
    private final OkHttpClient client;
    private final Clock clock;

    Trial(Map<String, String> variables, @Nullable Environment environment, OkHttpClient client, Clock clock) {
        this.variables = Map.copyOf(variables);
        this.environment = environment;
        this.client = client;
        this.clock = clock;
    }

    /**
     * How it came out.
     *
     * @param result what the check says
     * @param answer what its address answered last, or null if there was no answer
     */
    record Outcome(CheckResult result, @Nullable WebAnswer answer) {

        /** The status of the answer, or 0 if there was none. */
        int status() {
            return answer == null ? 0 : answer.status();
        }

        /** Whether it is as it should be, or nearly. */
        boolean good() {
            return result.status() == CheckStatus.PASS || result.status() == CheckStatus.WARNING;
        }
    }

    /** The name by which a variable is set for this environment alone, or for all if there is none in particular. */
    String name(String variable) {
        return name(variable, environment);
    }

    static String name(String variable, @Nullable Environment environment) {
        return environment == null ? variable : variable + "_" + environment.variableSuffix();
    }

    boolean isSet(String variable) {
        Variables all = Variables.of(variables);
        return all.get(name(variable)).isPresent() || all.get(variable).isPresent();
    }

    /** What the variables make of the checks. */
    BuiltInCheckOptions options(Map<String, String> settings, Problems problems) {
        Map<String, String> all = new HashMap<>(variables);
        settings.forEach((variable, value) -> all.put(name(variable), value));
        Variables merged = Variables.of(all);
        return new OptionsReader(environment == null ? merged.reader(problems) : merged.in(environment, problems))
                .read();
    }

    /**
     * Runs one check once.
     *
     * @param id which check
     * @param settings what is set otherwise, by the plain names of the variables
     * @param limit how long it may take at most
     * @throws InterruptedException if interrupted
     */
    Outcome run(String id, Map<String, String> settings, Duration limit) throws InterruptedException {
        Map<String, String> alone = new HashMap<>(settings);
        alone.put("SHIP_CHECKS", id);
        Problems problems = new Problems();
        BuiltInCheckOptions options = options(alone, problems);
        List<String> wrong = problems.messages();
        if (!wrong.isEmpty()) {
            return new Outcome(CheckResult.noData(wrong.get(0)), null);
        }
        AtomicReference<@Nullable WebAnswer> last = new AtomicReference<>();
        WebClient web = new WebClient(client, options.limits(), last::set);
        Check check = BuiltInChecks.of(options, web, clock).get(0);
        Duration longest = check.timeLimit().compareTo(limit) < 0 ? check.timeLimit() : limit;
        return new Outcome(run(check, longest), last.get());
    }

    private CheckResult run(Check check, Duration limit) throws InterruptedException {
        Environment where = environment == null ? Environment.STAGING : environment;
        CheckContext context =
                new CheckContext(DeployId.of(where, clock.instant()), where, Strategy.FULL, Phase.DEPLOY, null, limit);
        try {
            return check.run(context);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            return CheckResult.threw(e);
        }
    }

    /**
     * Asks for a path under the base of the API with {@code GET}, which changes nothing.
     *
     * @return the status, or 0 if there was no answer
     * @throws InterruptedException if interrupted
     */
    int look(String path, Duration limit) throws InterruptedException {
        BuiltInCheckOptions options = atSearch(path);
        SearchOptions search = options.search();
        WebAnswer answer = search == null
                ? null
                : get(WebRequest.json(Endpoint.get(search.endpoint().url()), null), options, limit);
        return answer == null ? 0 : answer.status();
    }

    /**
     * Asks for a page under the base of the API with {@code GET}.
     *
     * @return what was answered, or null if there was no answer
     * @throws InterruptedException if interrupted
     */
    @Nullable
    WebAnswer page(String path, Duration limit) throws InterruptedException {
        BuiltInCheckOptions options = atSearch(path);
        SearchOptions search = options.search();
        return search == null
                ? null
                : get(WebRequest.page(Endpoint.get(search.endpoint().url())), options, limit);
    }

    /**
     * Asks for a base URL, and sees where it leads.
     *
     * @return the address behind redirects, or null if there was no answer
     * @throws InterruptedException if interrupted
     */
    @Nullable
    HttpUrl end(URI base, Duration limit) throws InterruptedException {
        WebRequest request = WebRequest.page(Endpoint.get(Endpoint.under(base, "/")));
        WebAnswer answer = get(request, options(Map.of(), new Problems()), limit);
        return answer == null ? null : answer.url();
    }

    private BuiltInCheckOptions atSearch(String path) {
        return options(Map.of("SHIP_CHECKS", SearchCheck.ID, "SHIP_SEARCH_PATH", path), new Problems());
    }

    private @Nullable WebAnswer get(WebRequest request, BuiltInCheckOptions options, Duration limit)
            throws InterruptedException {
        try {
            return new WebClient(client, options.limits()).send(request, Deadline.before(limit));
        } catch (TroubleException e) {
            return null;
        }
    }
}
