package io.releaseconductor.chat;

import io.releaseconductor.deployment.Attention;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.Failure;
import io.releaseconductor.deployment.LinkedShip;
import io.releaseconductor.deployment.PhaseProgress;
import io.releaseconductor.deployment.RunCandidate;
import io.releaseconductor.model.Phase;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where to look further: the run that a card is about, and the candidates to choose from. */
final class CardLinks {

    private CardLinks() {}

    static void add(CardBuilder card, Deployment d) {
        Phase phase = phase(d);
        PhaseProgress progress = phase == null ? null : d.progress(phase);
        if (progress != null) {
            progress.run().ifPresent(run -> card.link("View Run", run.url()));
        }
        CardTeamLinks.add(card, d);
        LinkedShip linked = d.linked();
        if (linked != null) {
            card.link(linked.environment().title() + " Card", linked.card());
        }
        Attention attention = d.attention();
        if (attention != null) {
            List<RunCandidate> candidates = attention.candidates();
            candidates.stream()
                    .limit(ButtonId.MAX_CHOICE)
                    .forEach(candidate -> card.link("Run #" + candidate.runId(), candidate.url()));
        }
    }

    /** Null where a person has to choose a run, since the one that was watched is among the candidates. */
    private static @Nullable Phase phase(Deployment d) {
        return switch (d.status()) {
            case NEEDS_ATTENTION -> null;
            case PROMOTING, ROLLING_BACK -> d.currentPhase().orElse(null);
            case PROMOTED -> d.currentProgress().phase().phase();
            case ROLLED_BACK -> Phase.ROLL_BACK;
            case FAILED -> {
                Failure failure = d.failure();
                yield failure == null ? null : failure.phase();
            }
            case INITIATED, DEPLOYING, CANCELLED -> Phase.DEPLOY;
            case VERIFYING, VERIFIED, EXPIRED -> d.currentProgress().phase().phase();
        };
    }
}
