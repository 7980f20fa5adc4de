package io.releaseconductor.json;

import static io.releaseconductor.json.Samples.specWith;
import static io.releaseconductor.json.Samples.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.releaseconductor.chat.CardRenderer;
import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CheckStatus;
import io.releaseconductor.deployment.Decision;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.HistoryEntry;
import io.releaseconductor.deployment.RollbackMethod;
import io.releaseconductor.deployment.Stage;
import io.releaseconductor.model.Actor;
import io.releaseconductor.plan.Deadlines;
import io.releaseconductor.plan.Plan;
import io.releaseconductor.plan.Planner;
import io.releaseconductor.plan.Step;
import io.releaseconductor.policy.Recommendation;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A record as the spec has it")
class OlderLayoutTest {

    private static final Instant INITIATED = Instant.ofEpochSecond(1_699_747_200);
    private static final Instant PROMOTED = Instant.ofEpochSecond(1_699_747_500);
    private static final Actor USER = Actor.person("discord_user_id", "discord_user_id");

    private final DeploymentJson json = new DeploymentJson();

    @ParameterizedTest
    @ValueSource(strings = {"verified", "promoted", "rolled_back"})
    @DisplayName("is read and written back with every field as it was")
    void is_written_back_with_every_field_as_it_was(String status) {
        ObjectNode before = tree(specWith("status=\"" + status + "\""));
        ObjectNode after = tree(json.write(json.read(before.toString())));

        before.properties()
                .forEach(field ->
                        assertThat(after.get(field.getKey())).as(field.getKey()).isEqualTo(field.getValue()));
        assertThat(after.has(DeploymentWire.CARRIED)).isFalse();
    }

    @Test
    @DisplayName("means what it says")
    void means_what_it_says() {
        Deployment d = json.read(Samples.SPEC);

        assertThat(d.status()).isEqualTo(DeploymentStatus.PROMOTED);
        assertThat(d.statusSince()).isEqualTo(PROMOTED);
        assertThat(d.request().initiatedBy()).isEqualTo(USER);
        assertThat(d.request().initiatedAt()).isEqualTo(INITIATED);
        assertThat(d.promotion()).isEqualTo(new Decision(USER, PROMOTED));
        assertThat(d.promotedAt()).isEqualTo(PROMOTED);
        assertThat(d.rollback()).isNull();
        assertThat(d.dueAt()).isNull();
        assertThat(d.lastRun().orElseThrow().id()).isEqualTo("123456");
        assertThat(d.lastRun().orElseThrow().url()).hasToString("https://github.com/.../runs/123");
        assertThat(d.verification().result().headline()).isEqualTo("4/5 checks passed");
        assertThat(d.verification().result().result("search"))
                .contains(CheckResult.warning("").withLatency(Duration.ofMillis(850)));
        assertThat(d.verification().result().count(CheckStatus.PASS)).isEqualTo(4);
        assertThat(d.verification().result().results().get(0).name()).isEqualTo("Frontend");
        assertThat(HistoryEntry.of(d).checks()).isEqualTo("4/5");
        assertThat(d.extensions()).isEmpty();
    }

    @Test
    @DisplayName("is written in the current layout, once and for all")
    void is_written_in_the_current_layout() {
        String written = json.write(json.read(Samples.SPEC));

        assertThat(tree(written).get("format").intValue()).isEqualTo(1);
        assertThat(json.write(json.read(written))).isEqualTo(written);
    }

    @Test
    @DisplayName("at initiated with a run is a deployment whose run is watched")
    void initiated_with_a_run_is_deploying() {
        Deployment d = json.read(initiated());

        assertThat(d.status()).isEqualTo(DeploymentStatus.DEPLOYING);
        assertThat(d.deployPhase().stage()).isInstanceOf(Stage.Running.class);
        assertThat(d.lastRun().orElseThrow().started())
                .as("so that a cancellation never claims that nothing took effect")
                .isTrue();
        assertThat(plan(d).work()).isInstanceOf(Step.Poll.class);
        assertThat(json.read(json.write(d))).isEqualTo(d);
    }

