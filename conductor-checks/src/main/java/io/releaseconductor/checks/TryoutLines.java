package io.releaseconductor.checks;

import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CheckStatus;
import io.releaseconductor.check.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** How a check that was tried is told. */
final class TryoutLines {

    private static final int MOST_FINDINGS = 12;
    private static final String INDENT = "    ";

    private TryoutLines() {}

    static List<String> of(TriedCheck check) {
        CheckResult result = check.result();
        List<String> lines = new ArrayList<>();
        String latency = result.latency() == null ? "" : " (" + Sizes.text(result.latency()) + ")";
        lines.add(mark(result.status()) + " " + check.name() + ": " + result.message() + latency);
        if (result.error() != null) {
            lines.add(INDENT + result.error());
        }
        if (result.hint() != null) {
            lines.add(INDENT + "→ " + result.hint());
        }
        List<Finding> findings = result.findings();
        findings.stream().limit(MOST_FINDINGS).map(TryoutLines::finding).forEach(lines::add);
        if (findings.size() > MOST_FINDINGS) {
            lines.add(INDENT + "· and " + (findings.size() - MOST_FINDINGS) + " more");
        }
        if (!check.settings().isEmpty()) {
            String settings = check.settings().entrySet().stream()
                    .map(setting -> setting.getKey() + "=" + setting.getValue())
                    .collect(Collectors.joining(" "));
            lines.add(INDENT + "✓ Tried, and understood: " + settings);
        }
        check.notes().forEach(note -> lines.add(INDENT + "· " + note));
        return lines;
    }

    private static String finding(Finding finding) {
        String expected = finding.expected() == null ? "" : ", expected " + finding.expected();
        boolean asExpected = finding.status() == CheckStatus.PASS;
        return INDENT + mark(finding.status()) + " " + finding.name() + ": " + finding.measured()
                + (asExpected ? "" : expected);
    }

    private static String mark(CheckStatus status) {
        return switch (status) {
            case PASS -> "✓";
            case WARNING -> "!";
            case FAIL -> "✗";
            case NO_DATA -> "?";
        };
    }
}
