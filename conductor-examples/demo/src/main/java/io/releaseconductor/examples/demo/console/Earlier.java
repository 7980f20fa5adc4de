package io.releaseconductor.examples.demo.console;

import io.releaseconductor.Conductor;
import io.releaseconductor.chat.CardRenderer;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.HistoryEntry;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.spi.HistoryQuery;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Finds the deployments of earlier demos again, so that commands work on them. */
final class Earlier {

    private static final int LOOKED_THROUGH = 20;

    private final Conductor conductor;
    private final ConsoleChat chat;
    private final Progress progress;

    Earlier(Conductor conductor, ConsoleChat chat, Progress progress) {
        this.conductor = conductor;
        this.chat = chat;
        this.progress = progress;
    }

    /** Follows what was under way when the last demo ended and shows its cards, and knows those of what had come to its end. */
    void pickUp() {
        Map<DeployId, Deployment> found = new TreeMap<>();
        Stream<Deployment> kept = conductor.history(HistoryQuery.newest(LOOKED_THROUGH)).entries().stream()
                .map(HistoryEntry::id)
                .map(conductor::find)
                .flatMap(Optional::stream);
        Stream<Deployment> unsettled =
                conductor.environments().stream().map(conductor::holder).flatMap(Optional::stream);
        Stream.concat(kept, unsettled).forEach(d -> found.put(d.id(), d));
        found.values().stream().sorted(Buttons.BY_TIME).forEach(this::pickUp);
    }

    private void pickUp(Deployment deployment) {
        progress.seen(deployment);
        String reference = deployment.card().reference();
        if (reference != null) {
            chat.pickUp(reference, CardRenderer.render(deployment), !deployment.settled());
        }
    }
}
