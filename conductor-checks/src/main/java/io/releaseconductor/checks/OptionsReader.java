package io.releaseconductor.checks;

import io.releaseconductor.config.Secret;
import io.releaseconductor.config.VariableReader;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Reads the options from variables. Every problem is noted, and the default holds in its place. */
final class OptionsReader {

    private static final List<String> ALL =
            List.of(FrontendCheck.ID, ApiCheck.ID, AuthCheck.ID, SearchCheck.ID, MediaCheck.ID);

    private static final List<String> WITH_BODY = List.of("PATCH", "POST", "PUT");

    private static final String EXPECT = "SHIP_LOGIN_EXPECT";

    private final VariableReader variables;

    OptionsReader(VariableReader variables) {
        this.variables = variables;
    }

    BuiltInCheckOptions read() {
        Set<String> selected = selected();
        BuiltInCheckOptions options = BuiltInCheckOptions.none().withLimits(limits());
        CanaryReader canary = new CanaryReader(variables);
        RoutingHeader header = canary.header();
        CanaryAddress frontendAddress = null;
        if (selected.contains(FrontendCheck.ID)) {
            URI frontend = variables.endpoint("FRONTEND_BASE_URL");
            frontendAddress = canary.address("FRONTEND_BASE_URL", frontend);
            options = options.withFrontend(frontend(frontend));
        }
        if (selected.size() == 1 && options.frontend() != null) {
            return options.withCanary(CanaryReader.options(frontendAddress, null, header));
        }
        URI api = variables.endpoint("VITE_API_BASE");
        CanaryAddress apiAddress = canary.address("VITE_API_BASE", api);
        boolean mediaLogin = variables.flag("SHIP_MEDIA_LOGIN", false);
        boolean mediaLogsIn = selected.contains(MediaCheck.ID) && mediaLogin;
        AuthOptions auth = selected.contains(AuthCheck.ID) || mediaLogsIn ? auth(api) : null;
        return options.withCanary(CanaryReader.options(frontendAddress, apiAddress, header))
                .withApi(selected.contains(ApiCheck.ID) ? api(api) : null)
                .withAuth(selected.contains(AuthCheck.ID) ? auth : null)
                .withSearch(selected.contains(SearchCheck.ID) ? search(api) : null)
                .withMedia(selected.contains(MediaCheck.ID) ? media(api).withLogin(mediaLogsIn ? auth : null) : null);
    }

    private Set<String> selected() {
        Optional<String> text = variables.text("SHIP_CHECKS");
        if (text.isEmpty()) {
            return new LinkedHashSet<>(ALL);
        }
        Set<String> selected = new LinkedHashSet<>();
        for (String id : list(text.get())) {
            if (ALL.contains(id)) {
                selected.add(id);
            } else {
                refuse("SHIP_CHECKS", id, "a list of " + String.join(", ", ALL));
            }
        }
        return selected.isEmpty() ? new LinkedHashSet<>(ALL) : selected;
    }

    private HttpLimits limits() {
        HttpLimits defaults = HttpLimits.DEFAULTS;
        return new HttpLimits(
                span("SHIP_CHECK_TIMEOUT_MS", defaults.timeLimit()),
                span("SHIP_CHECK_CONNECT_TIMEOUT_MS", defaults.connectTimeout()),
                span("SHIP_CHECK_READ_TIMEOUT_MS", defaults.readTimeout()),
                variables.integer("SHIP_CHECK_MAX_BODY_BYTES", defaults.maxBodyBytes(), 1, HttpLimits.LARGEST_BODY));
    }

