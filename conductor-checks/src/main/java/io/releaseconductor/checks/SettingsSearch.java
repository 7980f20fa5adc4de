package io.releaseconductor.checks;

import com.fasterxml.jackson.databind.JsonNode;
import io.releaseconductor.check.CheckStatus;
import io.releaseconductor.config.Problems;
import io.releaseconductor.http.Sites;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Looks for settings under which a check understands what it is answered, and takes none that it did not try. Other addresses than
 * the configured ones are asked with {@code GET} only. Asks a bounded number of times, within a limit.
 */
final class SettingsSearch {

    static final Duration LONGEST = Duration.ofSeconds(20);

    private static final Duration LONGEST_LOOK = Duration.ofSeconds(4);
    private static final int MOST_ROUNDS = 3;
    private static final int DEEPEST = 5;
    private static final int MOST_AT_ROOT = 5;

    private static final Set<Integer> GONE = Set.of(404, 410);
    private static final Set<Integer> MISSED = Set.of(400, 404, 405, 410, 415, 422, 501);
    private static final Set<Integer> SIGNS = Set.of(401, 403, 405);

    private static final List<String> COMMON_WORDS = List.of("a", "the", "e");

    /** A setting as hints write it. */
    private static final Pattern SETTING =
            Pattern.compile("\\b(SHIP_[A-Z_]+)=([\\w$@:\\[\\]-]+(?:[.,/][\\w$@:\\[\\]-]+)*)");

    private final Trial trial;
    private final BuiltInCheckOptions options;
    private final Deadline deadline = Deadline.before(LONGEST);

    SettingsSearch(Trial trial, BuiltInCheckOptions options) {
        this.trial = trial;
        this.options = options;
    }

    /**
     * Looks for what a check needs that came out like this.
     *
     * @throws InterruptedException if interrupted
     */
    FoundSettings search(String id, Trial.Outcome first) throws InterruptedException {
        return switch (id) {
            case FrontendCheck.ID -> frontend(first);
            case ApiCheck.ID -> api(first);
            case AuthCheck.ID -> auth(first);
            case SearchCheck.ID -> searchRoute(first);
            default -> media(first);
        };
    }

    private static FoundSettings frontend(Trial.Outcome first) {
        WebAnswer answer = first.answer();
        boolean data = answer != null
                && answer.isSuccess()
                && !first.good()
                && Json.tryParse(answer.text()).isPresent();
        return GONE.contains(first.status()) || data
                ? FoundSettings.absent("No page is served there. Leave frontend out of SHIP_CHECKS if there is none.")
                : FoundSettings.NONE;
    }

    private FoundSettings api(Trial.Outcome first) throws InterruptedException {
        ApiOptions api = Objects.requireNonNull(options.api(), "api");
        if (understood(ApiCheck.ID, first) || !misses(first) || !isGet(api.endpoint())) {
            return required(api, Map.of(), first);
        }
        Place place = elsewhere(ApiCheck.ID, "SHIP_API_PATH", withRoot(WellKnownPaths.HEALTH));
        if (place.outcome() != null) {
            return required(api, place.settings(), place.outcome());
        }
        FoundSettings hinted = followHints(ApiCheck.ID, first);
        if (!hinted.settings().isEmpty() && !understoodNowhere(ApiCheck.ID, "SHIP_API_PATH", hinted.settings())) {
            return FoundSettings.of(
                    hinted.settings(), "The status alone decides then; what is answered is not looked at.");
        }
        return nothing(first, place, "No health route was seen at the usual paths.");
    }

    /** Under the base, and where that has a path of its own at the root of its host, too. */
    private List<String> withRoot(List<String> paths) {
        ApiOptions base = trial.options(Map.of("SHIP_CHECKS", ApiCheck.ID, "SHIP_API_PATH", "/"), new Problems())
                .api();
        HttpUrl url = HttpUrl.get(Objects.requireNonNull(base, "api").endpoint().url());
        if (url.encodedPath().equals("/")) {
            return paths;
        }
        Stream<String> atRoot = paths.stream().limit(MOST_AT_ROOT).map(path -> Sites.origin(url) + path);
        return Stream.concat(paths.stream(), atRoot).toList();
    }

