package io.releaseconductor.chat;

import io.releaseconductor.check.CheckStatus;
import io.releaseconductor.check.CompletedCheck;
import io.releaseconductor.check.Verification;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.VerificationState;
import io.releaseconductor.deployment.WatchEnd;
import io.releaseconductor.deployment.WatchState;
import io.releaseconductor.model.Times;
import io.releaseconductor.policy.RuleResult;
import io.releaseconductor.policy.Verdict;
import java.util.stream.Stream;

/** The watch over what was promoted: until when, what it found, and how it ended. Says nothing that changes with every look. */
final class CardWatch {

    private CardWatch() {}

    static void add(CardBuilder card, Deployment d) {
        WatchState state = d.watch();
        if (state == null) {
            return;
        }
        for (RuleResult rule : state.fired()) {
            card.line("🚨 While watched: " + rule.describe());
        }
        if (d.status() == DeploymentStatus.PROMOTED) {
            WatchEnd end = state.end();
            card.line(end == null ? goesOn(d, state) : ended(d, state, end));
            failing(state).forEach(check -> card.line(CardChecks.line(check)));
        }
    }

    /** What failed when it was last looked at; what the checks found before the promotion stands below. */
    private static Stream<CompletedCheck> failing(WatchState state) {
        Verification result = state.result();
        return result == null
                ? Stream.empty()
                : result.results().stream().filter(check -> check.status() == CheckStatus.FAIL);
    }

    /** A label that says what whoever promotes agrees to, where something is rolled back by itself: however long the rest is. */
    static String consenting(String label, Deployment d) {
        if (!d.rollsBackWhileWatched()) {
            return label;
        }
        String consent = " (watched " + length(d) + ", rolls back by itself)";
        return Line.cut(label, Button.MAX_LABEL_LENGTH - consent.length()) + consent;
    }

    /** The same in the words of the decision. */
    static String promise(Deployment d) {
        return d.rollsBackWhileWatched()
                ? ", watches it for " + length(d) + " and rolls back by itself what fires"
                : "";
    }

    private static String length(Deployment d) {
        return Times.format(d.request().watch().length());
    }

    private static String goesOn(Deployment d, WatchState state) {
        String until = "👀 Watching until " + Times.format(d.request().watch().until(state.startedAt()));
        String byItself = d.rollsBackWhileWatched() ? ", rolls back by itself" : "";
        return until + byItself + (state.result() == null ? "" : ": " + words(d, state));
    }

    private static String ended(Deployment d, WatchState state, WatchEnd end) {
        return switch (end.reason()) {
            case DONE -> "👀 Watched " + length(d) + ": " + found(d, state);
            case INTERRUPTED ->
                "⚠️ Not watched to the end: " + state.gaps() + " of " + state.expected()
                        + " looks are missing; look yourself whether all is well";
            case NEWER -> "👀 Watch ended: " + end.newer() + " began";
        };
    }

    private static String found(Deployment d, WatchState state) {
        if (!state.fired().isEmpty()) {
            return RuleResult.names(state.fired()) + " fired";
        }
        Verification result = state.result();
        boolean well = result != null
                && result.results().stream().allMatch(check -> check.status() == CheckStatus.PASS)
                && d.request().usual().warnings(result) == 0;
        return well ? "nothing found" : "no trigger fired, " + words(d, state);
    }

    private static String words(Deployment d, WatchState state) {
        Verification result = state.result();
        int total = result == null ? 0 : result.results().size();
        VerificationState found =
                result == null ? null : new VerificationState(state.startedAt(), total, total, result, Verdict.NONE);
        return CardVerdict.words(found, d.request().usual());
    }

    /** Whether something fired that somebody should look at. */
    static boolean isAlarmed(Deployment d) {
        WatchState state = d.watch();
        return d.status() == DeploymentStatus.PROMOTED
                && state != null
                && !state.fired().isEmpty();
    }
}
