package io.releaseconductor.testkit;

import io.releaseconductor.deployment.Action;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.Authorizer;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

@DisplayName("Authorizers")
class AuthorizersTest {

    private static Authorizer.Question shipTo(Environment environment) {
        return new Authorizer.Question(Deployments.ADA, Action.SHIP, environment, null);
    }

    @Nested
    @DisplayName("The one that permits everything")
    class AllowAll extends AuthorizerContract {

        @Override
        protected Authorizer openAuthorizer() {
            return Authorizer.allowAll();
        }

        @Override
        protected Authorizer.Question permitted() {
            return shipTo(Environment.PROD);
        }

        @Override
        protected Optional<Authorizer.Question> denied() {
            return Optional.empty();
        }
    }

    @Nested
    @DisplayName("One that keeps people out of production")
    class NoProduction extends AuthorizerContract {

        @Override
        protected Authorizer openAuthorizer() {
            return question -> question.environment().equals(Environment.PROD)
                    ? Authorizer.Answer.deny("Ask the release team.")
                    : Authorizer.Answer.permit();
        }

        @Override
        protected Authorizer.Question permitted() {
            return shipTo(Environment.STAGING);
        }

        @Override
        protected Optional<Authorizer.Question> denied() {
            return Optional.of(shipTo(Environment.PROD));
        }
    }
}
