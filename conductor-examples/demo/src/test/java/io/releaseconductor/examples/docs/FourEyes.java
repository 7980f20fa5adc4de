package io.releaseconductor.examples.docs;

import io.releaseconductor.deployment.Action;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.Authorizer;

// docs: four eyes
/** Ship and decide only as a member of a group, and promote only what somebody else shipped. */
record FourEyes(String group) implements Authorizer {

    @Override
    public Answer ask(Question question) {
        if (question.action() == Action.DETAILS || question.actor().groups().contains(group)) {
            return Answer.permit();
        }
        return Answer.deny("Only " + group + " may do that in " + question.environment() + ".");
    }

    @Override
    public String secondPerson(Environment environment) {
        return "Permitted: " + group + ".";
    }
}
// end
