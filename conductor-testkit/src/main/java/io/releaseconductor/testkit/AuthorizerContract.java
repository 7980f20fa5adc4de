package io.releaseconductor.testkit;

import static io.releaseconductor.testkit.Deployments.aDeployment;
import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.deployment.Action;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.Authorizer;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Everything that {@link Authorizer} promises. An authorizer's test extends it and says what it permits and denies. */
@DisplayName("An authorizer")
public abstract class AuthorizerContract {

    private @Nullable Authorizer opened;

    /** For subclasses. */
    protected AuthorizerContract() {}

    /**
     * Makes the authorizer under test. Called before each test.
     *
     * @return the authorizer
     * @throws Exception if it cannot be made; the test then fails
     */
    protected abstract Authorizer openAuthorizer() throws Exception;

    /** {@return something that it permits} */
    protected abstract Authorizer.Question permitted();

    /** {@return something that it denies; empty if it permits everything, which the report then says} */
    protected abstract Optional<Authorizer.Question> denied();

    @BeforeEach
    final void open() throws Exception {
        opened = openAuthorizer();
    }

    @Test
    @DisplayName("permits what it is said to permit")
    void permits() {
        assertThat(authorizer().ask(permitted())).isEqualTo(Authorizer.Answer.permit());
    }

    @Test
    @DisplayName("denies what it is said to deny, with a reason")
    void denies() {
        Authorizer.Question question = denied().orElseGet(() -> Assumptions.abort("It permits everything."));

        assertThat(authorizer().ask(question))
                .isInstanceOfSatisfying(
                        Authorizer.Answer.Denied.class,
                        answer -> assertThat(answer.reason()).isNotBlank());
    }

    @Test
    @DisplayName("has an answer to every action on a deployment at every status, and to shipping without one")
    void answers_everything() {
        for (Action action : Action.values()) {
            for (DeploymentStatus status : DeploymentStatus.values()) {
                Deployment deployment = aDeployment().at(status);
                assertThat(authorizer()
                                .ask(new Authorizer.Question(
                                        Deployments.ADA, action, deployment.environment(), deployment)))
                        .as("%s, %s", action, status)
                        .isNotNull();
            }
        }
        assertThat(authorizer().ask(new Authorizer.Question(Deployments.ADA, Action.SHIP, Environment.PROD, null)))
                .isNotNull();
    }

    @Test
    @DisplayName("has an answer for people and environments that it has never heard of")
    void answers_for_strangers() {
        for (String id : List.of("0", "policy-2", "*", "../../admin", "a\u0000b", "x".repeat(10_000), "%", "root'--")) {
            Actor stranger = Actor.person(id, id, Set.of("*", "admin'--"));
            Environment unheard = new Environment("unheard-of");
            assertThat(authorizer().ask(new Authorizer.Question(stranger, Action.SHIP, unheard, null)))
                    .as(id)
                    .isNotNull();
        }
    }

    @Test
    @DisplayName("says of every environment whether it needs a second person, and does not change its mind")
    void asks_for_four_eyes_or_does_not() {
        for (Environment environment : List.of(Environment.STAGING, Environment.PROD, new Environment("unheard-of"))) {
            String who = authorizer().secondPerson(environment);
            assertThat(authorizer().secondPerson(environment))
                    .as("%s", environment)
                    .isEqualTo(who);
        }
    }

    @Test
    @DisplayName("answers many at once as it does one after the other")
    void answers_at_once() {
        Authorizer.Question denied = denied().orElse(permitted());
        List<Authorizer.Answer> answers =
                AtOnce.run(16, i -> () -> authorizer().ask(i % 2 == 0 ? permitted() : denied));

        for (int i = 0; i < 16; i++) {
            assertThat(answers.get(i)).isEqualTo(authorizer().ask(i % 2 == 0 ? permitted() : denied));
        }
    }

    private Authorizer authorizer() {
        return Objects.requireNonNull(opened, "authorizer");
    }
}
