package io.releaseconductor.discord;

import io.releaseconductor.Conductor;
import io.releaseconductor.deployment.Action;
import io.releaseconductor.deployment.Actor;
import io.releaseconductor.deployment.DeployId;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.Environment;
import io.releaseconductor.deployment.HistoryEntry;
import io.releaseconductor.spi.Authorizer;
import io.releaseconductor.spi.HistoryQuery;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the permissions can say before the conductor is asked, and what takes more than one deployment to say. */
final class Gate {

    private static final int LONGEST_CHAIN = 10;

    private final Conductor conductor;
    private final @Nullable DiscordPermissions permissions;

    Gate(Conductor conductor, @Nullable DiscordPermissions permissions) {
        this.conductor = conductor;
        this.permissions = permissions;
    }

    /** From memory alone. Null if there is nothing against it; the conductor asks again, with the deployment. */
    @Nullable
    String denial(Actor actor, Action action, Environment environment) {
        return permissions != null
                        && permissions.inMemory(actor, action, environment) instanceof Authorizer.Answer.Denied denied
                ? denied.reason()
                : null;
    }

    /**
     * Whether somebody would promote what they shipped themselves, where the policy did the shipping in between. Reads the store.
     */
    @Nullable
    String secondPersonNeeded(Actor actor, DeployId id) {
        if (permissions == null || !permissions.askFourEyes(id.environment())) {
            return null;
        }
        Deployment deployment = conductor.find(id).orElse(null);
        if (deployment == null || !deployment.request().initiatedBy().isPolicy()) {
            return null;
        }
        Actor shipper = shipper(deployment);
        if (shipper == null) {
            return "It cannot be told any more who shipped what " + id
                    + " was promoted from, so that nobody can be told from" + " the one who shipped it. Ship "
                    + id.environment().title() + " anew.";
        }
        return shipper.id().equals(actor.id()) ? permissions.secondPerson(deployment) : null;
    }

    private @Nullable Actor shipper(Deployment deployment) {
        Deployment at = deployment;
        for (int i = 0; i < LONGEST_CHAIN && at.request().initiatedBy().isPolicy(); i++) {
            DeployId parent = at.request().parent();
            if (parent == null) {
                return null;
            }
            Optional<Deployment> found = conductor.find(parent);
            if (found.isEmpty()) {
                return fromHistory(parent);
            }
            at = found.get();
        }
        Actor shipper = at.request().initiatedBy();
        return shipper.isPolicy() ? null : shipper;
    }

    private @Nullable Actor fromHistory(DeployId id) {
        return conductor.history(HistoryQuery.newest(id.environment(), HistoryQuery.MAX_LIMIT)).entries().stream()
                .filter(entry -> entry.id().equals(id))
                .map(HistoryEntry::initiatedBy)
                .filter(actor -> !actor.isPolicy())
                .findFirst()
                .orElse(null);
    }
}
