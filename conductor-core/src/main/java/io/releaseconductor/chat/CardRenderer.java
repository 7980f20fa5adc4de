package io.releaseconductor.chat;

import io.releaseconductor.deployment.Alert;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Renders a deployment as the card that the chat shows, and its details. Pure: equal deployments give equal cards. Texts from
 * outside are put in as they are, but for line breaks and control characters, which become spaces.
 */
public final class CardRenderer {

    private CardRenderer() {}

    /**
     * The card of a deployment, as it stands. Tells what is recorded and nothing that passes with time, so that a card changes
     * only when the deployment does.
     *
     * @param deployment the deployment
     * @return its card
     */
    public static Card render(Deployment deployment) {
        CardBuilder card = CardHead.of(deployment).headline(CardHeadline.of(deployment));
        CardFields.add(card, deployment);
        boolean toDecide = deployment.status() == DeploymentStatus.VERIFIED;
        if (toDecide) {
            CardChecks.add(card, deployment);
            card.paragraph();
        }
        CardStatus.add(card, deployment);
        if (!CardAdmission.isPartOfStatus(deployment)) {
            CardAdmission.addOverrides(card, deployment);
        }
        CardStory.add(card, deployment);
        CardChoices.add(card, deployment);
        CardCaveats.add(card, deployment);
        if (!toDecide) {
            CardChecks.add(card, deployment);
        }
        CardLinks.add(card, deployment);
        CardChange.addLink(card, deployment);
        return card.buttons(Buttons.of(deployment)).build();
    }

    /**
     * The details of a deployment, for the one who asks (spec, "Details"): each check with its findings, errors, hints and
     * links, every rule of the verdict with its measured value, the runs, and the alerts.
     *
     * @param deployment the deployment
     * @return its details, without buttons
     */
    public static Card details(Deployment deployment) {
        return DetailsCard.of(deployment);
    }

    /**
     * An alert as a message of its own: what happened and where, what to do, the ways to the card and the run, and whom it calls. What a
     * person did on purpose is told as such, and not as bad news.
     *
     * @param alert the alert
     * @param deployment the deployment that it is about, as it stands
     * @param address where its card can be looked at, or null if that is not known
     * @return the message; where something fires while it is watched, with the button that rolls it back
     */
    public static Card alert(Alert alert, Deployment deployment, @Nullable URI address) {
        return alert(alert, deployment, address, List.of());
    }

    /**
     * The same where it mentions groups of the place that it goes to, whoever the deployment calls.
     *
     * @param alert the alert
     * @param deployment the deployment that it is about, as it stands
     * @param address where its card can be looked at, or null if that is not known
     * @param groups the chat's own ids of them; they are mentioned first, and each once
     * @return the message
     */
    public static Card alert(Alert alert, Deployment deployment, @Nullable URI address, List<String> groups) {
        return AlertCard.of(alert, deployment, address, groups);
    }
}
