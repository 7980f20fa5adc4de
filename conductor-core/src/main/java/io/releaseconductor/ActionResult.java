package io.releaseconductor;

import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.model.DeployId;
import java.util.Objects;

/** What came of a person's action on a deployment. */
public sealed interface ActionResult {

    /**
     * Done; what follows from it is under way.
     *
     * @param deployment the deployment as it was saved
     */
    record Done(Deployment deployment) implements ActionResult {}

    /**
     * Not possible as the deployment stands, for example because somebody else was first.
     *
     * @param reason why, for people
     * @param deployment the deployment as it stands
     */
    record Refused(String reason, Deployment deployment) implements ActionResult {}

    /**
     * The actor may not do that.
     *
     * @param reason why, for people
     */
    record Denied(String reason) implements ActionResult {}

    /**
     * This node does not work. Nothing was changed.
     *
     * @param reason why, and what to do, for people
     */
    record Unavailable(String reason) implements ActionResult {
        /** Requires the reason. */
        public Unavailable {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /**
     * There is no such deployment, or not any more.
     *
     * @param id what was asked for
     */
    record NotFound(DeployId id) implements ActionResult {
        /** {@return why, for people} */
        public String reason() {
            return "There is no deployment " + id + " (any more): settled ones are kept for a day, see the history.";
        }
    }
}
