package io.releaseconductor.chatops;

import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.HistoryFilter;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Spans;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads what part of the history somebody asks for, as the options {@link Command#ENV}, {@link Command#IN_STATUS}, {@link Command#BY},
 * {@link Command#VERSION}, {@link Command#FROM} and {@link Command#TO}. They come from outside and are distrusted. One that is blank counts as
 * not given, and others than these are ignored.
 */
public final class HistoryOptions {

    /** The options, in the order in which they are offered. */
    public static final List<String> NAMES =
            List.of(Command.ENV, Command.IN_STATUS, Command.BY, Command.VERSION, Command.FROM, Command.TO);

    /** What times may be, for messages. */
    public static final String ALLOWED_TIMES =
            "a day in UTC such as 2024-05-31, a time such as 2024-05-31T18:00Z, or how long ago, such as 12h or 30d";

    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d{2}-\\d{2}[Tt].*");

    private static final Pattern DAYS = Pattern.compile("(\\d{1,5})d");

    private HistoryOptions() {}

    /**
     * Reads options.
     *
     * @param options what was given, by the name of the option
     * @param known the environments that may be asked for
     * @param now from when it is told how long ago something is
     * @param problems where all that is wrong is noted, with what is allowed
     * @return what is asked for; without what is wrong
     */
    public static HistoryFilter read(
            Map<String, String> options, List<Environment> known, Instant now, List<String> problems) {
        String env = filled(options, Command.ENV);
        Environment environment = env == null ? null : environment(env, known, problems);
        Set<DeploymentStatus> statuses = statuses(filled(options, Command.IN_STATUS), problems);
        String fromText = filled(options, Command.FROM);
        String toText = filled(options, Command.TO);
        Instant from = time(Command.FROM, fromText, now, Duration.ZERO, problems);
        Instant to = time(Command.TO, toText, now, Duration.ofDays(1), problems);
        if (from != null && to != null && !from.isBefore(to)) {
            problems.add(Command.TO + ": \"" + toText + "\" is not allowed; allowed: a time after " + Command.FROM
                    + ": \"" + fromText + "\"");
            to = null;
        }
        return new HistoryFilter(
                environment, statuses, filled(options, Command.BY), filled(options, Command.VERSION), from, to);
    }

    private static @Nullable String filled(Map<String, String> options, String name) {
        String value = options.get(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    static @Nullable Environment environment(String asked, List<Environment> known, List<String> problems) {
        return known.stream()
                .filter(each -> each.name().equals(asked))
                .findFirst()
                .orElseGet(() -> {
                    problems.add(Wording.noEnvironment(asked, known));
                    return null;
                });
    }

    /** One, or several with commas between them. */
    private static Set<DeploymentStatus> statuses(@Nullable String asked, List<String> problems) {
        Set<DeploymentStatus> found = EnumSet.noneOf(DeploymentStatus.class);
        if (asked == null) {
            return found;
        }
        for (String word : asked.toLowerCase(Locale.ROOT).split(",", -1)) {
            Arrays.stream(DeploymentStatus.values())
                    .filter(status -> status.wireName().equals(word.strip()))
                    .findFirst()
                    .ifPresentOrElse(
                            found::add,
                            () -> problems.add(Command.IN_STATUS + ": \"" + word.strip()
                                    + "\" is not allowed; allowed: " + String.join(", ", statusNames())));
        }
        return found;
    }

    static List<String> statusNames() {
        return Arrays.stream(DeploymentStatus.values())
                .map(DeploymentStatus::wireName)
                .collect(Collectors.toList());
    }

    /** A day that something lasts to lasts to its end. */
    private static @Nullable Instant time(
            String option, @Nullable String text, Instant now, Duration ofDay, List<String> problems) {
        if (text == null) {
            return null;
        }
        try {
            if (DAY.matcher(text).matches()) {
                return LocalDate.parse(text)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant()
                        .plus(ofDay);
            }
            if (TIME.matcher(text).matches()) {
                return OffsetDateTime.parse(text).toInstant();
            }
            Duration ago = ago(text);
            if (ago != null) {
                return now.minus(ago);
            }
        } catch (DateTimeException e) {
            // told below, as any other text that is none of these
        }
        problems.add(option + ": \"" + text + "\" is not allowed; allowed: " + ALLOWED_TIMES);
        return null;
    }

    private static @Nullable Duration ago(String text) {
        return DAYS.matcher(text).matches()
                ? Duration.ofDays(Integer.parseInt(text.substring(0, text.length() - 1)))
                : Spans.parse(text);
    }
}
