package io.releaseconductor.chatops;

import io.releaseconductor.model.Actor;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads a command that was typed as one line, such as {@code /ship-lock env:prod for:2h reason:load test}, for consoles and chats without
 * commands of their own. {@code /ship} itself is read by {@link io.releaseconductor.chat.ShipCommand}, which knows more mistakes.
 */
public final class TypedCommand {

    private static final Pattern NAME = Pattern.compile("/?([A-Za-z]+(?:-[A-Za-z]+)+)(?=\\s|\\z)");

    private static final Pattern OPTION =
            option(List.of(Command.ENV, Command.DEPLOYMENT, Command.VERSION, Command.FOR, Command.REASON));

    /** Words of their own, which stand in many a reason. */
    private static final Map<String, Pattern> OWN_OPTIONS = Map.of(
            Command.HISTORY,
            option(HistoryOptions.NAMES),
            Command.STATS,
            option(List.of(Command.ENV, Command.DAYS)),
            Command.TRUST,
            option(List.of(Command.ENV, Command.DAYS)),
            Command.DETAILS,
            option(List.of(Command.DEPLOYMENT, Command.SHOW)),
            Command.ADD_NOTE,
            option(List.of(Command.ENV, Command.TEXT, Command.DONE)));

    private TypedCommand() {}

    private static Pattern option(List<String> names) {
        return Pattern.compile(names.stream().collect(Collectors.joining("|", "(?:^|\\s)(?i)(", ")(?-i):")));
    }

    /**
     * Reads a line.
     *
     * @param line the line, from outside
     * @param actor who typed it
     * @param destination where in chat; null for nowhere
     * @param madeAt when it was typed
     * @return the command, each option with all that stands between its colon and the next option, quotes around it left out; empty if the
     *     line names none, {@code /ship} included
     */
    public static Optional<Command> parse(String line, Actor actor, @Nullable String destination, Instant madeAt) {
        String text = line.strip();
        Matcher name = NAME.matcher(text);
        if (!name.lookingAt()) {
            return Optional.empty();
        }
        String command = name.group(1).toLowerCase(Locale.ROOT);
        return Command.NAMES.contains(command)
                ? Optional.of(new Command(
                        command, options(command, text.substring(name.end())), actor, destination, null, madeAt))
                : Optional.empty();
    }

    private static Map<String, String> options(String command, String text) {
        Map<String, String> options = new LinkedHashMap<>();
        Matcher option = OWN_OPTIONS.getOrDefault(command, OPTION).matcher(text);
        String key = null;
        int from = 0;
        while (option.find()) {
            if (option.start() < endOfQuotes(text, from)) {
                continue;
            }
            put(options, key, text.substring(from, option.start()));
            key = option.group(1).toLowerCase(Locale.ROOT);
            from = option.end();
        }
        put(options, key, text.substring(from));
        return options;
    }

    /** What is quoted is a value as it stands, whatever words are in it. */
    private static int endOfQuotes(String text, int from) {
        int open = from;
        while (open < text.length() && Character.isWhitespace(text.charAt(open))) {
            open++;
        }
        boolean quoted = open < text.length() && text.charAt(open) == '"';
        return quoted ? text.indexOf('"', open + 1) : -1;
    }

    private static void put(Map<String, String> options, @Nullable String key, String value) {
        String bare = value.strip();
        boolean quoted = bare.length() > 1 && bare.startsWith("\"") && bare.endsWith("\"");
        if (key != null) {
            options.putIfAbsent(key, quoted ? bare.substring(1, bare.length() - 1) : bare);
        }
    }
}
