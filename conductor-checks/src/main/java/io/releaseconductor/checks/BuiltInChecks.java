package io.releaseconductor.checks;

import io.releaseconductor.check.Check;
import io.releaseconductor.check.CheckProvider;
import io.releaseconductor.config.VariableFamily;
import io.releaseconductor.config.VariableReader;
import io.releaseconductor.model.Environment;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import okhttp3.OkHttpClient;

/**
 * The five built-in checks: {@code frontend}, {@code api}, {@code auth}, {@code search} and {@code media}. Found through
 * {@link java.util.ServiceLoader} and configured by variables, or made by code with {@link #of(BuiltInCheckOptions)}.
 *
 * <p>The checks are thread-safe, hold no state between verifications, and stop at once when they are interrupted. They share
 * one HTTP client, which needs no closing.
 */
public final class BuiltInChecks implements CheckProvider {

    private static final VariableFamily FRONTEND = VariableFamily.of("FRONTEND_BASE_URL");

    /** Frontends built with Vite see what begins so, and name more of their own. */
    private static final VariableFamily API =
            VariableFamily.of("VITE_API_BASE").butFor("VITE_API_BASE_URL*", "VITE_API_BASE_PATH*");

    /** For {@link java.util.ServiceLoader}. */
    public BuiltInChecks() {}

    @Override
    public List<Check> checks(Environment environment, VariableReader variables) {
        variables.claim(FRONTEND);
        variables.claim(API);
        // what is read of checks that are not selected is known all the same
        new OptionsReader(variables.asIfUnset()).read();
        return of(new OptionsReader(variables).read());
    }

    /**
     * The checks that have options.
     *
     * @param options which checks, and how
     * @return the checks, in the order in which cards list them
     */
    public static List<Check> of(BuiltInCheckOptions options) {
        return of(options, SharedClient.get(), Clock.systemUTC());
    }

    static List<Check> of(BuiltInCheckOptions options, OkHttpClient client, Clock clock) {
        Objects.requireNonNull(options, "options");
        return of(options, new WebClient(client, options.limits()), clock);
    }

    static List<Check> of(BuiltInCheckOptions options, WebClient web, Clock clock) {
        CanaryOptions canary = options.canary();
        List<Check> whole = ofEverything(options, web, clock);
        return canary == null
                ? whole
                : whole.stream()
                        .map(check -> ofCanary(check, canary, options, web, clock))
                        .toList();
    }

    private static Check ofCanary(
            Check check, CanaryOptions canary, BuiltInCheckOptions options, WebClient web, Clock clock) {
        CanaryAddress address = canary.addressOf(check.id());
        return address == null
                ? check
                : new CanaryCheck(
                        check,
                        address,
                        canary.header(),
                        route -> ofEverything(options.only(check.id(), route::moved), web.on(route), clock)
                                .get(0));
    }

    private static List<Check> ofEverything(BuiltInCheckOptions options, WebClient web, Clock clock) {
        Duration timeLimit = options.limits().timeLimit();
        List<Check> checks = new ArrayList<>();
        if (options.frontend() != null) {
            checks.add(new FrontendCheck(options.frontend(), web, timeLimit));
        }
        if (options.api() != null) {
            checks.add(new ApiCheck(options.api(), web, timeLimit));
        }
        if (options.auth() != null) {
            checks.add(new AuthCheck(options.auth(), web, clock, timeLimit));
        }
        if (options.search() != null) {
            checks.add(new SearchCheck(options.search(), web, timeLimit));
        }
        if (options.media() != null) {
            checks.add(new MediaCheck(options.media(), web, clock, timeLimit));
        }
        return List.copyOf(checks);
    }
}
