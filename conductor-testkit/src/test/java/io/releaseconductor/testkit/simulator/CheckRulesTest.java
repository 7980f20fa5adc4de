package io.releaseconductor.testkit.simulator;

import static io.releaseconductor.testkit.Deployments.aDeployment;
import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.check.CheckStatus;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.model.Actor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Of a rollback that the checks decide, the simulator's rule")
class CheckRulesTest {

    private static final String HICCUP = "rule 2: rolled back for a hiccup: no check failed twice in a row";

    private final List<String> violations = new ArrayList<>();
    private final CheckRules rules = new CheckRules(List.of("api"), (deployment, check) -> false, violations::add);
    private final Deployment before = aDeployment().verifying();
    private final Deployment after = aDeployment().decidedBy(Actor.POLICY).rollingBack();

    private void said(CheckStatus status, boolean heard) {
        rules.asked(after.id(), 1, "api");
        rules.answered(after.id(), 1, "api", status, heard);
    }

    private List<String> found() {
        rules.written("", before, after, true);
        return violations;
    }

    @Test
    void lets_one_pass_after_two_failures() {
        said(CheckStatus.FAIL, true);
        said(CheckStatus.FAIL, true);

        assertThat(found()).isEmpty();
    }

    @Test
    void catches_one_after_a_failure_that_was_over() {
        said(CheckStatus.FAIL, true);
        said(CheckStatus.PASS, true);
        said(CheckStatus.FAIL, true);

        assertThat(found()).containsExactly(HICCUP);
    }

    @Test
    void lets_one_pass_where_nobody_heard_that_it_was_over() {
        said(CheckStatus.FAIL, true);
        said(CheckStatus.PASS, false);
        said(CheckStatus.FAIL, true);

        assertThat(found()).isEmpty();
    }

    @Test
    void catches_one_where_nobody_heard_the_second_failure() {
        said(CheckStatus.FAIL, true);
        said(CheckStatus.FAIL, false);

        assertThat(found()).containsExactly(HICCUP);
    }
}
