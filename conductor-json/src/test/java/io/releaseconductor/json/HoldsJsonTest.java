package io.releaseconductor.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.releaseconductor.deployment.Decision;
import io.releaseconductor.deployment.DeployRequest;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.HoldReason;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.model.Strategy;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("Who holds a deployment")
@DisplayNameGeneration(ReplaceUnderscores.class)
class HoldsJsonTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_699_747_200);
    private static final Decision ADA = new Decision(Actor.person("1", "Ada"), NOW.plusSeconds(1));
    private static final Decision BOB = new Decision(Actor.person("2", "Bob"), NOW.plusSeconds(2));
    private final DeploymentJson json = new DeploymentJson();

    private static Deployment heldBy(Decision... holds) {
        DeployRequest request = DeployRequest.builder(Environment.STAGING, Strategy.FULL, Rollout.FULL, ADA.by(), NOW)
                .build();
        return Deployment.initiate(DeployId.of(Environment.STAGING, NOW), request).toBuilder()
                .holds(List.of(holds))
                .build();
    }

    @Test
    void stands_where_versions_that_know_of_one_alone_look_for_it() {
        ObjectNode one = Samples.tree(json.write(heldBy(ADA)));
        assertThat(one.at("/hold/by/id").asText()).isEqualTo("1");
        assertThat(one.has("other_holds")).isFalse();
        assertThat(one.has("hold_lifted")).isFalse();

        ObjectNode two = Samples.tree(json.write(heldBy(ADA, BOB)));
        assertThat(two.at("/hold/by/id").asText()).isEqualTo("2");
        assertThat(two.at("/other_holds/0/by/id").asText()).isEqualTo("1");
    }

    @Test
    void has_its_reason_beside_it_and_never_gets_somebody_elses() {
        HoldReason reason = new HoldReason(ADA, "a load test runs");
        Deployment held = heldBy(ADA).toBuilder().holdReasons(List.of(reason)).build();
        ObjectNode tree = Samples.tree(json.write(held));
        assertThat(tree.at("/hold_reasons/0/reason").asText()).isEqualTo("a load test runs");
        assertThat(json.read(tree.toString())).isEqualTo(held);

        tree.replace("hold", Samples.tree(json.write(heldBy(BOB))).get("hold"));
        Deployment ofOlderVersion = json.read(tree.toString());
        assertThat(ofOlderVersion.holds()).containsExactly(BOB);
        assertThat(ofOlderVersion.standingHoldReasons()).isEmpty();
        assertThat(ofOlderVersion.holdReasons()).containsExactly(reason);
    }

    @Test
    void is_nobody_where_such_a_version_opened_a_gate() {
        ObjectNode two = Samples.tree(json.write(heldBy(ADA, BOB)));
        two.remove("hold");

        assertThat(json.read(two.toString()).holds()).isEmpty();
    }
}
