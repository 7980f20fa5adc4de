package io.releaseconductor.engine;

import io.releaseconductor.check.Verification;
import io.releaseconductor.deployment.StatusOutcome;
import io.releaseconductor.deployment.WorkflowRun;
import io.releaseconductor.model.DeployId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells an application that nobody reaches from a node that reaches nobody: where nothing at all answered, the CI service is asked
 * about the run, and if that does not answer either there is no data.
 */
final class Reachability {

    private static final Logger LOG = LoggerFactory.getLogger(Reachability.class);

    private final EngineParts parts;
    private final Callback workflows;
    private final Inquiry inquiry;

    Reachability(EngineParts parts, Callback workflows) {
        this.parts = parts;
        this.workflows = workflows;
        this.inquiry = new Inquiry(parts.threads());
    }

    Verification judged(DeployId id, Verification verification, WorkflowRun run) {
        if (!verification.isSilent() || isReached(id, run)) {
            return verification;
        }
        LOG.warn("{}: neither the application nor the CI service answers this node", id);
        return Silence.ofThisNode(verification);
    }

    private boolean isReached(DeployId id, WorkflowRun run) {
        try {
            StatusOutcome seen = inquiry.ask(
                    workflows,
                    id + ": the status of run " + run.id(),
                    parts.deadlines().call(),
                    () -> parts.workflows().status(run));
            return seen != null && !(seen instanceof StatusOutcome.Unavailable);
        } catch (UnansweredException e) {
            LOG.warn("{}: the status of run {} is not known: {}", id, run.id(), e.getMessage());
            return false;
        }
    }
}