    private FrontendOptions frontend(URI base) {
        FrontendOptions defaults = FrontendOptions.at(base);
        return new FrontendOptions(
                endpoint("SHIP_FRONTEND", base, "/", List.of("GET")),
                span("SHIP_FRONTEND_MAX_LATENCY_MS", defaults.maxLatency()),
                variables.integer("SHIP_FRONTEND_MAX_SCRIPTS", defaults.maxScripts(), 0, FrontendOptions.MOST_SCRIPTS),
                variables.flag("SHIP_FRONTEND_OWN_SCRIPTS_ONLY", defaults.ownScriptsOnly()),
                variables.text("SHIP_FRONTEND_TEXT").orElse(null),
                variables.text("SHIP_FRONTEND_TITLE").orElse(null),
                answeredBy());
    }

    private @Nullable String answeredBy() {
        String name = "SHIP_FRONTEND_ANSWERED_BY";
        String header = variables.text(name).orElse(null);
        if (header != null && !Require.HEADER.matcher(header).matches()) {
            refuse(name, header, Require.HEADER_ALLOWED);
            return null;
        }
        return header;
    }

    private ApiOptions api(URI base) {
        HealthExpectation expectation = HealthExpectation.valueOf(variables
                .oneOf("SHIP_API_EXPECT", HealthExpectation.HEALTH.wireName(), HealthExpectation.wireNames())
                .toUpperCase(Locale.ROOT));
        List<String> parts = parts();
        if (expectation == HealthExpectation.STATUS && !parts.isEmpty()) {
            refuse("SHIP_API_PARTS", String.join(",", parts), "nothing while SHIP_API_EXPECT is status");
            parts = List.of();
        }
        return new ApiOptions(
                endpoint("SHIP_API", base, ApiOptions.PATH, List.of("GET", "POST")),
                span("SHIP_API_MAX_LATENCY_MS", ApiOptions.MAX_LATENCY),
                parts,
                expectation);
    }

    private List<String> parts() {
        return variables.text("SHIP_API_PARTS").map(OptionsReader::list).orElse(List.of()).stream()
                .filter(part -> {
                    if (!PartNames.isValid(part)) {
                        refuse("SHIP_API_PARTS", part, PartNames.ALLOWED);
                    }
                    return PartNames.isValid(part);
                })
                .toList();
    }

    private AuthOptions auth(URI base) {
        Optional<String> user = variables.text("SHIP_LOGIN_USER");
        Optional<Secret> password = variables.secret("SHIP_LOGIN_PASSWORD");
        if (user.isPresent() != password.isPresent()) {
            String missing = user.isPresent() ? "SHIP_LOGIN_PASSWORD" : "SHIP_LOGIN_USER";
            String present = user.isPresent() ? "SHIP_LOGIN_USER" : "SHIP_LOGIN_PASSWORD";
            variables.problems().add(missing + " is not set although " + present + " is; allowed: both or neither");
        }
        AuthOptions defaults = AuthOptions.at(base);
        Endpoint endpoint = endpoint("SHIP_LOGIN", base, AuthOptions.PATH, WITH_BODY);
        LoginForm form = loginForm();
        LoginExpectation expected = loginExpectation(endpoint);
        CsrfOptions csrf = csrf(base);
        List<LoginRules.Problem> wrong = LoginRules.problems(endpoint, form, expected, csrf);
        wrong.forEach(p -> {
            if (p.value() == null) {
                variables.problems().add("SHIP_LOGIN_" + p.variable() + " cannot work; allowed: " + p.allowed());
            } else {
                refuse("SHIP_LOGIN_" + p.variable(), p.value(), p.allowed());
            }
        });
        return wrong.isEmpty()
                ? new AuthOptions(endpoint, user.orElse(null), password.orElse(null), form, expected, csrf)
                : defaults;
    }

    private LoginForm loginForm() {
        LoginForm defaults = LoginForm.DEFAULT;
        return new LoginForm(
                variables
                                .oneOf("SHIP_LOGIN_FORMAT", "json", List.of("json", "form"))
                                .equals("form")
                        ? LoginForm.Format.FORM
                        : LoginForm.Format.JSON,
                variables.text("SHIP_LOGIN_USER_FIELD", defaults.userField()),
                variables.text("SHIP_LOGIN_PASSWORD_FIELD", defaults.passwordField()),
                variables.text("SHIP_LOGIN_BODY").orElse(null),
                variables.url("SHIP_LOGIN_ORIGIN").orElse(null));
    }

