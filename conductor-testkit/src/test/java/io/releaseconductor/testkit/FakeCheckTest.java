package io.releaseconductor.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.releaseconductor.check.Check;
import io.releaseconductor.check.CheckContext;
import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CheckStatus;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Strategy;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("The fake check")
class FakeCheckTest {

    private final CheckContext context = new CheckContext(
            new DeployId("ship-staging-1699747200"),
            Environment.STAGING,
            Strategy.FULL,
            Phase.DEPLOY,
            "v2",
            Duration.ofSeconds(10));

    @Test
    @DisplayName("fails, throws or answers as it is told to, and remembers what it was asked")
    void behaves_as_told() throws Exception {
        FakeCheck check = FakeCheck.failing("api").limit(Duration.ofSeconds(3));
        assertThat(check.run(context).status()).isEqualTo(CheckStatus.FAIL);
        check.behave(asked -> CheckResult.warning("asked about " + asked.version()));
        assertThat(check.run(context).message()).isEqualTo("asked about v2");

        assertThat(check.contexts()).containsExactly(context, context);
        assertThat(check.timeLimit()).isEqualTo(Duration.ofSeconds(3));
        assertThatThrownBy(() -> FakeCheck.throwing("api", "broken").run(context))
                .hasMessage("broken");
    }

    @Nested
    @DisplayName("under the contract")
    class UnderTheContract extends CheckContract {

        @Override
        protected CheckHarness openCheck() {
            FakeCheck check = FakeCheck.passing("frontend");
            return new CheckHarness() {
                @Override
                public Check check() {
                    return check;
                }

                @Override
                public void heal() {
                    check.behave(FakeCheck.passing("frontend")::run);
                }

                @Override
                public void breakDown() {
                    check.behave(FakeCheck.failing("frontend")::run);
                }

                @Override
                public void hang() {
                    check.behave(FakeCheck.hanging("frontend")::run);
                }
            };
        }
    }
}
