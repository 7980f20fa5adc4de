package io.releaseconductor.engine;

import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentEvent;
import io.releaseconductor.deployment.EnvironmentProfile;
import io.releaseconductor.deployment.TeamLink;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.OneLine;
import io.releaseconductor.spi.StoreUnavailableException;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leads people from the card of a deployment to that of the one that it was shipped on as, and back. A help and no more: nothing waits for
 * it but for a moment, and what fails is not tried again.
 */
final class LinkedCards {

    private static final Logger LOG = LoggerFactory.getLogger(LinkedCards.class);

    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final EngineParts parts;
    private final Callbacks callbacks;
    private final Writer writer;
    private final Inquiry inquiry;

    LinkedCards(EngineParts parts, Callbacks callbacks, Writer writer) {
        this.parts = parts;
        this.callbacks = callbacks;
        this.writer = writer;
        this.inquiry = new Inquiry(parts.threads());
    }

    /** What people are told of an environment, with a link to the deployment that is shipped on to it. */
    EnvironmentProfile withLinkTo(Deployment parent, EnvironmentProfile profile) {
        URI address = address(parent);
        String label = OneLine.cut(parent.environment().title(), TeamLink.MAX_LABEL_LENGTH - 5) + " Card";
        return address == null || TeamLink.problem(label, address.toString()) != null
                ? profile
                : profile.withLink(new TeamLink(label, address.toString()));
    }

    /** Tells a deployment that was shipped on where the card of what came of it is. */
    void shown(Deployment child) {
        DeployId id = child.request().parent();
        URI address = id == null ? null : address(child);
        if (id == null || address == null) {
            return;
        }
        try {
            Deployment parent = parts.store().find(id).orElse(null);
            if (parent != null) {
                writer.persist(
                        parent,
                        new DeploymentEvent.LinkedCardShown(
                                child.id(), address, parts.clock().instant()),
                        null);
            }
        } catch (StoreUnavailableException e) {
            LOG.info("{}: the card of {} does not link to its card: {}", child.id(), id, e.getMessage());
        }
    }

    private @Nullable URI address(Deployment deployment) {
        String reference = deployment.card().reference();
        if (reference == null) {
            return null;
        }
        try {
            return inquiry.ask(
                    callbacks.chat(),
                    "the address of the card of " + deployment.id(),
                    LIMIT,
                    () -> parts.chat().address(reference).orElse(null));
        } catch (UnansweredException e) {
            return null;
        }
    }
}
