package io.releaseconductor.micrometer;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentEvent;
import io.releaseconductor.spi.DeploymentListener;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Tells each deployment as one trace once it settles: its phases, verifications with their checks, and waits, with the times of its record.
 * So a deployment that several nodes worked on, or that a restart came across, is one trace too, told by the node that saved its end.
 * One that goes on after it has settled, as by a late rollback, is told again as a whole when it settles anew, as another trace of the same
 * {@code deployment.id}.
 *
 * <p>With {@link DeploymentSpans} as a handler of the registry, observations become spans; handlers that time by the clock, such as those that
 * make meters, are not for these observations, whose times are in {@link DeploymentContext}. Attributes hold names and words from short
 * lists, the id and the version; nothing that people wrote.
 *
 * <p>Thread-safe. Calls nobody but the registry's handlers, and throws only what they throw.
 */
public final class ConductorObservations implements DeploymentListener {

    private static final String PREFIX = "release.conductor.";

    private final ObservationRegistry registry;

    private ConductorObservations(ObservationRegistry registry) {
        this.registry = registry;
    }

    /**
     * Observations.
     *
     * @param registry who is told of them
     * @return the listener, for {@code ConductorBuilder.listener}
     */
    public static ConductorObservations of(ObservationRegistry registry) {
        return new ConductorObservations(Objects.requireNonNull(registry, "registry"));
    }

    @Override
    public void changed(@Nullable Deployment before, @Nullable DeploymentEvent event, Deployment after) {
        if (after.settled() && before != null && !before.settled()) {
            tell(Story.of(after), null);
        }
    }

    private void tell(Stretch stretch, @Nullable Observation parent) {
        Observation observation = Observation.createNotStarted(
                        PREFIX + stretch.kind(), () -> new DeploymentContext(stretch.from(), stretch.to()), registry)
                .contextualName(stretch.label())
                .lowCardinalityKeyValues(stretch.few())
                .highCardinalityKeyValues(stretch.many());
        if (parent != null) {
            observation.parentObservation(parent);
        }
        observation.start();
        stretch.parts().forEach(part -> tell(part, observation));
        String problem = stretch.problem();
        if (problem != null) {
            observation.error(new NotWellException(problem));
        }
        observation.stop();
    }
}
