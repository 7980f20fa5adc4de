package io.releaseconductor.examples.demo.console;

import io.releaseconductor.deployment.HistoryEntry;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Times;
import io.releaseconductor.spi.HistoryPage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Past and present deployments, one line each. */
final class HistoryText {

    private static final List<String> HEAD =
            List.of("Deploy ID", "Status", "Since", "Version", "Strategy", "Checks", "Initiated by", "Decided by");

    private HistoryText() {}

    static String of(HistoryPage page) {
        if (page.entries().isEmpty()) {
            return "Nothing was shipped yet.";
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEAD);
        page.entries().forEach(entry -> rows.add(row(entry)));
        return rows.stream().map(row -> padded(row, rows)).collect(Collectors.joining("\n"));
    }

    private static List<String> row(HistoryEntry entry) {
        return List.of(
                entry.id().value(),
                entry.status().words(),
                Times.format(entry.statusSince()),
                orDash(entry.version()),
                entry.strategy().wireName(),
                orDash(entry.checks()),
                entry.initiatedBy().name(),
                orDash(name(entry.decidedBy())));
    }

    private static @Nullable String name(@Nullable Actor actor) {
        return actor == null ? null : actor.name();
    }

    private static String orDash(@Nullable String text) {
        return text == null ? "-" : text;
    }

    private static String padded(List<String> row, List<List<String>> rows) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            int index = column;
            int width = rows.stream().mapToInt(r -> r.get(index).length()).max().orElse(0);
            line.append(String.format("%-" + width + "s  ", row.get(column)));
        }
        return line.toString().stripTrailing();
    }
}