    @Test
    @DisplayName("at initiated without a run is looked for, and never dispatched again")
    void initiated_without_a_run_is_looked_for() {
        Deployment d = json.read(specWith(
                "status=\"initiated\"",
                "workflow_run_id=null",
                "workflow_run_url=null",
                "verification_results=null",
                "promoted_at=null",
                "promoted_by=null"));

        assertThat(d.status()).isEqualTo(DeploymentStatus.INITIATED);
        assertThat(plan(d).work()).isInstanceOf(Step.Locate.class);
        assertThat(d.dueAt()).isEqualTo(INITIATED);
        assertThat(json.read(json.write(d))).isEqualTo(d);
    }

    @Test
    @DisplayName("at verified waits for a person")
    void verified_waits_for_a_person() {
        Deployment d = json.read(specWith("status=\"verified\"", "promoted_at=null", "promoted_by=null"));

        assertThat(d.verification().verdict().recommendation()).isEqualTo(Recommendation.ASK);
        assertThat(d.promotableByPolicy()).isFalse();
        assertThat(d.promotion()).isNull();
    }

    @Test
    @DisplayName("at rolled_back knows who did it, and how by the strategy")
    void rolled_back_knows_who_did_it() {
        Deployment d = json.read(specWith(
                "status=\"rolled_back\"",
                "strategy=\"canary\"",
                "rolled_back_at=1699747800",
                "rolled_back_by=\"policy\""));

        assertThat(d.rollback().decision()).isEqualTo(new Decision(Actor.POLICY, Instant.ofEpochSecond(1_699_747_800)));
        assertThat(d.rollback().method()).isEqualTo(RollbackMethod.REMOVE_CANARY);
        assertThat(d.statusSince()).isEqualTo(d.rolledBackAt());
    }

    @Test
    @DisplayName("keeps fields that someone added")
    void keeps_added_fields() {
        Deployment d = json.read(specWith("ticket=\"OPS-7\""));

        assertThat(d.extensions()).isEqualTo(Map.of("ticket", "\"OPS-7\""));
        assertThat(tree(json.write(d)).get("ticket").textValue()).isEqualTo("OPS-7");
    }

    @Test
    @DisplayName("knows no chat of anybody, and gets one only where one is known")
    void knows_no_chat() {
        Deployment old = json.read(Samples.SPEC);
        Deployment known = old.toBuilder()
                .promotion(new Decision(USER.withChat("discord"), PROMOTED))
                .build();

        assertThat(old.request().initiatedBy().chat()).isNull();
        assertThat(json.write(old)).doesNotContain("_chat");
        assertThat(tree(json.write(known)).get("promoted_by").textValue()).isEqualTo("discord_user_id");
        assertThat(tree(json.write(known)).get("promoted_by_chat").textValue()).isEqualTo("discord");
        assertThat(tree(json.write(known)).has("initiated_by_chat")).isFalse();
        assertThat(json.read(json.write(known)).promotion()).isEqualTo(known.promotion());
    }

    @Test
    @DisplayName("may leave out what it would hold as null")
    void may_leave_out_nulls() {
        assertThat(json.read(specWith("rolled_back_at=", "rolled_back_by=", "workflow_run_url=")))
                .isEqualTo(json.read(specWith("workflow_run_url=null")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"failed", "needs_attention", "deploying", "expired"})
    @DisplayName("knows the spec's four statuses only")
    void knows_four_statuses_only(String status) {
        assertThatExceptionOfType(CorruptRecordException.class)
                .isThrownBy(() -> json.read(specWith("status=\"" + status + "\"")))
                .withMessage(
                        "deployment ship-staging-1699747200: status is \"" + status
                                + "\", and there is no format; allowed without one: initiated, verified, promoted, rolled_back");
    }

    @ParameterizedTest
    @ValueSource(strings = {"revision=1", "phases={}", "status_since=\"\"", "rollout=\"full\""})
    @DisplayName("is not what a current record is that lost its format")
    void is_not_a_current_record_without_format(String field) {
        assertThatExceptionOfType(CorruptRecordException.class)
                .isThrownBy(() -> json.read(specWith(field)))
                .withMessage("deployment ship-staging-1699747200: format is missing");
    }

    private static String initiated() {
        return specWith("status=\"initiated\"", "verification_results=null", "promoted_at=null", "promoted_by=null");
    }

    private static Plan plan(Deployment d) {
        return new Planner(Deadlines.DEFAULT, of -> CardRenderer.render(of).digest())
                .next(d, INITIATED.plusSeconds(60));
    }
}
