package io.releaseconductor.checks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a health answer in plain text: a short text as a headline, and lines such as {@code [+]etcd ok}, {@code database: PASSED}
 * or {@code cache = up} as parts.
 */
final class HealthLines {

    private static final int MOST_LINES = 100;
    private static final int LONGEST_LINE = 200;
    private static final int LONGEST_TEXT = 8000;
    /** As metrics are written: figures, of which none is a state. */
    private static final String OF_METRICS = "# TYPE ";

    private static final Pattern MARKED = Pattern.compile("\\[([+-])]\\s*(\\S+).*");
    private static final Pattern NAMED =
            Pattern.compile("[*-]?\\s*([\\p{L}][\\p{L}\\p{N} _./-]{0,60}?)\\s*(?::|=|\\s-|\\t)\\s*(\\S.*)");
    /** {@code status=ok db=ok took="3 ms"} */
    private static final Pattern FIELD =
            Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_.-]*+=(?:\"[^\"]*+\"|[^\\s\"]\\S*+|)(?:\\s++|$)");
    /** What stands between the parts where all of them are in one line. */
    private static final List<Pattern> BETWEEN_PARTS =
            Stream.of("\\|", ";", ",", "\\s/\\s").map(Pattern::compile).toList();

    private static final Pattern FIGURE = Pattern.compile("[+-]?\\d[\\d.,:]*+\\s*[\\p{L}%/]{0,8}");
    private static final Pattern TRUTH = Pattern.compile("(?i)true|false|yes|no");
    /** A name and a state, and more columns where they are set apart: {@code worker   FATAL   Exited too quickly}. */
    private static final Pattern SPACED =
            Pattern.compile("([\\p{L}][\\p{L}\\p{N}_./-]{0,60})(?:\\s+(\\S+)|\\s{2,}(\\S+)\\s{2,}\\S.*)");

    private final Map<String, HealthPart> parts = new LinkedHashMap<>();
    private int understood;
    private boolean told;

    private HealthLines() {}

    /** What the text says, or null if most of it is not understood. */
    static @Nullable HealthReport read(String text) {
        if (text.length() > LONGEST_TEXT) {
            return null;
        }
        List<String> lines =
                text.lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
        if (lines.size() > MOST_LINES
                || lines.stream().anyMatch(l -> l.length() > LONGEST_LINE)
                || lines.stream().anyMatch(l -> l.startsWith(OF_METRICS))) {
            return null;
        }
        List<String> pieces =
                lines.stream().flatMap(line -> pieces(line).stream()).toList();
        HealthReport headline = pieces.size() == 1 ? headline(pieces.get(0)) : null;
        return headline == null && !pieces.isEmpty() ? new HealthLines().several(pieces) : headline;
    }

    /** The line, or what it is made of if it names several parts: {@code UP|db:UP|cache:DOWN}. */
    private static List<String> pieces(String line) {
        List<String> fields = FIELD.matcher(line)
                .results()
                .map(field -> field.group().strip())
                .toList();
        if (fields.size() > 1 && bare(String.join("", fields)).equals(bare(line))) {
            return fields;
        }
        for (Pattern between : BETWEEN_PARTS) {
            List<String> pieces = between.splitAsStream(line)
                    .map(String::strip)
                    .filter(piece -> !piece.isEmpty())
                    .toList();
            if (pieces.stream().filter(HealthLines::isPair).count() > 1) {
                return pieces;
            }
        }
        return List.of(line);
    }

    private static String bare(String text) {
        return text.replaceAll("\\s", "");
    }

    private static boolean isPair(String piece) {
        Matcher named = NAMED.matcher(piece);
        return named.matches() && HealthWords.of(named.group(2)) != null;
    }

    private static @Nullable HealthReport headline(String line) {
        Health health = isFigure(line) ? null : HealthWords.of(line);
        return health == null ? null : HealthReport.ofHeadline(health, HealthWords.shown(line));
    }

    private @Nullable HealthReport several(List<String> lines) {
        Health headline = null;
        for (String line : lines) {
            if (!isSetting(line) && !isPart(line)) {
                Health said = said(line);
                understood += said == null ? 0 : 1;
                headline = Health.worse(headline, said);
            }
        }
        if (2 * understood < lines.size() && !told) {
            return null;
        }
        return new HealthReport(headline, null, false, List.copyOf(parts.values()), 0, 0);
    }

    /** Such as {@code debug=false}, {@code log level: error} or {@code errors: 0}, which are nobody's state. */
    private static boolean isSetting(String line) {
        Matcher named = NAMED.matcher(line);
        return named.matches()
                && !PartNames.isWellKnown(named.group(1))
                && (FieldName.of(named.group(1)).endsAsSetting() || isFigure(line));
    }

    /** Whether it is a number or a truth value of something that has no state. */
    private static boolean isFigure(String line) {
        Matcher named = NAMED.matcher(line);
        if (!named.matches()) {
            return false;
        }
        FieldName name = FieldName.of(named.group(1));
        boolean truth = TRUTH.matcher(named.group(2)).matches() && name.condition() == null && name.part() == null;
        boolean number = FIGURE.matcher(named.group(2)).matches() && HealthWords.of(named.group(1)) != Health.UP;
        return (truth || number) && !name.isState() && !name.isHint();
    }

    private static @Nullable Health said(String line) {
        Matcher named = NAMED.matcher(line);
        Health condition = named.matches() && TRUTH.matcher(named.group(2)).matches()
                ? FieldName.of(named.group(1)).condition()
                : null;
        if (condition == null) {
            return HealthWords.of(line);
        }
        return HealthWords.of(named.group(2)) == Health.UP ? condition : HealthWords.opposite(condition);
    }

    private boolean isPart(String line) {
        Matcher marked = MARKED.matcher(line);
        if (marked.matches()) {
            return part(marked.group(2), marked.group(1).equals("+") ? Health.UP : Health.DOWN);
        }
        String glyphed = HealthWords.marked(line);
        Health shown = glyphed == null ? null : HealthWords.of(line);
        if (glyphed != null && shown != null) {
            return part(glyphed, shown);
        }
        Matcher named = NAMED.matcher(line);
        if (named.matches()) {
            String name = named.group(1);
            Health said = HealthWords.of(named.group(2));
            FieldName field = FieldName.of(name);
            told |= field.isState() && said != null;
            String connected = TRUTH.matcher(named.group(2)).matches() ? field.part() : null;
            if (connected != null && said != null) {
                Health ending = field.ending() == null ? Health.UP : field.ending();
                return part(connected, said == Health.UP ? ending : HealthWords.opposite(ending));
            }
            boolean isPart = !field.isState() && !field.isHint() && !field.isGeneral() && HealthWords.of(name) == null;
            return isPart && said != null && part(name, said);
        }
        Matcher spaced = SPACED.matcher(line);
        if (spaced.matches()
                && HealthWords.of(spaced.group(1)) == null
                && !FieldName.of(spaced.group(1)).isGeneral()) {
            Health said = HealthWords.of(spaced.group(spaced.group(2) == null ? 3 : 2));
            return said != null && part(spaced.group(1), said);
        }
        return false;
    }

    private boolean part(String name, Health health) {
        HealthPart part = HealthPart.of(name, health);
        parts.merge(part.name(), part, HealthPart::and);
        understood++;
        return true;
    }
}
