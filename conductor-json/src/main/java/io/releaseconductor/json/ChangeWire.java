package io.releaseconductor.json;

import io.releaseconductor.deployment.ChangeLookup;
import io.releaseconductor.deployment.ChangeSummary;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of asking what is being shipped. */
final class ChangeWire {

    private ChangeWire() {}

    static void write(JsonOut out, ChangeLookup change) {
        ChangeSummary summary = change.summary();
        ChangeSummary.Distance distance = summary == null ? null : summary.distance();
        out.text("title", summary == null ? null : summary.title())
                .text("author", summary == null ? null : summary.author())
                .text("commit", summary == null ? null : summary.commit())
                .time("committed_at", summary == null ? null : summary.committedAt())
                .object("distance", distance, ChangeWire::write)
                .uri("compare", summary == null ? null : summary.compare())
                .list("others", summary == null ? List.of() : summary.others(), ChangeWire::write)
                .object("risk", summary == null ? null : summary.risk(), ChangeWire::write)
                .text("missing", change.missing())
                .time("retry_at", change.retryAt());
    }

    private static void write(JsonOut out, ChangeSummary.Commit commit) {
        out.text("title", commit.title()).text("author", commit.author());
    }

    private static void write(JsonOut out, ChangeSummary.Distance distance) {
        out.text("since", distance.since()).number("ahead", distance.ahead()).number("behind", distance.behind());
    }

    static ChangeLookup read(JsonIn in) {
        String missing = in.textOrNull("missing");
        Instant retryAt = in.timeOrNull("retry_at");
        boolean known = missing == null && retryAt == null;
        if (missing != null) {
            in.mustLack("retry_at", "missing is there");
        }
        if (!known) {
            for (String field :
                    new String[] {"title", "author", "commit", "committed_at", "distance", "compare", "others", "risk"
                    }) {
                in.mustLack(field, "it is not known");
            }
        }
        return new ChangeLookup(known ? readSummary(in) : null, missing, retryAt);
    }

    private static ChangeSummary readSummary(JsonIn in) {
        return new ChangeSummary(
                in.filled("title"),
                in.textOrNull("author"),
                in.textOrNull("commit"),
                in.timeOrNull("committed_at"),
                readDistance(in),
                in.uri("compare"),
                in.list("others", ChangeWire::readCommit),
                in.objectOrNull("risk", ChangeWire::readRisk));
    }

    private static void write(JsonOut out, ChangeSummary.Risk risk) {
        out.texts("paths", risk.paths()).number("count", risk.count()).flagIfSet("whole", risk.whole());
    }

    private static ChangeSummary.Risk readRisk(JsonIn in) {
        return new ChangeSummary.Risk(in.texts("paths"), in.count("count", 0), in.flagOrFalse("whole"));
    }

    private static ChangeSummary.Commit readCommit(JsonIn in) {
        return new ChangeSummary.Commit(in.filled("title"), in.textOrNull("author"));
    }

    private static ChangeSummary.@Nullable Distance readDistance(JsonIn in) {
        return in.objectOrNull(
                "distance",
                d -> new ChangeSummary.Distance(d.text("since"), d.count("ahead", 0), d.count("behind", 0)));
    }
}
