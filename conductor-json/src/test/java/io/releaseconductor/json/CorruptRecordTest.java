package io.releaseconductor.json;

import static io.releaseconductor.json.Samples.tree;
import static io.releaseconductor.testkit.Deployments.aDeployment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CompletedCheck;
import io.releaseconductor.check.Verification;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DispatchIntent;
import io.releaseconductor.deployment.Stage;
import io.releaseconductor.deployment.VerificationState;
import io.releaseconductor.model.Reach;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A corrupt record")
class CorruptRecordTest {

    private static final Deployment PROMOTED = aDeployment().promoted();

    private final DeploymentJson json = new DeploymentJson();

    @ParameterizedTest(name = "{0} = {1}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "deploy_id                       | null                   | is missing",
                "deploy_id                       | \"ship\"               | is \"ship\"; allowed: ship-{env}-{epoch seconds}",
                "env                             | \"prod\"               | is not the environment that deploy_id names",
                "env                             | \"No\"                 | is a text of 2 characters; allowed: 1 to 32 characters: a lower-case letter, then lower-case letters, digits and inner hyphens",
                "status                          | \"paused\"             | is \"paused\"; allowed: initiated, deploying, verifying, verified, promoting, promoted, rolling_back, rolled_back, failed, cancelled, expired, needs_attention",
                "status                          | \"needs_attention\"    | attention is missing; allowed: if and only if the status is needs_attention",
                "strategy                        | 7                      | is 7; allowed: text",
                "format                          | 3                      | is 3, of a later version of the library; allowed: up to 2",
                "format                          | 2                      | is 2, which does not go with the plan",
                "format                          | 0                      | is 0; allowed: a whole number from 1 to 9223372036854775807",
                "revision                        | 0                      | is 0; allowed: a whole number from 1 to 9223372036854775807",
                "revision                        | \"1\"                  | is a text of 1 characters; allowed: a whole number from 1 to 9223372036854775807",
                "initiated_at                    | 1.5                    | is 1.5; allowed: a whole number from -31557014167219200 to 31556889864403199",
                "initiated_at_nanos              | 1000000000             | is 1000000000; allowed: a whole number from 0 to 999999999",
                "rolled_back_at_nanos            | 1                      | is there, but rolled_back_at is not",
                "initiated_by                    | null                   | is missing",
                "initiated_by                    | \" \"                  | is blank",
                "promoted_by                     | null                   | is missing",
                "promotion                       | null                   | is missing",
                "rolled_back_by                  | \"7\"                  | rollback is missing",
                "status_since                    | \"yesterday\"          | is \"yesterday\"; allowed: a time such as 2023-11-12T00:00:00Z",
                "workflow_run_id                 | null                   | phases/deploy/run is there, but the record's workflow_run_id is missing",
                "workflow_run_id                 | true                   | is true; allowed: a whole number, or text that is not blank",
                "workflow_run_url                | \"a b\"                | is a text of 3 characters; allowed: a URI",
                "verification_results            | null                   | verification/checks_started_at is there, but there are no results",
                "verification_results            | []                     | is a list; allowed: an object",
                "verification                    | null                   | is missing, but its results are there",
                "phases                          | {}                     | has no deploy phase",
                "phases                          | \"deploy\"             | is \"deploy\"; allowed: an object",
                "linked_env                      | \"staging\"            | is the environment itself; allowed: another one",
                "ref                             | \"\"                   | is blank",
                "alerts                          | {}                     | is an object; allowed: a list",
                "alerts                          | [7]                    | alerts/0 is 7; allowed: an object",
                "alerts                          | [{\"id\":\"x\"}]       | alerts/0/kind is missing",
                "initiated_by_groups             | [\"a\",1]              | initiated_by_groups/1 is 1; allowed: text",
                "change                          | {}                     | change/title is missing",
                "change                          | {\"missing\":\"404\",\"title\":\"Fix\"} | change/title is there, but it is not known",
                "change                          | {\"title\":\"Fix\",\"commit\":\"5f1c2ab\"} | holds values that do not go together",
                "change                          | {\"title\":\"Fix\",\"distance\":{\"since\":\"v1\",\"ahead\":-1,\"behind\":0}} | change/distance/ahead is -1; allowed: a whole number from 0 to 2147483647",
                "carried                         | 1                      | is 1; allowed: an object"
            })
    @DisplayName("names the field, and what is allowed")
    void names_the_field(String field, String value, String problem) {
        ObjectNode record = tree(json.write(PROMOTED));
        record.set(field, Samples.value(value));

        boolean elsewhere =
                problem.matches("[a-z_/0-9]+ (is|has) .*") && !problem.startsWith("is ") && !problem.startsWith("has ");
        assertThatExceptionOfType(CorruptRecordException.class)
                .isThrownBy(() -> json.read(record.toString()))
                .satisfies(e -> assertThat(e.getMessage()).endsWith(": " + (elsewhere ? "" : field + " ") + problem))
                .satisfies(e -> assertThat(e.getMessage()).endsWith(e.field() + " " + e.problem()));
    }

    @Test
    @DisplayName("is one with a run of a phase that has none yet")
    void is_one_with_a_run_of_a_phase_that_has_none_yet() {
        for (String field : new String[] {"workflow_run_id", "workflow_run_url"}) {
            ObjectNode record = tree(json.write(aDeployment().initiated()));
            record.put(field, "x");
            assertThatExceptionOfType(CorruptRecordException.class)
                    .isThrownBy(() -> json.read(record.toString()))
                    .withMessageEndingWith(
                            ": workflow_run_id is there, or its url is, but the deploy phase has no run yet");
        }
    }

    @Test
    @DisplayName("is not one whose carried field has found another in its place: the newer one, which has it, is kept")
    void a_carried_field_gives_way_to_the_one_in_its_place() {
        ObjectNode record = tree(json.write(PROMOTED));
        record.putObject("carried").put("card/later", "old").put("hold/later", "kept");
        record.withObject("/card").put("later", "new");
        Deployment read = json.read(record.toString());
        assertThat(read.extensions()).isEqualTo(Map.of("card/later", "\"new\"", "hold/later", "\"kept\""));
        assertThat(tree(json.write(read)).get("carried")).isEqualTo(Samples.value("{\"hold/later\":\"kept\"}"));
    }

    @Test
    @DisplayName("says whose it is")
    void says_whose_it_is() {
        ObjectNode record = tree(json.write(PROMOTED));
        record.remove("revision");
        assertThatExceptionOfType(CorruptRecordException.class)
                .isThrownBy(() -> json.read(record.toString()))
                .withMessage("deployment " + PROMOTED.id() + ": revision is missing")
                .satisfies(e -> assertThat(e.deployId()).contains(PROMOTED.id()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                              | the record is empty",
                "`   `                           | the record is empty",
                "[]                              | the record is a list; allowed: an object",
                "null                            | the record is null; allowed: an object",
                "{}                              | deploy_id is missing",
                "{\"a\":1,\"a\":2}               | the record is not JSON, or holds a name twice, at line 1, column 11",
                "{} {}                           | the record is not JSON, or holds a name twice, at line 1, column 4",
                "{\"token\": s3cr3t}             | the record is not JSON, or holds a name twice, at line 1, column 11"
            })
    @DisplayName("that is none says so, and quotes nothing")
    void that_is_none_says_so(String text, String problem) {
        assertThatExceptionOfType(CorruptRecordException.class)
                .isThrownBy(() -> json.read(text))
                .withMessage("deployment of unknown id: " + problem)
                .satisfies(e -> assertThat(e).hasNoCause())
                .satisfies(e -> assertThat(e.deployId()).isEmpty());
    }

    @Test
    @DisplayName("is never made: what has no form on the wire is not written")
    void is_never_made() {
        CompletedCheck check = new CompletedCheck("api", "API", CheckResult.pass("200 OK"));
        VerificationState state = PROMOTED.verification();
        Verification twice = new Verification(Instant.EPOCH, Instant.EPOCH, List.of(check, check));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> json.write(PROMOTED.toBuilder()
                        .verification(new VerificationState(state.startedAt(), 5, 5, twice, state.verdict()))
                        .build()))
                .withMessage("verification: there are two results of the check api");
        Deployment sending = aDeployment().sending();
        DispatchIntent intent = sending.deployPhase().intent().orElseThrow();
        DispatchIntent tooFar = new DispatchIntent(
                intent.deployment(),
                intent.attempt(),
                intent.environment(),
                intent.strategy(),
                intent.rollout(),
                new Reach.Percentage(10),
                true,
                null,
                null,
                null,
                intent.intendedAt(),
                intent.validUntil(),
                null);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> json.write(sending.toBuilder()
                        .progress(sending.deployPhase().at(new Stage.Sending(tooFar)))
                        .build()))
                .withMessageContaining("the intent of deploy/1 does not reach as far as its plan says");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> json.write(
                        PROMOTED.toBuilder().extensions(Map.of("later", "{")).build()))
                .withMessageStartingWith("extension later: its text is not JSON");
        assertThatNullPointerException().isThrownBy(() -> json.read(null)).withMessage("json");
    }

    @Test
    @DisplayName("is not made by half a surrogate pair either")
    void is_not_made_by_half_a_surrogate_pair() {
        Deployment cut = PROMOTED.toBuilder().version("rocket \ud83d").build();
        assertThat(json.read(json.write(cut)))
                .isEqualTo(PROMOTED.toBuilder().version("rocket \ufffd").build());
        Deployment whole = PROMOTED.toBuilder().version("rocket \ud83d\ude80").build();
        assertThat(json.read(json.write(whole))).isEqualTo(whole);
    }
}
