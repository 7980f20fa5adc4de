package io.releaseconductor.checks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the words mean in which applications say how they are. A text is understood where it is a state and little else, where it
 * says of something that it is in a state, or where it reads as an error does; of all else nothing is claimed.
 */
final class HealthWords {

    private static final int LONGEST = 400;

    /** Words that mean the same wherever they stand. */
    private static final Map<String, Health> PLAIN = new HashMap<>();

    /** Words that also name settings, colours or answers: they count where a state is expected, and nowhere else. */
    private static final Map<String, Health> LOOSE = new HashMap<>();

    private static final Map<String, Health> GLYPHS = new HashMap<>();

    static {
        put(
                PLAIN,
                Health.UP,
                "ok okay up pass passed passes passing healthy connected available ready alive online operational success"
                        + " successful succeeded reachable running serving working responding responsive accessible imok pong");
        put(
                PLAIN,
                Health.DEGRADED,
                "degraded impaired unstable starting initializing initialising connecting reconnecting");
        put(
                PLAIN,
                Health.DOWN,
                "down fail failed failing fails failure failures unhealthy disconnected disconnecting unavailable offline"
                        + " unreachable outage timeout errored crashed crashing crash exception fatal nok");
        put(
                LOOSE,
                Health.UP,
                "green good true yes fine active open live well great perfect awesome excellent normal nominal stable started"
                        + " established initialized initialised installed listening loaded synced complete completed enabled valid"
                        + " works responds passive leader primary");
        put(
                LOOSE,
                Health.DEGRADED,
                "warn warning warnings partial partially slow yellow amber orange limited reduced pending loading draining"
                        + " maintenance syncing recovering restarting throttled delayed stale overloaded minor");
        put(
                LOOSE,
                Health.DOWN,
                "error errors critical crit red dead false no closed broken lost stopped bad ko refused denied rejected exhausted"
                        + " terminated killed aborted corrupt corrupted major severe poor ill sick faulty fault expired full"
                        + " terrible missing invalid end ended");
        put(
                LOOSE,
                Health.UNKNOWN,
                "unknown disabled skipped none unused inactive null undefined off na standby idle optional muted ignored unset"
                        + " unmonitored configured busy");
        put(GLYPHS, Health.UP, "✅ ✔ ✓ ☑ 🟢 👍 💚");
        put(GLYPHS, Health.DEGRADED, "⚠ 🟡 🟠");
        put(GLYPHS, Health.DOWN, "❌ ✗ ✘ ✖ 🔴 👎 ⛔ 🚨");
    }

    private static final Set<String> NEGATING = Set.of(
            "not", "no", "never", "without", "isnt", "arent", "cannot", "cant", "non", "neither", "nor", "0", "zero");

    /** What is not so has no state where it is about these. */
    private static final Set<String> NEUTRAL_IF_NEGATED = Set.of(
            "configured",
            "applicable",
            "used",
            "set",
            "enabled",
            "required",
            "monitored",
            "checked",
            "implemented",
            "supported",
            "installed",
            "needed",
            "provided",
            "tested");

    /** What is no trouble where there is none of it, and what is trouble then. */
    private static final Set<String> TROUBLES = Set.of("issues", "issue", "problems", "problem", "alerts", "incidents");

    private static final Set<String> NEEDED = Set.of(
            "connection", "connectivity", "response", "answer", "leader", "master", "quorum", "route", "found", "able");

    private static final Set<String> COPULAS = Set.of("is", "are", "am", "im", "was", "has", "been", "looks");

    /** Words that say nothing of their own beside a state. */
    private static final Set<String> FILLERS = Set.of(
            ("a all an and api app application backend cluster check checks connection currently database db everything health"
                            + " healthcheck healthz here i in it its my node normally now of our performance report s server"
                            + " service services site state status still system systems that the there they this to very we"
                            + " web website")
                    .split(" "));

    private static final Set<String> AFTER_A_STATE = Set.of(
            "to", "with", "at", "on", "in", "for", "by", "after", "since", "from", "due", "because", "while", "when",
            "and");

