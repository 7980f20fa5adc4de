package io.releaseconductor.chat;

import io.releaseconductor.config.Suggestions;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Strategy;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads one {@code /ship} command and collects all that is wrong with it. */
final class ShipParser {

    static final String COMMAND = "/ship";

    private static final int MAX_PROBLEMS = 10;
    static final int MAX_ECHO = 60;

    private static final String ENV = "env";
    private static final String STRATEGY = "strategy";
    private static final String REF = "ref";
    private static final String VERSION = "version";
    private static final String NOTE = "note";
    private static final String OVERRIDE = "override";
    private static final List<String> KEYS = List.of(ENV, STRATEGY, REF, VERSION, NOTE, OVERRIDE);

    /** What people call the parameters besides. Not accepted, but understood well enough to name the right one. */
    private static final Map<String, String> OTHER_NAMES =
            Map.of("environment", ENV, "branch", REF, "tag", REF, "commit", VERSION, "reason", NOTE, "why", NOTE);

    private static final Pattern AS_IN_A_SENTENCE = Pattern.compile("[,;]+$");

    private static final Pattern NO_LETTERS = Pattern.compile("[:=>-]+");

    /** What people type where a colon belongs. */
    private static final Pattern BESIDE_A_COLON =
            Pattern.compile("[^\\p{L}]*(?<key>\\p{L}+)(?<sign>[=.,;/|>-]+)(?<value>[^\\s]+)");

    private final List<String> environments;
    private final List<String> strategies =
            Arrays.stream(Strategy.values()).map(Strategy::wireName).toList();
    private final Map<String, String> values = new HashMap<>();
    private final Map<String, Integer> given = new HashMap<>();
    private final List<String> problems = new ArrayList<>();

    /** The key of the text that the words before belong to, as somebody wrote it who left out the quotes; or null. */
    private @Nullable String inText;

    private ShipParser(Collection<Environment> environments) {
        this.environments =
                environments.stream().map(Environment::name).sorted().distinct().toList();
    }

    static ShipCommand.Result parse(String text, Collection<Environment> environments) {
        String command = withoutFence(Typed.trim(text.strip()));
        boolean named = command.regionMatches(true, 0, COMMAND, 0, COMMAND.length());
        if (!named || (command.length() > COMMAND.length() && !ShipWord.isGap(command.codePointAt(COMMAND.length())))) {
            return new ShipCommand.NotShip();
        }
        if (command.length() > ShipCommand.MAX_TEXT_LENGTH) {
            return new ShipCommand.Invalid(List.of("the command has " + command.length()
                    + " characters; allowed: at most " + ShipCommand.MAX_TEXT_LENGTH));
        }
        String direction = Typed.directionProblem(command);
        if (direction != null) {
            return new ShipCommand.Invalid(List.of("the command " + direction));
        }
        return new ShipParser(environments).read(ShipWord.split(command.substring(COMMAND.length())));
    }

    /** Chats show what stands between backticks as code, and people copy it with them. */
    private static String withoutFence(String text) {
        int fence = 0;
        while (fence < (text.length() - 1) / 2
                && text.charAt(fence) == '`'
                && text.charAt(text.length() - 1 - fence) == '`') {
            fence++;
        }
        return fence == 0
                ? text
                : Typed.trim(text.substring(fence, text.length() - fence).strip());
    }

    private ShipCommand.Result read(List<ShipWord> words) {
        int at = 0;
        while (at < words.size()) {
            at += readPair(words.subList(at, words.size()));
        }
        for (String key : KEYS) {
            int times = given.getOrDefault(key, 0);
            if (times > 1) {
                problems.add(key + ": is given " + times + " times; allowed: once");
            }
        }
        String environment = values.getOrDefault(ENV, Environment.STAGING.name());
        if (!given.containsKey(ENV) && !environments.contains(environment)) {
            problems.add(ENV + ": is not given, and there is no " + environment + " here" + allowed(environments));
        }
        if (!problems.isEmpty()) {
            return new ShipCommand.Invalid(worth(problems));
        }
        return new ShipCommand.Parsed(new ShipCommand(
                new Environment(environment),
                Strategy.parse(values.getOrDefault(STRATEGY, Strategy.FULL.wireName()))
                        .orElseThrow(),
                values.get(REF),
                values.get(VERSION),
                values.get(NOTE),
                values.get(OVERRIDE)));
    }

    /** A key and its value as two words, for {@code env: prod}, {@code --env prod} and {@code env = prod}. {@return how many words} */
    private int readPair(List<ShipWord> rest) {
        ShipWord first = rest.get(0);
        String key =
                first.key() == null ? bare(first) : first.value().isEmpty() && !first.isQuoted() ? first.key() : "";
        int next = rest.size() > 1 && NO_LETTERS.matcher(rest.get(1).raw()).matches() ? 2 : 1;
        String name = plain(key);
        boolean apart =
                KEYS.contains(name) && rest.size() > next && rest.get(next).key() == null;
        if (!apart) {
            readWord(first);
            return 1;
        }
        given.merge(name, 1, Integer::sum);
        String typed = rest.subList(0, next + 1).stream().map(ShipWord::raw).collect(Collectors.joining(" "));
        problems.add(echo(typed) + " is not of the form key:value" + allowed(KEYS)
                + meant(Optional.of(name + ":" + rest.get(next).raw())));
        return next + 1;
    }

