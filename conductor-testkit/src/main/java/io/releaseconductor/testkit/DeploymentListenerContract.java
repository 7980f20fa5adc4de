package io.releaseconductor.testkit;

import static io.releaseconductor.testkit.Deployments.aDeployment;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentEvent;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.DeploymentListener;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What {@link DeploymentListener} promises: to take whatever it is told, from any thread. What it makes of that is for its
 * own tests.
 */
@DisplayName("A deployment listener")
public abstract class DeploymentListenerContract {

    private @Nullable DeploymentListener opened;

    /** For subclasses. */
    protected DeploymentListenerContract() {}

    /**
     * Makes the listener under test. Called before each test.
     *
     * @return the listener
     * @throws Exception if it cannot be made; the test then fails
     */
    protected abstract DeploymentListener openListener() throws Exception;

    @BeforeEach
    final void open() throws Exception {
        opened = openListener();
    }

    @Test
    @DisplayName("takes a creation")
    void takes_a_creation() {
        assertThatCode(() -> listener().changed(null, null, aDeployment().initiated()))
                .doesNotThrowAnyException();
    }

    @Test
    @DisplayName("takes every change of status that there is")
    void takes_every_change() {
        for (DeploymentStatus from : DeploymentStatus.values()) {
            for (DeploymentStatus to : from.leavesTo()) {
                assertThatCode(() -> listener()
                                .changed(
                                        aDeployment().at(from),
                                        woken(),
                                        aDeployment().at(to)))
                        .as("%s to %s", from, to)
                        .doesNotThrowAnyException();
            }
        }
    }

    @Test
    @DisplayName("takes a change that changes no status, and one that it has been told before")
    void takes_repeats() {
        Deployment before = aDeployment().verifying();
        for (int i = 0; i < 3; i++) {
            assertThatCode(() -> listener().changed(before, woken(), before.withRevision(before.revision() + 1)))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    @DisplayName("takes a change of a deployment whose beginning it was not told, with values that it has never seen")
    void takes_the_unheard_of() {
        DeploymentFixture unheard = aDeployment()
                .to(new Environment("unheard-of"))
                .ref(null)
                .version(null)
                .previousVersion(null)
                .destination(null);

        assertThatCode(() -> listener().changed(unheard.rollingBack(), woken(), unheard.rolledBack()))
                .doesNotThrowAnyException();
    }

    @Test
    @DisplayName("takes changes from many threads at once")
    void takes_many_at_once() {
        AtOnce.run(16, i -> () -> {
            Environment environment = new Environment("env" + i % 4);
            listener().changed(null, null, aDeployment().to(environment).initiated());
            listener()
                    .changed(
                            aDeployment().to(environment).verified(),
                            woken(),
                            aDeployment().to(environment).promoted());
            return true;
        });
    }

    private static DeploymentEvent woken() {
        return new DeploymentEvent.Woken(ManualClock.START.plusSeconds(400));
    }

    private DeploymentListener listener() {
        return Objects.requireNonNull(opened, "listener");
    }
}