    /** What is said with these is not so, but may be. */
    private static final Set<String> CONDITIONAL =
            Set.of("if", "unless", "whether", "when", "until", "should", "would", "may", "might", "can");

    /** Of these true is well and false is not. */
    private static final Set<String> BEGINNINGS = Set.of("installed", "initialized", "initialised");

    private static final Pattern SENTENCE_END = Pattern.compile("[.!?;\\n]+(?:\\s|$)");
    private static final Pattern MARKED_NAME = Pattern.compile("\\p{L}[\\p{L}\\p{N} _./-]{0,60}");
    private static final Pattern APOSTROPHE = Pattern.compile("[’']");
    private static final Pattern HUMP = Pattern.compile("([a-z])([A-Z])");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}0-9]+");

    private static final Pattern CONSTANT = Pattern.compile("[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+");
    private static final Pattern ERRNO = Pattern.compile(
            "\\bE(?:CONN[A-Z]+|TIMEDOUT|SOCKETTIMEDOUT|NOTFOUND|HOST[A-Z]+|NET[A-Z]+|AI_[A-Z]+|PIPE|ACCES|MFILE|NOENT|PROTO)\\b");

    /** Such as {@code PSQLException}, {@code OperationalError} or {@code redis.exceptions.ConnectionError}. */
    private static final Pattern THROWN = Pattern.compile("\\b[A-Z][A-Za-z_$]*(?:Exception|Error)\\b");

    private static final Pattern REPORTED = Pattern.compile(
            "(?:connect\\w*|login|authentication|handshake|request|query|operation|lookup|transaction|ping|read|write)"
                    + " (?:was |has |attempt )?(?:refused|reset|timed out|failed|lost|closed|denied|aborted|rejected)"
                    + "|(?:could not|couldnt|cannot|cant|can not|unable to|failed to|failure to|error) "
                    + "(?:be )?(?:connect|reach|open|access|resolve|contact|establish|ping|query|read|write|load|find|acquire"
                    + "|communicat|execut)"
                    + "|no route to host|no such host|name or service not known|name does not resolve|timed out|time out"
                    + "|timeout (?:exceeded|expired|of|after)|deadline exceeded|access denied|permission denied|too many connections"
                    + "|out of memory|no space left|pool exhausted|out of service|service unavailable"
                    + "|not (?:responding|reachable|connected|available)");

    private HealthWords() {}

    private static void put(Map<String, Health> words, Health health, String list) {
        Stream.of(list.split(" ")).forEach(word -> words.put(word, health));
    }

    /** What a text says where a state is expected; null if it is not understood. */
    static @Nullable Health of(String text) {
        String start = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        Health glyph = glyph(start);
        if (glyph != null || start.isBlank()) {
            return glyph;
        }
        Health worst = null;
        for (String sentence : SENTENCE_END.split(start, -1)) {
            Health said = sentence(sentence);
            worst = said == null ? worst : worst == null ? said : worst.orWorse(said);
        }
        return worst;
    }

    /** What a text says where it may be anything, such as a setting: words of more than one meaning do not count. */
    static @Nullable Health ofAnything(String text) {
        if (glyph(text) != null) {
            return glyph(text);
        }
        List<String> words = words(text);
        if (words.size() <= 3 && isAllKnown(words)) {
            boolean plain = words.stream().anyMatch(w -> PLAIN.containsKey(w) || w.equals("error") || isTurned(w));
            return plain ? judged(words) : null;
        }
        return readsAsError(text) ? Health.DOWN : null;
    }

    /** What a level says that may also be one of a log: of those the words of health are told apart. */
    static @Nullable Health ofLevel(String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        return word.equals("critical") ? Health.DOWN : word.equals("fatal") ? null : PLAIN.get(word);
    }

    /** What it would mean if something were true of which this is the name, such as {@code healthy} or {@code timed out}. */
    static @Nullable Health condition(List<String> words) {
        if (words.size() == 1 && (PLAIN.containsKey(words.get(0)) || BEGINNINGS.contains(words.get(0)))) {
            return Set.of("fatal", "running", "serving", "starting").contains(words.get(0))
                    ? null
                    : ofWord(words.get(0));
        }
        if (words.size() == 1 && Set.of("error", "errors", "broken").contains(words.get(0))) {
            return Health.DOWN;
        }
        return words.equals(List.of("timed", "out")) || words.equals(List.of("not", "ready")) ? Health.DOWN : null;
    }

    /** The state as we would say it, if it is one of a word or two that are known and so fit to be shown. */
    static @Nullable String shown(String text) {
        List<String> words = words(text);
        boolean known =
                !words.isEmpty() && words.size() <= 3 && text.length() <= 40 && isAllKnown(words) && of(text) != null;
        return known ? String.join(" ", words) : null;
    }

    static boolean readsAsError(String text) {
        String start = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        return ERRNO.matcher(start).find()
                || THROWN.matcher(start).find()
                || REPORTED.matcher(String.join(" ", words(start))).find();
    }

    /** The name in a line that is a glyph and a name, such as {@code ❌ redis}; null if it is none. */
    static @Nullable String marked(String line) {
        if (glyph(line) == null) {
            return null;
        }
        String name = line;
        for (String glyph : GLYPHS.keySet()) {
            name = name.replace(glyph, "");
        }
        name = name.replace("\uFE0F", "").strip();
        return MARKED_NAME.matcher(name).matches() && of(name) == null ? name : null;
    }

    private static @Nullable Health glyph(String text) {
        Health worst = null;
        for (Map.Entry<String, Health> glyph : GLYPHS.entrySet()) {
            if (text.length() <= 40 && text.contains(glyph.getKey())) {
                worst = worst == null ? glyph.getValue() : worst.orWorse(glyph.getValue());
            }
        }
        return worst;
    }

    private static @Nullable Health sentence(String text) {
        List<String> words = words(text);
        if (words.isEmpty()) {
            return null;
        }
        if (words.equals(List.of("n", "a"))) {
            return Health.UNKNOWN;
        }
        if (isAllKnown(words)) {
            return judged(words);
        }
        Health first = leading(text, words);
        if (first != null) {
            return first;
        }
        if (readsAsError(text)) {
            return Health.DOWN;
        }
        if (words.stream().anyMatch(CONDITIONAL::contains)) {
            return null;
        }
        Health predicate = predicate(words);
        return predicate == null && words.size() <= 8 ? last(text, words) : predicate;
    }

    /** A state that comes first and is set off from what follows: {@code error: …}, {@code UP since …}, {@code ok (3 ms)}. */
    private static @Nullable Health leading(String text, List<String> words) {
        Health first = ofWord(words.get(0));
        if (first == null || NEGATING.contains(words.get(0))) {
            return null;
        }
        String stripped = text.strip();
        int end = 0;
        while (end < stripped.length() && Character.isLetter(stripped.charAt(end))) {
            end++;
        }
        String word = stripped.substring(0, end);
        String rest = stripped.substring(end).stripLeading();
        boolean setOff = rest.isEmpty() || !Character.isLetter(rest.charAt(0));
        boolean shouted =
                word.length() > 1 && word.equals(word.toUpperCase(Locale.ROOT)) && PLAIN.containsKey(words.get(0));
        boolean goesOn = words.size() > 1 && AFTER_A_STATE.contains(words.get(1)) && PLAIN.containsKey(words.get(0));
        return setOff || shouted || goesOn || words.get(0).equals("ok") ? first : null;
    }

    /** What is said of a thing: {@code Server is running on port 80}, {@code the queue is not ready}. */
    private static @Nullable Health predicate(List<String> words) {
        Health worst = null;
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).equals("successfully")) {
                worst = worst == null ? Health.UP : worst;
            }
            if (!COPULAS.contains(words.get(i))) {
                continue;
            }
            List<String> said = new ArrayList<>();
            for (int j = i + 1; j < words.size() && j <= i + 4; j++) {
                said.add(words.get(j));
                if (ofWord(words.get(j)) != null && !NEGATING.contains(words.get(j))) {
                    Health health = isAllKnown(said) ? judged(said) : null;
                    worst = health == null ? worst : worst == null ? health : worst.orWorse(health);
                    break;
                }
            }
        }
        return worst;
    }

    /** Such as {@code GitLab OK} or {@code health check passed}. */
    private static @Nullable Health last(String text, List<String> words) {
        String last = words.get(words.size() - 1);
        Health health = last.equals("error") || last.equals("errors") ? Health.DOWN : PLAIN.get(last);
        if (health == null) {
            return null;
        }
        boolean negated = words.size() > 1 && NEGATING.contains(words.get(words.size() - 2));
        Health said = negated ? opposite(health) : health;
        // of a constant such as DB_MIGRATION_RUNNING it may be something that is going on
        return said == Health.UP && CONSTANT.matcher(text.strip()).matches() ? null : said;
    }

    private static boolean isAllKnown(List<String> words) {
        boolean negated = words.stream().anyMatch(NEGATING::contains);
        return words.stream()
                .allMatch(word -> ofWord(word) != null
                        || FILLERS.contains(word)
                        || COPULAS.contains(word)
                        || NEGATING.contains(word)
                        || (negated && isNegatable(word))
                        || word.equals("out")
                        || word.equals("timed"));
    }

    private static boolean isNegatable(String word) {
        return NEUTRAL_IF_NEGATED.contains(word) || TROUBLES.contains(word) || NEEDED.contains(word);
    }

    /** The worst of what known words say, a negation before one turned round. */
    private static @Nullable Health judged(List<String> words) {
        String all = String.join(" ", words);
        if (all.contains("out of service") || all.contains("timed out")) {
            return Health.DOWN;
        }
        if (words.size() == 1) {
            return ofWord(words.get(0));
        }
        Health worst = null;
        boolean negated = false;
        boolean partly = false;
        for (String word : words) {
            if (NEGATING.contains(word)) {
                negated = true;
                continue;
            }
            if (word.startsWith("partial")) {
                partly = true;
                continue;
            }
            Health health = negated ? ifNegated(word) : ofWord(word);
            if (health != null) {
                negated = false;
                worst = worst == null ? health : worst.orWorse(health);
            }
        }
        return partly && worst != null ? Health.DEGRADED : worst;
    }

    private static @Nullable Health ifNegated(String word) {
        if (NEUTRAL_IF_NEGATED.contains(word)) {
            return Health.UNKNOWN;
        }
        if (TROUBLES.contains(word)) {
            return Health.UP;
        }
        if (NEEDED.contains(word)) {
            return Health.DOWN;
        }
        Health health = ofWord(word);
        return health == null ? null : opposite(health);
    }

    static Health opposite(Health health) {
        return switch (health) {
            case UP -> Health.DOWN;
            case UNKNOWN -> Health.UNKNOWN;
            case DEGRADED, DOWN -> Health.UP;
        };
    }

    private static @Nullable Health ofWord(String word) {
        Health known = PLAIN.getOrDefault(word, LOOSE.get(word));
        if (known != null) {
            return known;
        }
        return isTurned(word) ? Health.DOWN : null;
    }

    /** Such as {@code inaccessible} or {@code unready}. */
    private static boolean isTurned(String word) {
        return Stream.of("un", "in", "dis", "non")
                .anyMatch(p -> word.startsWith(p) && PLAIN.get(word.substring(p.length())) == Health.UP);
    }

    /** {@code OUT_OF_SERVICE}, {@code notReady} and {@code isn't up} in words, numbers included. */
    private static List<String> words(String text) {
        String start = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        String humped = HUMP.matcher(APOSTROPHE.matcher(start).replaceAll("")).replaceAll("$1 $2");
        String spaced = BETWEEN_WORDS
                .matcher(humped.toLowerCase(Locale.ROOT))
                .replaceAll(" ")
                .strip();
        return spaced.isEmpty() ? List.of() : List.of(spaced.split(" "));
    }
}