    /** Parts that are reported might go missing some day, which would not be noticed. */
    private FoundSettings required(ApiOptions api, Map<String, String> settings, Trial.Outcome outcome)
            throws InterruptedException {
        List<String> kinds = outcome.answer() != null
                        && outcome.result().status() == CheckStatus.PASS
                        && api.requiredParts().isEmpty()
                        && api.expectation() == HealthExpectation.HEALTH
                        && HealthBody.read(outcome.answer()) instanceof HealthAnswer.Told told
                ? told.report().parts().stream()
                        .flatMap(HealthPart::withInside)
                        .filter(part -> part.health() == Health.UP)
                        .flatMap(part -> part.names().stream())
                        .filter(PartNames::isWellKnown)
                        .map(PartNames::kind)
                        .distinct()
                        .toList()
                : List.of();
        if (!kinds.isEmpty()) {
            Map<String, String> strict = new LinkedHashMap<>(settings);
            strict.put("SHIP_API_PARTS", String.join(",", kinds));
            if (run(ApiCheck.ID, strict).good()) {
                return FoundSettings.of(
                        strict,
                        "SHIP_API_PARTS is a choice: with it, a part that is no longer reported is a failure, and one that"
                                + " is not listed only a warning.");
            }
        }
        return settings.isEmpty() || outcome.good()
                ? FoundSettings.of(settings)
                : FoundSettings.of(
                        settings,
                        "With that the check fails: " + outcome.result().message() + ".");
    }

    private FoundSettings searchRoute(Trial.Outcome first) throws InterruptedException {
        SearchOptions search = Objects.requireNonNull(options.search(), "search");
        if (first.good() || !isGet(search.endpoint())) {
            return FoundSettings.NONE;
        }
        if (foundNothing(first)) {
            return trial.isSet("SHIP_SEARCH_PATH") ? FoundSettings.NONE : otherWords(SearchOptions.PATH);
        }
        if (!misses(first)) {
            return FoundSettings.NONE;
        }
        FoundSettings field = resultsField(first);
        if (!field.settings().isEmpty()) {
            return field;
        }
        Place place = elsewhere(SearchCheck.ID, "SHIP_SEARCH_PATH", withRoot(WellKnownPaths.SEARCH));
        if (place.outcome() == null) {
            return nothing(first, place, "No search was seen at the usual paths.");
        }
        return foundNothing(place.outcome())
                ? otherWords(place.settings().getOrDefault("SHIP_SEARCH_PATH", SearchOptions.PATH))
                : FoundSettings.of(place.settings());
    }

    private FoundSettings otherWords(String path) throws InterruptedException {
        for (String word : COMMON_WORDS) {
            Map<String, String> settings = Map.of("SHIP_SEARCH_PATH", path.replaceFirst("=test$", "=" + word));
            if (run(SearchCheck.ID, settings).good()) {
                return FoundSettings.of(settings);
            }
        }
        return FoundSettings.told("A search answers at " + path
                + " and finds nothing. Set SHIP_SEARCH_PATH to it with a query that finds something.");
    }

    /** The one list there is, where none was recognised as that of the results. */
    private FoundSettings resultsField(Trial.Outcome first) throws InterruptedException {
        Optional<JsonNode> json = Optional.ofNullable(first.answer())
                .filter(WebAnswer::isSuccess)
                .flatMap(answer -> Json.tryParse(answer.text()));
        List<String> lists = new ArrayList<>();
        json.ifPresent(node -> lists(node, "", DEEPEST, lists));
        if (lists.size() != 1) {
            return FoundSettings.NONE;
        }
        Map<String, String> settings = Map.of("SHIP_SEARCH_RESULTS_FIELD", lists.get(0));
        return run(SearchCheck.ID, settings).good()
                ? FoundSettings.of(
                        settings, "It is the only list in the answer: see whether it is that of the results.")
                : FoundSettings.NONE;
    }

    private static void lists(JsonNode node, String path, int depth, List<String> found) {
        if (node.isArray() && !node.isEmpty() && Require.PATH.matcher(path).matches()) {
            found.add(path);
        } else if (node.isObject() && depth > 0) {
            node.properties().forEach(field -> {
                if (Seen.isName(field.getKey())) {
                    lists(field.getValue(), (path.isEmpty() ? "" : path + ".") + field.getKey(), depth - 1, found);
                }
            });
        }
    }

    private FoundSettings auth(Trial.Outcome first) throws InterruptedException {
        AuthOptions auth = Objects.requireNonNull(options.auth(), "auth");
        boolean asked = Login.isPossible(auth);
        if (asked && !missesPath(first)) {
            return followHints(AuthCheck.ID, first);
        }
        if (!asked && trial.isSet("SHIP_LOGIN_PATH")) {
            return FoundSettings.NONE;
        }
        Set<String> signs = new LinkedHashSet<>();
        int nowhere = trial.look(WellKnownPaths.NOWHERE, LONGEST_LOOK);
        if (nowhere == 0) {
            return FoundSettings.NONE;
        }
        for (String path : WellKnownPaths.LOGIN) {
            int status = look(path);
            if (status != nowhere && status != 429 && (SIGNS.contains(status) || status >= 500)) {
                signs.add(path + " (" + StatusNames.line(status) + " to GET)");
            }
        }
        if (!signs.isEmpty()) {
            return FoundSettings.told("There may be a login at " + String.join(", ", signs)
                    + ": see SHIP_LOGIN_PATH. Not tried, since credentials go nowhere but where you say.");
        }
        Optional<Map<String, String>> form = loginForm();
        if (form.isPresent()) {
            return FoundSettings.told("There is a form to log in by. For it, set "
                    + form.get().entrySet().stream()
                            .map(setting -> setting.getKey() + "=" + setting.getValue())
                            .collect(Collectors.joining(" "))
                    + ". Not tried, since credentials go nowhere but where you say.");
        }
        return FoundSettings.absent(
                "No login was seen at the usual paths, though only logging in would show one for certain. Leave auth out"
                        + " of SHIP_CHECKS if there is none.");
    }

