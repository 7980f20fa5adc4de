package io.releaseconductor.examples.docs;

import io.releaseconductor.deployment.Action;
import io.releaseconductor.deployment.Actor;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.spi.Authorizer;

// docs: four eyes
/** Ship and decide only as a member of a group, and promote only what somebody else shipped. */
record FourEyes(String group) implements Authorizer {

    @Override
    public Answer ask(Question question) {
        Actor actor = question.actor();
        if (question.action() == Action.DETAILS) {
            return Answer.permit();
        }
        if (!actor.groups().contains(group)) {
            return Answer.deny("Only " + group + " may do that in " + question.environment() + ".");
        }
        Deployment deployment = question.deployment();
        boolean own =
                deployment != null && deployment.request().initiatedBy().id().equals(actor.id());
        return own && question.action() == Action.PROMOTE
                ? Answer.deny("You shipped this: somebody else has to promote it.")
                : Answer.permit();
    }
}
// end
