package io.releaseconductor.testkit.simulator;

import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentEvent;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.spi.DeploymentListener;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A listener that behaves: what it was told, and what it should have been told. */
final class Diary implements DeploymentListener {

    private final Set<String> owed = new LinkedHashSet<>();
    private final Set<String> told = new LinkedHashSet<>();
    private final List<String> twice = new ArrayList<>();

    @Override
    public void changed(@Nullable Deployment before, @Nullable DeploymentEvent event, Deployment after) {
        String name = name(after.id(), after.revision());
        if (!told.add(name)) {
            twice.add(name);
        }
    }

    /** Its node was told that a change of its own was saved. */
    void owes(DeployId id, long revision) {
        owed.add(name(id, revision));
    }

    List<String> untold() {
        return owed.stream().filter(name -> !told.contains(name)).toList();
    }

    List<String> twice() {
        return List.copyOf(twice);
    }

    private static String name(DeployId id, long revision) {
        return id + " r" + revision;
    }
}