    private LoginExpectation loginExpectation(Endpoint endpoint) {
        Optional<String> text = variables.text("SHIP_LOGIN_EXPECT");
        Set<String> words = new LinkedHashSet<>(list(text.orElse("jwt,user")));
        boolean known = List.of("jwt", "session", "user", "status").containsAll(words);
        boolean fits =
                !words.containsAll(List.of("jwt", "session")) && (words.size() == 1 || !words.contains("status"));
        if (words.isEmpty() || !known || !fits) {
            refuse(
                    EXPECT,
                    text.orElse(""),
                    "jwt or session, with or without user; or user; or status, which alone decides then");
            words = Set.of("jwt", "user");
        } else if (text.isPresent() && words.contains("user") && !LoginRules.hasBody(endpoint.status())) {
            refuse(
                    EXPECT,
                    text.get(),
                    "no user where SHIP_LOGIN_STATUS is " + endpoint.status() + ": its answers have no body");
        }
        LoginExpectation.Session session = words.contains("jwt")
                ? text.isPresent() ? LoginExpectation.Session.JWT : LoginExpectation.Session.PRESUMED_JWT
                : words.contains("session") ? LoginExpectation.Session.ANY : LoginExpectation.Session.NONE;
        return new LoginExpectation(
                session,
                words.contains("user"),
                variables.text("SHIP_LOGIN_COOKIE").orElse(null),
                variables.text("SHIP_LOGIN_TOKEN_FIELD").orElse(null),
                variables.text("SHIP_LOGIN_TOKEN_HEADER").orElse(null),
                variables.text("SHIP_LOGIN_DATA_FIELD").orElse(null));
    }

    private @Nullable CsrfOptions csrf(URI base) {
        Optional<String> path = variables.text("SHIP_LOGIN_CSRF_PATH");
        if (path.isEmpty()) {
            for (String name : List.of("SHIP_LOGIN_CSRF_NAME", "SHIP_LOGIN_CSRF_FIELD", "SHIP_LOGIN_CSRF_HEADER")) {
                variables
                        .text(name)
                        .ifPresent(value -> refuse(
                                name, value, "with SHIP_LOGIN_CSRF_PATH, which says where the token comes from"));
            }
            return null;
        }
        return new CsrfOptions(
                url("SHIP_LOGIN_CSRF_PATH", base, AuthOptions.PATH),
                variables.text("SHIP_LOGIN_CSRF_NAME").orElse(null),
                variables.text("SHIP_LOGIN_CSRF_FIELD").orElse(null),
                variables.text("SHIP_LOGIN_CSRF_HEADER").orElse(null));
    }

    private SearchOptions search(URI base) {
        Endpoint endpoint = withBody("SHIP_SEARCH", endpoint("SHIP_SEARCH", base, SearchOptions.PATH, allMethods()));
        Duration slow = span("SHIP_SEARCH_SLOW_MS", SearchOptions.SLOW_AFTER);
        Duration fail = span("SHIP_SEARCH_MAX_MS", SearchOptions.FAIL_AFTER);
        if (fail.compareTo(slow) < 0) {
            refuse(
                    "SHIP_SEARCH_MAX_MS",
                    String.valueOf(fail.toMillis()),
                    "SHIP_SEARCH_SLOW_MS (" + slow.toMillis() + ") or more");
            slow = SearchOptions.SLOW_AFTER;
            fail = SearchOptions.FAIL_AFTER;
        }
        return new SearchOptions(
                endpoint, body("SHIP_SEARCH_BODY", endpoint, null), slow, fail, path("SHIP_SEARCH_RESULTS_FIELD"));
    }

