package io.releaseconductor.chatops;

import io.releaseconductor.AuditResult;
import io.releaseconductor.audit.AuditEntry;
import io.releaseconductor.audit.AuditTrail;
import io.releaseconductor.audit.Occurrence;
import io.releaseconductor.chat.Tone;
import io.releaseconductor.model.Actor;
import java.util.ArrayList;
import java.util.List;

/** What happened to a deployment, the last entries of its audit trail in their order. */
final class AuditListing {

    private static final int MOST_SHOWN = 40;

    private AuditListing() {}

    static Reply of(AuditResult result) {
        if (result instanceof AuditResult.Done done) {
            return listing(done.trail());
        }
        if (result instanceof AuditResult.Denied denied) {
            return new Reply.Denied(denied.reason());
        }
        if (result instanceof AuditResult.NotFound notFound) {
            return new Reply.Refused("Nothing is kept of a deployment " + notFound.id() + ".", null);
        }
        throw new IllegalStateException("There is no reply for " + result.getClass());
    }

    private static Reply listing(AuditTrail trail) {
        List<AuditEntry> entries = trail.entries();
        int hidden = Math.max(0, entries.size() - MOST_SHOWN);
        List<String> problems = trail.problems();
        return new Reply.Listing(
                problems.isEmpty() ? Tone.NEUTRAL : Tone.BAD,
                "Audit of " + trail.deployment(),
                entries.subList(hidden, entries.size()).stream()
                        .map(entry -> new Reply.Listing.Entry(
                                text(entry), entry.told().at(), null))
                        .toList(),
                rest(trail, hidden, problems));
    }

    private static String text(AuditEntry entry) {
        Occurrence told = entry.told();
        Actor by = told.by();
        StringBuilder text = new StringBuilder()
                .append(entry.number())
                .append(". ")
                .append(told.event().replace('_', ' '));
        if (by != null) {
            text.append(by.isPolicy() ? " by policy" : " by " + by.name() + " (" + told.source() + ")");
        }
        String before = told.before();
        if (!told.after().equals(before)) {
            text.append(before == null ? ": " : ": " + words(before) + " → ").append(words(told.after()));
        }
        if (told.reason() != null) {
            text.append("; because: ").append(told.reason());
        }
        if (told.detail() != null) {
            text.append("; ").append(told.detail());
        }
        return text.append(" ·").toString();
    }

    private static String words(String status) {
        return status.replace('_', ' ');
    }

    private static String rest(AuditTrail trail, int hidden, List<String> problems) {
        List<String> parts = new ArrayList<>();
        if (hidden > 0) {
            parts.add("The " + hidden + " entries before are in the export.");
        }
        List<AuditEntry> entries = trail.entries();
        if (!entries.isEmpty()) {
            parts.add("Last digest: " + entries.get(entries.size() - 1).digest() + ".");
        }
        parts.addAll(problems);
        return String.join(" ", parts);
    }
}