    /** What would have to be set for the first form to log in by that is seen, be it where the base URL leads. */
    private Optional<Map<String, String>> loginForm() throws InterruptedException {
        for (String path : Stream.concat(Stream.of("/"), WellKnownPaths.LOGIN_PAGES.stream())
                .toList()) {
            WebAnswer page = deadline.left().isZero() ? null : trial.page(path, LONGEST_LOOK);
            Optional<Map<String, String>> form = page == null || !page.isSuccess()
                    ? Optional.empty()
                    : LoginPage.settings(page).filter(this::isPossible);
            if (form.isPresent()) {
                return form;
            }
        }
        return Optional.empty();
    }

    private boolean isPossible(Map<String, String> settings) {
        Problems problems = new Problems();
        Map<String, String> alone = new LinkedHashMap<>(settings);
        alone.put("SHIP_CHECKS", AuthCheck.ID);
        trial.options(alone, problems);
        return problems.messages().isEmpty();
    }

    private FoundSettings media(Trial.Outcome first) throws InterruptedException {
        MediaOptions media = Objects.requireNonNull(options.media(), "media");
        if (first.good()) {
            return FoundSettings.NONE;
        }
        if (!missesPath(first)) {
            return followHints(MediaCheck.ID, first);
        }
        boolean mayGet = media.login() == null && !trial.isSet("SHIP_MEDIA_BODY");
        Map<String, String> get = Map.of("SHIP_MEDIA_METHOD", "GET");
        Trial.Outcome byGet = run(MediaCheck.ID, get);
        if (mayGet && byGet.good()) {
            return FoundSettings.of(get);
        }
        int nowhere = trial.look(WellKnownPaths.NOWHERE, LONGEST_LOOK);
        Set<String> signs = new LinkedHashSet<>();
        for (String path : WellKnownPaths.PRESIGN) {
            int status = look(path);
            if (status == 405 && nowhere != 405) {
                signs.add(path);
            } else if (status == 200 && mayGet) {
                Map<String, String> settings = new LinkedHashMap<>();
                settings.put("SHIP_MEDIA_PATH", path);
                settings.putAll(get);
                if (run(MediaCheck.ID, settings).good()) {
                    return FoundSettings.of(settings);
                }
            }
        }
        if (!signs.isEmpty()) {
            return FoundSettings.told(
                    "Presigning may be at " + String.join(", ", signs)
                            + ", since GET is not allowed there: see SHIP_MEDIA_PATH. Not tried, since a POST may keep something.");
        }
        // what answers GET with a page serves files, and has no such route whatever it says of POST
        return GONE.contains(first.status()) || isPage(first) || isPage(byGet) || GONE.contains(byGet.status())
                ? FoundSettings.absent(
                        "No presigning was seen at the usual paths. Leave media out of SHIP_CHECKS if there is none.")
                : FoundSettings.NONE;
    }

