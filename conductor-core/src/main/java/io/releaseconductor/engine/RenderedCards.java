package io.releaseconductor.engine;

import io.releaseconductor.chat.Card;
import io.releaseconductor.deployment.CardState;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.PhaseProgress;
import io.releaseconductor.deployment.Stage;
import io.releaseconductor.deployment.WaveProgress;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.plan.CardDigests;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Renders a deployment's card, and keeps it for as long as nothing changes that a card can tell.
 *
 * <p>Plans are made several times a transition: of the deployment that is to be saved, of the same with its due time as it was
 * saved, and again before each step. All these have one card. It is kept here and not in the deployment, which is nothing but its
 * state, and which many stores make anew whenever it is read. So what is compared is its value, without what no card tells; not its
 * identity, which such a store does not keep, and not its id and revision, since two that were to be saved as one revision may
 * differ. A card is rendered from the very value that is compared, so that it cannot tell anything else.
 *
 * <p>The last card is kept of each of the deployments that were asked for last, and no others, whether they are still there or not.
 * Thread-safe; two that ask for the same card at once may both render it.
 */
final class RenderedCards implements CardDigests {

    /** Twice as many as are worked on at once, since commands ask as well. */
    static final int MOST = 512;

    private record Rendered(Deployment told, Card card, String digest) {}

    private final Function<Deployment, Card> renderer;

    private final Map<DeployId, Rendered> last = new RecentlyUsed<>(MOST);

    /** @param renderer renders a deployment's card; pure */
    RenderedCards(Function<Deployment, Card> renderer) {
        this.renderer = renderer;
    }

    @Override
    public String of(Deployment deployment) {
        return rendered(deployment).digest();
    }

    /** The card whose digest that is. */
    Card card(Deployment deployment) {
        return rendered(deployment).card();
    }

    private Rendered rendered(Deployment deployment) {
        Deployment told = told(deployment);
        Rendered before = last(deployment.id());
        if (before != null && before.told().equals(told)) {
            return before;
        }
        Card card = renderer.apply(told);
        Rendered rendered = new Rendered(told, card, card.digest());
        keep(rendered);
        return rendered;
    }

    private @Nullable Rendered last(DeployId id) {
        synchronized (last) {
            return last.get(id);
        }
    }

    private void keep(Rendered rendered) {
        synchronized (last) {
            last.put(rendered.told().id(), rendered);
        }
    }

    /**
     * The same without what no card tells: how often it was written, when it is due, what the chat shows of it, when its runs are
     * looked at, and, while it goes on, its audit trail.
     */
    private static Deployment told(Deployment deployment) {
        PhaseProgress rollback = deployment.rollbackPhase();
        return deployment.toBuilder()
                .revision(1)
                .dueAt(null)
                .card(CardState.NONE)
                .audit(deployment.settled() ? deployment.audit() : null)
                .waves(deployment.waves().stream().map(RenderedCards::told).toList())
                .rollbackPhase(rollback == null ? null : told(rollback))
                .build();
    }

    private static WaveProgress told(WaveProgress wave) {
        return new WaveProgress(wave.begun(), told(wave.phase()), wave.verification(), wave.approvals(), wave.fully());
    }

    private static PhaseProgress told(PhaseProgress progress) {
        if (progress.stage() instanceof Stage.Running running) {
            return progress.at(new Stage.Running(
                    running.run(), running.since(), running.since(), null, running.problem(), running.cancelling()));
        }
        return progress.stage() instanceof Stage.Concluded concluded
                ? progress.at(new Stage.Concluded(concluded.run(), concluded.at()))
                : progress;
    }
}
