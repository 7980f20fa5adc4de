package io.releaseconductor.examples.demo;

import io.releaseconductor.deployment.Action;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.Authorizer;

/** Permits everything to everybody, as members of the groups that the console says they are in: gates may ask for some of them. */
final class Everyone implements Authorizer {

    @Override
    public Answer ask(Question question) {
        return Answer.permit(question.actor().groups());
    }

    @Override
    public String permitted(Environment environment, Action action) {
        return "everyone";
    }
}