    /** Tries what the hints say, one after the other. */
    private FoundSettings followHints(String id, Trial.Outcome first) throws InterruptedException {
        Map<String, String> settings = new LinkedHashMap<>();
        Trial.Outcome current = first;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Map<String, String> named = named(current.result().hint());
            if (named.isEmpty() || settings.entrySet().containsAll(named.entrySet())) {
                return FoundSettings.NONE;
            }
            settings.putAll(named);
            current = run(id, settings);
            if (first.good() ? current.result().status() == CheckStatus.PASS : understood(id, current)) {
                return FoundSettings.of(settings);
            }
        }
        return FoundSettings.NONE;
    }

    private static Map<String, String> named(@Nullable String hint) {
        Map<String, String> named = new LinkedHashMap<>();
        if (hint != null) {
            Matcher matcher = SETTING.matcher(hint);
            while (matcher.find()) {
                named.put(matcher.group(1), matcher.group(2));
            }
        }
        return named;
    }

    /**
     * What came of looking at other paths.
     *
     * @param settings those of the path that was taken
     * @param outcome what was answered there, or null if none was taken
     * @param alike whether each path is answered alike, so that nothing could be told from one
     * @param pages whether a path that nobody has is answered with a page
     * @param signs paths where something is that could not be looked at
     */
    private record Place(
            Map<String, String> settings,
            Trial.@Nullable Outcome outcome,
            boolean alike,
            boolean pages,
            Set<String> signs) {}

    private Place elsewhere(String id, String variable, List<String> paths) throws InterruptedException {
        Trial.Outcome nowhere = run(id, Map.of(variable, WellKnownPaths.NOWHERE));
        if (understood(id, nowhere) || foundNothing(nowhere)) {
            return new Place(Map.of(), null, true, false, Set.of());
        }
        boolean pages = isPage(nowhere);
        Set<String> signs = new LinkedHashSet<>();
        Place empty = null;
        for (String path : paths) {
            if (deadline.left().isZero()) {
                break;
            }
            Map<String, String> settings = Map.of(variable, path);
            Trial.Outcome outcome = run(id, settings);
            if (understood(id, outcome)) {
                return new Place(settings, outcome, false, pages, Set.of());
            }
            if (empty == null && id.equals(SearchCheck.ID) && foundNothing(outcome)) {
                empty = new Place(settings, outcome, false, pages, Set.of());
            }
            if (SIGNS.contains(outcome.status()) && outcome.status() != nowhere.status()) {
                signs.add(path + " (" + StatusNames.line(outcome.status()) + ")");
            }
        }
        return empty == null ? new Place(Map.of(), null, false, pages, signs) : empty;
    }

    private static FoundSettings nothing(Trial.Outcome first, Place place, String note) {
        if (place.alike()) {
            return FoundSettings.told(
                    "Every path is answered alike, even one that nobody has, so that none could be told"
                            + " from the others.");
        }
        if (!place.signs().isEmpty()) {
            return FoundSettings.told(
                    "Something is there that does not let the conductor in: " + String.join(", ", place.signs()) + ".");
        }
        if (place.pages() && isPage(first)) {
            return FoundSettings.absent(
                    "Each path is answered with a page, so this is where the frontend is. If there is an API"
                            + " elsewhere, give its address as well: as the second one, or in VITE_API_BASE. If not, leave the check"
                            + " out of SHIP_CHECKS.");
        }
        return GONE.contains(first.status()) || isPage(first)
                ? FoundSettings.absent(note + " Leave the check out of SHIP_CHECKS if there is none.")
                : FoundSettings.told(note);
    }

    private boolean understoodNowhere(String id, String variable, Map<String, String> settings)
            throws InterruptedException {
        Map<String, String> nowhere = new LinkedHashMap<>(settings);
        nowhere.put(variable, WellKnownPaths.NOWHERE);
        return understood(id, run(id, nowhere));
    }

    /** Whether the check can judge by what it was answered, be it well or ill. */
    private static boolean understood(String id, Trial.Outcome outcome) {
        WebAnswer answer = outcome.answer();
        boolean ill = id.equals(ApiCheck.ID)
                && outcome.result().status() == CheckStatus.FAIL
                && answer != null
                && !MISSED.contains(answer.status())
                && HealthBody.read(answer) instanceof HealthAnswer.Told;
        return ill || outcome.good();
    }

    private static boolean foundNothing(Trial.Outcome outcome) {
        return outcome.result().status() == CheckStatus.FAIL
                && outcome.answer() != null
                && outcome.answer().isSuccess()
                && Json.tryParse(outcome.answer().text())
                        .filter(json -> SearchAnswer.read(json).isKnownEmpty())
                        .isPresent();
    }

    /** Whether another address or another setting might help. A server that fails or asks for fewer requests is left alone. */
    private static boolean misses(Trial.Outcome outcome) {
        return !outcome.good()
                && outcome.answer() != null
                && outcome.status() < 500
                && outcome.status() != 429
                && (outcome.result().status() == CheckStatus.NO_DATA
                        || MISSED.contains(outcome.status())
                        || missesPath(outcome));
    }

    /** Whether what the check wants is not at that address, or not to be had in that way. */
    private static boolean missesPath(Trial.Outcome outcome) {
        return !outcome.good()
                && (GONE.contains(outcome.status())
                        || outcome.status() == 405
                        || outcome.status() == 501
                        || isPage(outcome));
    }

    private static boolean isPage(Trial.Outcome outcome) {
        WebAnswer answer = outcome.answer();
        return answer != null && answer.isSuccess() && JsonAnswers.isPage(answer);
    }

    private static boolean isGet(Endpoint endpoint) {
        return endpoint.method().equals("GET");
    }

    private Trial.Outcome run(String id, Map<String, String> settings) throws InterruptedException {
        return trial.run(id, settings, LONGEST_LOOK);
    }

    private int look(String path) throws InterruptedException {
        return deadline.left().isZero() ? 0 : trial.look(path, LONGEST_LOOK);
    }
}