    private MediaOptions media(URI base) {
        Endpoint endpoint = withBody("SHIP_MEDIA", endpoint("SHIP_MEDIA", base, MediaOptions.PATH, allMethods()));
        return new MediaOptions(
                endpoint,
                body("SHIP_MEDIA_BODY", endpoint, MediaOptions.BODY),
                path("SHIP_MEDIA_URL_FIELD"),
                null,
                variables.flag("SHIP_MEDIA_PROBE_PUT", true));
    }

    private Endpoint endpoint(String prefix, URI base, String defaultPath, List<String> methods) {
        boolean posts = prefix.equals("SHIP_LOGIN") || prefix.equals("SHIP_MEDIA");
        String method = variables.oneOf(prefix + "_METHOD", posts ? "POST" : "GET", methods);
        int status = variables.integer(prefix + "_STATUS", 200, 200, 599);
        return new Endpoint(method, url(prefix + "_PATH", base, defaultPath), status);
    }

    private Endpoint withBody(String prefix, Endpoint endpoint) {
        if (Require.comesWithBody(endpoint.status())) {
            return endpoint;
        }
        refuse(prefix + "_STATUS", String.valueOf(endpoint.status()), Require.STATUS_ALLOWED);
        return new Endpoint(endpoint.method(), endpoint.url(), 200);
    }

    private URI url(String name, URI base, String defaultPath) {
        String path = variables.text(name, defaultPath);
        try {
            boolean whole = !path.startsWith("/");
            URI url = whole ? new URI(path) : Endpoint.under(base, path);
            HttpUrl parsed = HttpUrl.parse(url.toString());
            if (parsed != null && parsed.encodedUsername().isEmpty() && url.getRawFragment() == null) {
                return url;
            }
        } catch (URISyntaxException | IllegalArgumentException e) {
            // Told below, without what the exception quotes: a query may hold secrets.
        }
        refuse(
                name,
                withoutSecrets(path),
                "a path from the base URL on, such as " + defaultPath
                        + ", or a whole http or https URL without user and fragment");
        return Endpoint.under(base, defaultPath);
    }

    /** Hides what may be user, password or token. */
    private static String withoutSecrets(String path) {
        String cut = path.replaceFirst("(?s)[?#].*", "…");
        int at = cut.lastIndexOf('@');
        return at < 0 ? cut : "***" + cut.substring(at);
    }

    private @Nullable String body(String name, Endpoint endpoint, @Nullable String fallback) {
        Optional<String> body = variables.text(name);
        if (endpoint.method().equals("GET")) {
            body.ifPresent(b -> variables
                    .problems()
                    .add(name + " is set although the method is GET; allowed: a body with "
                            + String.join(", ", WITH_BODY)));
            return null;
        }
        if (body.isPresent() && !Json.isValid(body.get())) {
            variables.problems().add(name + " is not valid JSON; allowed: one JSON value");
            return fallback;
        }
        return body.orElse(fallback);
    }

    private @Nullable String path(String name) {
        Optional<String> path = variables.text(name);
        if (path.isPresent() && !Require.PATH.matcher(path.get()).matches()) {
            refuse(name, path.get(), Require.PATH_ALLOWED);
            return null;
        }
        return path.orElse(null);
    }

    private Duration span(String name, Duration fallback) {
        return variables.millis(name, fallback, Require.SHORTEST, Require.LONGEST);
    }

    private void refuse(String name, String value, String allowed) {
        variables.problems().add(name + ": \"" + value + "\" is not allowed; allowed: " + allowed);
    }

    private static List<String> allMethods() {
        return List.copyOf(new TreeSet<>(Endpoint.METHODS));
    }

    private static List<String> list(String text) {
        return Arrays.stream(text.split("[,\\s]+"))
                .filter(item -> !item.isEmpty())
                .toList();
    }
}
