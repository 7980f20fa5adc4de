package io.releaseconductor.chat;

import io.releaseconductor.deployment.Attention;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.RunCandidate;
import io.releaseconductor.model.Times;
import java.util.List;

/** Between what a person can choose where only a person can tell what happened. */
final class CardChoices {

    private CardChoices() {}

    static void add(CardBuilder card, Deployment d) {
        Attention attention = d.attention();
        if (attention == null) {
            return;
        }
        addCandidates(card, attention.candidates());
        card.paragraph();
        if (!attention.candidates().isEmpty()) {
            card.line("Adopt: that run is the one of this deployment, and is watched from here on.");
        }
        card.line("Try Again: starts the " + CardRun.workflow(attention.phase())
                + " once more. Make sure first that none is running.");
        card.line("Give Up: settles this deployment as failed.");
        if (Buttons.nothingStarted(d, attention)) {
            card.line("Nothing Started: you made sure that there is no run; settles this deployment as cancelled.");
        }
    }

    private static void addCandidates(CardBuilder card, List<RunCandidate> candidates) {
        if (candidates.isEmpty()) {
            return;
        }
        card.paragraph().line("Runs that may be the one:");
        candidates.stream()
                .limit(ButtonId.MAX_CHOICE)
                .forEach(candidate -> card.line("#" + candidate.runId() + ": " + candidate.title() + ", created "
                        + Times.format(candidate.createdAt())));
        if (candidates.size() > ButtonId.MAX_CHOICE) {
            card.line("and " + (candidates.size() - ButtonId.MAX_CHOICE) + " more");
        }
    }
}
