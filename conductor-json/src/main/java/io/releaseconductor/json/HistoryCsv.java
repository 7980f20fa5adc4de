package io.releaseconductor.json;

import io.releaseconductor.deployment.Agreement;
import io.releaseconductor.deployment.HistoryCourse;
import io.releaseconductor.deployment.HistoryEntry;
import io.releaseconductor.deployment.Shadow;
import io.releaseconductor.model.Actor;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * History as CSV, for spreadsheets: RFC 4180, with one header line and the columns of {@link #COLUMNS}, named as in the JSON. What is not
 * known is empty. For machines there are {@linkplain DeploymentJson#exportHistory JSON lines}, which hold more and can be read back.
 *
 * <p>Texts come from outside. One that a spreadsheet would take for a formula gets a {@code '} before it, by which spreadsheets take it for
 * text: one that begins with {@code =}, {@code +}, {@code -} or {@code @}, as they are or of full width, after whatever blanks, or with a tab
 * or a line's end.
 */
public final class HistoryCsv {

    /** The names of the columns, in order. */
    public static final List<String> COLUMNS = List.of(
            "deploy_id",
            "env",
            "strategy",
            "status",
            "status_since",
            "initiated_by",
            "initiated_by_name",
            "initiated_at",
            "ref",
            "version",
            "note",
            "decided_by",
            "decided_by_name",
            "checks",
            "reason",
            "returned_to",
            "verification_failed",
            "may_have_taken_effect",
            "worked_ms",
            "committed_at",
            "promoted_at",
            "failed_at",
            "rollback_at",
            "rollback_reason",
            "rolled_back_at",
            "agreement",
            "shadow_would",
            "shadow_at",
            "shadow_why");

    private static final String LINE_END = "\r\n";

    private static final String FORMULA = "=+-@\uFF1D\uFF0B\uFF0D\uFF20";

    private static final String BEGINS_ANEW = "\t\r\n";

    private HistoryCsv() {}

    /**
     * Writes history, one entry after the other as they are consumed.
     *
     * @param entries the entries, in the order in which they are written; not closed
     * @param to where to, to be encoded as UTF-8; neither flushed nor closed
     * @throws IOException if it cannot be written
     */
    public static void write(Stream<HistoryEntry> entries, Appendable to) throws IOException {
        to.append(String.join(",", COLUMNS)).append(LINE_END);
        for (Iterator<HistoryEntry> each = entries.iterator(); each.hasNext(); ) {
            to.append(line(each.next())).append(LINE_END);
        }
    }

    private static String line(HistoryEntry entry) {
        Actor initiatedBy = entry.initiatedBy();
        Actor decidedBy = entry.decidedBy();
        HistoryCourse course = entry.course();
        Duration worked = course.worked();
        Agreement agreement = course.agreement();
        Shadow shadow = agreement == null ? null : agreement.shadow();
        return Arrays.asList(
                        entry.id(),
                        entry.environment(),
                        entry.strategy().wireName(),
                        entry.status().wireName(),
                        entry.statusSince(),
                        initiatedBy.id(),
                        initiatedBy.name(),
                        entry.initiatedAt(),
                        entry.ref(),
                        entry.version(),
                        entry.note(),
                        decidedBy == null ? null : decidedBy.id(),
                        decidedBy == null ? null : decidedBy.name(),
                        entry.checks(),
                        entry.reason(),
                        entry.returnedTo(),
                        course.verificationFailed(),
                        course.mayHaveTakenEffect(),
                        worked == null ? null : worked.toMillis(),
                        course.committedAt(),
                        course.promotedAt(),
                        course.failedAt(),
                        course.rollbackAt(),
                        course.rollbackReason(),
                        course.rolledBackAt(),
                        agreement == null ? null : agreement.kind().wireName(),
                        shadow == null ? null : WireNames.RECOMMENDATION.of(shadow.would()),
                        shadow == null ? null : shadow.at(),
                        shadow == null ? null : shadow.why())
                .stream()
                .map(HistoryCsv::field)
                .collect(Collectors.joining(","));
    }

    private static String field(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        String text = defused(JsonText.wellFormed(Objects.toString(value)));
        boolean plain = text.strip().equals(text)
                && text.chars().noneMatch(c -> c == ',' || c == ';' || c == '"' || Character.isISOControl(c));
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    private static String defused(String text) {
        boolean formula =
                text.chars().filter(HistoryCsv::isVisible).limit(1).anyMatch(first -> FORMULA.indexOf(first) >= 0);
        boolean anew = !text.isEmpty() && BEGINS_ANEW.indexOf(text.charAt(0)) >= 0;
        return formula || anew ? "'" + text : text;
    }

    private static boolean isVisible(int c) {
        return !Character.isWhitespace(c)
                && !Character.isSpaceChar(c)
                && !Character.isISOControl(c)
                && Character.getType(c) != Character.FORMAT;
    }
}
