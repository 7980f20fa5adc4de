package io.releaseconductor;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.chat.CardRenderer;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.RunConclusion;
import io.releaseconductor.deployment.RunStatus;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rounds are made by hand, and each call at once, on the thread that asks for it. */
@DisplayName("A node that was frozen for longer than its claim lasts")
class FrozenNodeTest {

    private static final Duration LONGER_THAN_A_CLAIM = Duration.ofMinutes(1);

    private final World world = new World();
    private final StoreWithTroubles store = new StoreWithTroubles(world.store);
    private final Conductor other = world.builder().executor(Runnable::run).build();

    @Test
    @DisplayName("shows nothing of what it had in mind before, once another one has gone on")
    void shows_nothing_old() {
        Conductor frozen = world.builder().store(store).executor(Runnable::run).build();
        ShipRequest request = ShipRequest.to(Environment.PROD, World.ADA)
                .withDestination(World.CHANNEL)
                .withVersion("v2");
        DeployId id = World.shipped(frozen.ship(request)).id();
        store.afterSave = saved -> {
            if (saved.status() == DeploymentStatus.VERIFIED) {
                store.afterSave = any -> {};
                world.clock.tick(LONGER_THAN_A_CLAIM);
                other.runDue();
                World.done(other.promote(id, World.ADA));
                other.runDue();
            }
        };

        Deployment promoted = world.runUntil(frozen, id, DeploymentStatus.PROMOTED);

        List<String> titles = new ArrayList<>(world.chat.titles);
        String last = CardRenderer.render(promoted).title();
        assertThat(titles).last().isEqualTo(last);
        assertThat(titles.subList(titles.indexOf(last), titles.size())).containsOnly(last);
    }

    @Test
    @DisplayName(
            "and that gets no thread then, plans the rest anew, and takes no old message for the card that is there now")
    void plans_anew() {
        boolean[] waits = {false};
        AtomicReference<DeployId> id = new AtomicReference<>();
        Conductor frozen = world.builder()
                .store(store)
                .executor(task -> {
                    if (waits[0]) {
                        waits[0] = false;
                        world.clock.tick(LONGER_THAN_A_CLAIM);
                        other.runDue();
                        // somebody deletes the card, and the next one is another message
                        world.chat.messages.clear();
                        World.done(other.rollback(id.get(), World.ADA));
                        other.runDue();
                        throw new RejectedExecutionException("no thread");
                    }
                    task.run();
                })
                .build();
        world.workflows.onLook = run -> run.at(RunStatus.IN_PROGRESS).completed(RunConclusion.FAILURE);
        id.set(World.shipped(frozen.ship(World.toStaging())).id());
        store.afterSave = saved -> waits[0] = saved.status() == DeploymentStatus.FAILED && world.alerts.isEmpty();

        world.runUntil(frozen, id.get(), DeploymentStatus.FAILED);
        frozen.runDue();

        assertThat(world.now(id.get()).card().posts())
                .as("messages that were deleted")
                .isEqualTo(1);
        assertThat(world.chat.messages).hasSize(1);
    }
}
