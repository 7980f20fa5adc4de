package io.releaseconductor;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CheckStatus;
import io.releaseconductor.check.CompletedCheck;
import io.releaseconductor.check.Verification;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.WorkflowRun;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Phase;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Where nothing at all answers the checks")
@Timeout(120)
class OwnNetworkTest {

    private static final CheckResult SILENCE =
            CheckResult.fail("Connection refused").asUnanswered();

    private final World world = new World();
    private final AtomicBoolean cutOff = new AtomicBoolean();

    OwnNetworkTest() {
        world.variables = Map.of("SHIP_SETTLE_MS", "0", "SHIP_VERIFICATION_TIMEOUT_MS", "6000");
        World.CHECK_IDS.forEach(id -> world.checks.put(
                id, context -> context.phase() == Phase.DEPLOY ? SILENCE : CheckResult.pass("200 OK")));
    }

    private Deployment ship(DeploymentStatus status) {
        try (Conductor conductor = world.byHand().build()) {
            DeployId id = World.shipped(conductor.ship(World.toStaging())).id();
            return world.runUntil(conductor, id, status);
        }
    }

    @Test
    @DisplayName("the release goes back, as long as the node reaches the CI service")
    void the_release() {
        Deployment d = ship(DeploymentStatus.ROLLED_BACK);

        assertThat(d.rollback().reason()).contains("frontend_down");
    }

    private static Stream<Throwable> whatTheCiServiceThrows() {
        return Stream.of(
                new IllegalStateException("no route to host"),
                new NoClassDefFoundError("http/Client"),
                new IOException("no route to host"));
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> RuntimeException sneaky(Throwable thrown) throws T {
        throw (T) thrown;
    }

    @ParameterizedTest
    @MethodSource("whatTheCiServiceThrows")
    @DisplayName("there is no data if the CI service does not answer either, and a person decides")
    void the_node(Throwable thrown) {
        World.CHECK_IDS.forEach(id -> world.checks.put(id, context -> {
            cutOff.set(!context.isBaselineLook());
            return SILENCE;
        }));
        Function<WorkflowRun, WorkflowRun> whole = world.workflows.onLook;
        world.workflows.onLook = run -> {
            if (cutOff.get()) {
                throw sneaky(thrown);
            }
            return whole.apply(run);
        };

        Verification result = ship(DeploymentStatus.VERIFIED).verification().result();

        assertThat(result.results()).extracting(CompletedCheck::status).containsOnly(CheckStatus.NO_DATA);
        assertThat(result.results().get(0).result().message())
                .isEqualTo("Connection refused, failed 3 of 3; nor does the CI service answer");
    }
}
