package io.releaseconductor.checks;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the name of a field in a health answer says of its value, in any spelling.
 *
 * @param words its words in lower case
 */
record FieldName(List<String> words) {

    private static final Set<String> STATES = Set.of("status", "health", "healthcheck", "healthiness", "healthstatus");
    private static final Set<String> HINTS =
            Set.of("state", "result", "outcome", "message", "msg", "text", "summary", "code", "indicator");
    private static final Set<String> ERRORS = Set.of("error", "err", "exception", "errormessage", "failure");
    private static final Set<String> WARNINGS = Set.of("warning", "warnings", "deprecations");

    /** What may stand before a state without making it that of a part. */
    private static final Set<String> GENERAL = Set.of(
            ("aggregate aggregated api app application cause check cluster current currently general global health http is message"
                            + " node overall server service site system test total error status")
                    .split(" "));

    private static final List<String> NAMES = List.of(
            "name",
            "component",
            "service",
            "key",
            "title",
            "label",
            "displayname",
            "check",
            "dependency",
            "resource",
            "description");

    /** Under these, or several of them, stand parts, or a report once more. */
    private static final Set<String> GATHERINGS = Set.of(
            ("check component service dependency part entry subsystem health healthcheck status state connection probe backend"
                            + " resource detail info result error data report response payload body group indicator contributor")
                    .split(" "));

    private static final Set<String> ENVELOPES = Set.of(
            "data",
            "result",
            "response",
            "payload",
            "body",
            "report",
            "health",
            "healthcheck",
            "status",
            "content",
            "attributes");

    /** Of these only the shape of what is inside tells. */
    private static final Set<String> MIXED = Set.of("info", "data", "detail", "details", "result", "results");

    private static final Set<String> SETTINGS = Set.of(
            ("level severity verbosity policy mode theme color colour plan tier type kind env environment stage channel log logging"
                            + " debug restart breaker visibility flag flags feature features setting settings config"
                            + " configuration locale language region role strategy version name host hostname url uri id time"
                            + " timestamp date maintenance meta metadata tags build git description title")
                    .split(" "));

    private static final Set<String> PAST = Set.of("last", "previous", "latest", "first", "history", "recent", "past");

    /** Endings that tell of a part, whatever comes before them. */
    private static final Set<String> ENDINGS =
            Set.of("connected", "healthy", "reachable", "degraded", "disconnected", "unhealthy", "unavailable");

    /** Endings that tell of a part only after the name of a well-known one: {@code set_up} is no part called set. */
    private static final Set<String> WEAK_ENDINGS =
            Set.of("ok", "up", "alive", "available", "ready", "online", "working", "down", "error");

    static FieldName of(String name) {
        return new FieldName(PartNames.words(name));
    }

    /** Such as {@code status}, {@code overallStatus} or {@code Health}. */
    boolean isState() {
        return STATES.contains(last()) && isGeneralBefore();
    }

    /** Such as {@code message}: a state or something else. */
    boolean isHint() {
        return HINTS.contains(last()) && isGeneralBefore();
    }

    boolean isError() {
        return ERRORS.contains(String.join("", words));
    }

    boolean isErrors() {
        return words.size() == 1
                && Set.of("errors", "failures", "problems", "causes").contains(last());
    }

    boolean isWarnings() {
        return words.size() == 1 && WARNINGS.contains(last());
    }

    /** A number that a database driver gives for how it is connected. */
    boolean isReadyState() {
        return words.equals(List.of("ready", "state"));
    }

    boolean isCode() {
        return (isState() || last().equals("code")) && isGeneralBefore();
    }

    /** What it means if it is true, such as {@code healthy} or {@code isDegraded}; null if it is no such name. */
    @Nullable
    Health condition() {
        int start = 0;
        while (start < words.size() - 1 && GENERAL.contains(words.get(start))) {
            start++;
        }
        return HealthWords.condition(words.subList(start, words.size()));
    }

