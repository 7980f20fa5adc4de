package io.releaseconductor.github;

import io.releaseconductor.deployment.AdmissionOutcome;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether CI is green at a commit, by what was found. Keeps no state. */
final class CiVerdict {

    private static final int MAX_NAMED = 3;
    private static final int SHORT_ID = 7;

    private CiVerdict() {}

    /**
     * Judges.
     *
     * @param found what GitHub tells
     * @param required what has to be there; empty for whatever is there
     * @param sha the commit's whole id
     */
    static AdmissionOutcome of(CiFound found, Set<String> required, String sha) {
        String at = " at " + sha.substring(0, SHORT_ID);
        if (found.absent()) {
            return new AdmissionOutcome.No("there is no commit " + sha);
        }
        List<CiItem> failed = found.which(CiItem.State.FAILED);
        List<String> missing = missing(found, required);
        int all = found.items().size() + missing.size();
        if (!failed.isEmpty()) {
            // nothing else makes it green again: whoever runs it again does
            return new AdmissionOutcome.No(count(failed.size(), all, " failed", at, names(failed)));
        }
        if (found.trouble() != null) {
            return new AdmissionOutcome.Unknown(found.trouble());
        }
        List<CiItem> strange = found.which(CiItem.State.NOT_UNDERSTOOD);
        if (!strange.isEmpty()) {
            CiItem first = strange.get(0);
            return new AdmissionOutcome.Unknown("GitHub says "
                    + (first.word().isEmpty() ? "nothing" : "\"" + CiItem.shown(first.word()) + "\"") + " of "
                    + first.shownName() + at);
        }
        if (!missing.isEmpty() && !found.unseen().isEmpty()) {
            return new AdmissionOutcome.Unknown(listed(missing) + (missing.size() == 1 ? " is" : " are") + " not there"
                    + at + " yet, or among what the token may not see: " + String.join(", ", found.unseen()));
        }
        List<CiItem> running = found.which(CiItem.State.RUNNING);
        if (!running.isEmpty() || !missing.isEmpty()) {
            return new AdmissionOutcome.NotYet(notYet(running, missing, all, at));
        }
        String unseen = found.unseen().isEmpty() ? "" : "; not seen: " + String.join(", ", found.unseen());
        return found.items().isEmpty()
                ? new AdmissionOutcome.NotYet("no CI has run" + at + " yet" + unseen)
                : new AdmissionOutcome.Yes(all + " of " + all + " green" + at + unseen);
    }

    private static String notYet(List<CiItem> running, List<String> missing, int all, String at) {
        if (missing.isEmpty()) {
            return count(running.size(), all, " still running", at, names(running));
        }
        Stream<String> names = Stream.concat(
                missing.stream().map(name -> name + " (not there yet)"),
                running.stream().map(CiItem::shownName));
        return count(running.size() + missing.size(), all, " not done", at, names.toList());
    }

    private static List<String> missing(CiFound found, Set<String> required) {
        Set<String> there = found.items().stream().map(CiItem::name).collect(Collectors.toSet());
        return required.stream()
                .filter(name -> !there.contains(name))
                .map(CiItem::shown)
                .toList();
    }

    private static List<String> names(List<CiItem> items) {
        return items.stream().map(CiItem::shownName).toList();
    }

    private static String count(int some, int all, String how, String at, List<String> names) {
        return some + " of " + all + how + at + ": " + listed(names);
    }

    private static String listed(List<String> names) {
        List<String> distinct = names.stream().distinct().toList();
        String some = distinct.stream().limit(MAX_NAMED).collect(Collectors.joining(", "));
        return distinct.size() <= MAX_NAMED ? some : some + " and " + (distinct.size() - MAX_NAMED) + " more";
    }
}