    private void readWord(ShipWord word) {
        String key = word.key();
        if (key == null && inText != null) {
            String problem = inText + ": several words go in quotes, as in " + inText + ":\"fixes the login\"";
            if (!problems.contains(problem)) {
                problems.add(problem);
            }
            return;
        }
        if (key == null) {
            problems.add(echo(word.raw()) + " is not of the form key:value" + allowed(KEYS) + meant(ofBareWord(word)));
            return;
        }
        String name = plain(key);
        inText = (name.equals(NOTE) || name.equals(OVERRIDE)) && !word.isQuoted() ? name : null;
        if (!KEYS.contains(name)) {
            problems.add("there is no parameter " + echo(key) + because(key) + allowed(KEYS)
                    + meant(nearestKey(name).or(() -> turnedRound(name))));
            return;
        }
        given.merge(name, 1, Integer::sum);
        if (word.problem() != null) {
            problems.add(name + ": " + word.problem() + ": " + echo(word.raw()));
            return;
        }
        switch (name) {
            case ENV -> readChoice(name, word.value(), environments);
            case STRATEGY -> readChoice(name, word.value(), strategies);
            case NOTE, OVERRIDE -> readText(name, word.value());
            default -> readName(name, word);
        }
    }

    private void readChoice(String key, String value, List<String> choices) {
        String choice = plain(Typed.trim(value));
        if (choices.contains(choice)) {
            values.put(key, choice);
        } else if (value.isBlank()) {
            problems.add(key + ": has no value" + allowed(choices));
        } else {
            problems.add(key + ": " + echo(value) + " is not allowed" + because(choice) + allowed(choices)
                    + meant(Suggestions.nearest(Lookalikes.plain(choice), choices)));
        }
    }

    private void readName(String key, ShipWord word) {
        String name = Typed.trim(word.value());
        String problem = ShipCommand.problemOf(key, name);
        if (problem != null) {
            problems.add(problem);
        } else if (!word.isQuoted() && AS_IN_A_SENTENCE.matcher(name).find()) {
            String rest = AS_IN_A_SENTENCE.matcher(name).replaceFirst("");
            problems.add(key + ": " + echo(name) + " ends as in a sentence; did you mean " + echo(rest)
                    + "? If not, put it in quotes");
        } else {
            values.put(key, name);
        }
    }

    private void readText(String key, String value) {
        String note = Line.of(value).strip();
        String problem = ShipCommand.problemOfText(key, note);
        if (problem != null) {
            problems.add(problem);
        } else {
            values.put(key, note);
        }
    }

    /** As it is compared: in any case, and in wide letters, too, since nothing is chosen that is not on the list. */
    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    /** For {@code staging}, {@code env=staging}, {@code --env=staging} and {@code env}. */
    private Optional<String> ofBareWord(ShipWord word) {
        String bare = bare(word);
        Matcher beside = BESIDE_A_COLON.matcher(word.raw());
        if (beside.matches()) {
            String key = beside.group("key").toLowerCase(Locale.ROOT);
            if (KEYS.contains(key) || beside.group("sign").equals("=")) {
                return nearestKey(key).map(near -> near + ":" + beside.group("value"));
            }
        }
        if (KEYS.contains(bare)) {
            return Optional.of(bare + ":" + example(bare));
        }
        List<String> choices =
                Stream.concat(environments.stream(), strategies.stream()).toList();
        return Suggestions.nearest(bare, choices).map(this::pair);
    }

    private static String bare(ShipWord word) {
        return word.raw().toLowerCase(Locale.ROOT).replaceFirst("^[-:]+", "");
    }

    /** For {@code prod:env}. */
    private Optional<String> turnedRound(String key) {
        return environments.contains(key) || strategies.contains(key) ? Optional.of(pair(key)) : Optional.empty();
    }

    private String pair(String choice) {
        return (environments.contains(choice) ? ENV : STRATEGY) + ":" + choice;
    }

    private String example(String key) {
        return switch (key) {
            case ENV -> environments.isEmpty() ? Environment.STAGING.name() : environments.get(environments.size() - 1);
            case STRATEGY -> Strategy.FULL.wireName();
            case REF -> "main";
            case NOTE, OVERRIDE -> "hotfix";
            default -> "1.0.0";
        };
    }

    private static Optional<String> nearestKey(String typed) {
        List<String> names = Stream.concat(
                        KEYS.stream(), OTHER_NAMES.keySet().stream().sorted())
                .toList();
        return Suggestions.nearest(typed, names).map(name -> OTHER_NAMES.getOrDefault(name, name));
    }

    private static List<String> worth(List<String> problems) {
        if (problems.size() <= MAX_PROBLEMS) {
            return problems;
        }
        List<String> first = new ArrayList<>(problems.subList(0, MAX_PROBLEMS));
        first.add("and " + (problems.size() - MAX_PROBLEMS) + " more problems");
        return first;
    }

    private static String allowed(List<String> choices) {
        return "; allowed: "
                + (choices.isEmpty() ? "nothing, no environment is configured" : String.join(", ", choices));
    }

    /** Of a word that reads as if it were allowed. */
    private static String because(String word) {
        return Typed.unseen(word).map(odd -> ": it " + odd).orElse("");
    }

    private static String meant(Optional<String> guess) {
        return guess.map(text -> "; did you mean " + echo(text) + "?").orElse("");
    }

    private static String echo(String text) {
        return "\"" + Line.cut(Line.of(text), MAX_ECHO) + "\"";
    }
}