    /** The part that a name such as {@code redisConnected}, {@code is_db_up} or {@code cacheStatus} tells of, or null. */
    @Nullable
    String part() {
        List<String> before = words.subList(words.size() > 1 && words.get(0).equals("is") ? 1 : 0, words.size() - 1);
        String part = String.join(" ", before);
        boolean tells = STATES.contains(last())
                || last().equals("state")
                || ENDINGS.contains(last())
                || (WEAK_ENDINGS.contains(last()) && PartNames.isWellKnown(part));
        return part.isEmpty() || !tells || PAST.contains(words.get(0)) ? null : part;
    }

    /** What it means of its part if it is true. */
    @Nullable
    Health ending() {
        return HealthWords.condition(List.of(last()));
    }

    /** Such as {@code checks}, {@code healthChecks} or {@code dependencies}. */
    boolean isGathering() {
        return words.size() <= 2 && (GATHERINGS.contains(last()) || GATHERINGS.contains(singular(last())));
    }

    boolean isPlainGathering() {
        return words.size() == 1 && isGathering();
    }

    private static String singular(String word) {
        if (word.endsWith("ies")) {
            return word.substring(0, word.length() - 3) + "y";
        }
        String without = word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
        return GATHERINGS.contains(without) || !without.endsWith("e")
                ? without
                : without.substring(0, without.length() - 1);
    }

    /** Whether there is little but parts inside. */
    boolean isTrusted() {
        return (isGathering() && !MIXED.contains(last())) || condition() == Health.UP;
    }

    boolean isEnvelope() {
        return words.size() == 1 && ENVELOPES.contains(last());
    }

    boolean isSetting() {
        return SETTINGS.contains(last()) || SETTINGS.contains(words.get(0));
    }

    /** A breaker's state is about what it guards, and closed is how it should be. */
    boolean isBreaker() {
        return last().startsWith("breaker") || last().startsWith("circuitbreaker");
    }

    /** What numbers of things are not called: 0 and 1 are false and true then. */
    boolean isOneTruth() {
        return words.size() == 1 && Set.of("ok", "healthy", "alive", "up").contains(last());
    }

    /** Such as {@code type}: which of several states it is. */
    boolean isCase() {
        return words.size() == 1
                && Set.of("type", "kind", "tag", "case", "value").contains(last());
    }

    /** Such as {@code log level}, and not {@code log shipping}. */
    boolean endsAsSetting() {
        return SETTINGS.contains(last());
    }

    /** How bad an incident is, of which there may be none. */
    boolean isIndicator() {
        return last().equals("indicator") && isGeneralBefore();
    }

    boolean isId() {
        return words.equals(List.of("id"));
    }

    boolean isPast() {
        return PAST.contains(words.get(0));
    }

    /** How good a name for its object the value is, 0 being the best; -1 for none. */
    int nameRank() {
        int rank = NAMES.indexOf(String.join("", words));
        return rank >= 0 ? rank : last().equals("name") ? NAMES.size() : -1;
    }

    /** Such as {@code type} or {@code componentType}. */
    boolean isType() {
        return last().equals("type") && (words.size() == 1 || isGeneralOrGathering());
    }

    private boolean isGeneralOrGathering() {
        return words.subList(0, words.size() - 1).stream().allMatch(w -> GENERAL.contains(w) || GATHERINGS.contains(w));
    }

    /** Such as {@code level}: that of a log or of health. */
    boolean isLevel() {
        return words.equals(List.of("level"));
    }

    /** Whether a false value says that the application can do without. */
    boolean isNeeded() {
        return Set.of("critical", "required", "fatal", "essential", "mandatory").contains(String.join("", words));
    }

    boolean isOptional() {
        return words.equals(List.of("optional"));
    }

    /** Such as {@code application}: the whole, and no part of it. */
    boolean isGeneral() {
        return GENERAL.containsAll(words);
    }

    private boolean isGeneralBefore() {
        return GENERAL.containsAll(words.subList(0, words.size() - 1));
    }

    private String last() {
        return words.get(words.size() - 1);
    }
}
