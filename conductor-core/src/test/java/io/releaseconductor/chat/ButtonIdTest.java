package io.releaseconductor.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.releaseconductor.deployment.Action;
import io.releaseconductor.deployment.Attention;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A button's id")
class ButtonIdTest {

    private static final DeployId DEPLOYMENT = new DeployId("ship-staging-1699747200");

    @Test
    @DisplayName("has the form of the spec's examples")
    void examples() {
        assertThat(ButtonId.of(Question.PROMOTE, DEPLOYMENT).value()).isEqualTo("ship_promote_ship-staging-1699747200");
        assertThat(ButtonId.atGate(Question.FULLY, 1, DEPLOYMENT).value())
                .isEqualTo("ship_fully_ship-staging-1699747200");
        assertThat(ButtonId.atGate(Question.FULLY, 2, DEPLOYMENT).value())
                .isEqualTo("ship_fully-2_ship-staging-1699747200");
        assertThat(ButtonId.of(Question.ROLLBACK, DEPLOYMENT).value())
                .isEqualTo("ship_rollback_ship-staging-1699747200");
        assertThat(ButtonId.of(Question.DETAILS, DEPLOYMENT).value()).isEqualTo("ship_details_ship-staging-1699747200");
        assertThat(new ButtonId(Question.ADOPT, 2, DEPLOYMENT).value())
                .isEqualTo("ship_adopt-2_ship-staging-1699747200");
    }

    @Test
    @DisplayName("of the longest action and environment is not longer than chats accept")
    void longest() {
        DeployId longest = DeployId.of(new Environment("e".repeat(32)), Instant.ofEpochSecond(999_999_999_999L));

        assertThat(Question.values())
                .allSatisfy(question -> assertThat(new ButtonId(
                                        question,
                                        question == Question.ADOPT || question.isOfGate() ? ButtonId.MAX_CHOICE : 0,
                                        question.isOfAttention() ? Attention.MAX_NUMBER : 1,
                                        longest)
                                .value())
                        .hasSizeLessThanOrEqualTo(ButtonId.MAX_LENGTH));
    }

    @ParameterizedTest
    @DisplayName("is not")
    @ValueSource(
            strings = {
                "",
                "ship_promote_",
                "ship_explode_ship-staging-1699747200",
                "ship_PROMOTE_ship-staging-1699747200",
                "ship_promote-1_ship-staging-1699747200",
                "ship_fully-1_ship-staging-1699747200",
                "ship_adopt_ship-staging-1699747200",
                "ship_adopt-0_ship-staging-1699747200",
                "ship_adopt-10_ship-staging-1699747200",
                "ship_adopt-1-1_ship-staging-1699747200",
                "ship_retry-1_ship-staging-1699747200",
                "ship_retry-q0_ship-staging-1699747200",
                "ship_retry-q1_ship-staging-1699747200",
                "ship_retry-q1000_ship-staging-1699747200",
                "ship_cancel-q2_ship-staging-1699747200",
                "ship_ship_ship-staging-1699747200",
                "ship_promote_ship-staging-01699747200",
                "ship_promote_ship-staging-1699747200\n",
                " ship_promote_ship-staging-1699747200",
                "ship_promote_ship-Staging-1699747200",
                "ship_promote_ship-staging-9999999999999",
            })
    void malformed(String text) {
        assertThat(ButtonId.parse(text)).isEmpty();
    }

    @Test
    @DisplayName("refuses a choice where there is none to make")
    void choice() {
        assertThatThrownBy(() -> new ButtonId(Question.PROMOTE, 1, DEPLOYMENT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "button: choice 1 is not allowed for promote; allowed: 1 to 9 for adopt, 0 and 2 to 9 for promote and"
                                + " fully, 0 for all others");
        assertThatThrownBy(() -> ButtonId.of(Question.ADOPT, DEPLOYMENT)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ButtonId(Question.ADOPT, 10, DEPLOYMENT))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("names which time people were asked, from the second on")
    void attention() {
        assertThat(new ButtonId(Question.RETRY, 0, 1, DEPLOYMENT).value())
                .isEqualTo("ship_retry_ship-staging-1699747200");
        assertThat(new ButtonId(Question.RETRY, 0, 2, DEPLOYMENT).value())
                .isEqualTo("ship_retry-q2_ship-staging-1699747200");
        assertThat(ButtonId.parse("ship_adopt-3-q12_ship-staging-1699747200"))
                .contains(new ButtonId(Question.ADOPT, 3, 12, DEPLOYMENT));
        assertThatThrownBy(() -> new ButtonId(Question.PROMOTE, 0, 2, DEPLOYMENT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("button: attention 2 is not allowed for promote; allowed: 1");
        assertThatThrownBy(() -> new ButtonId(Question.GIVEUP, 0, 1000, DEPLOYMENT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("button: attention 1000 is not allowed for giveup; allowed: 1 to 999");
    }

    @Test
    @DisplayName("of Cancel is not that of Nothing Started, and both need permission to cancel")
    void questions() {
        assertThat(ButtonId.of(Question.NOTHING, DEPLOYMENT).value()).isEqualTo("ship_nothing_ship-staging-1699747200");
        assertThat(ButtonId.of(Question.NOTHING, DEPLOYMENT).action()).isEqualTo(Action.CANCEL);
        assertThat(ButtonId.of(Question.CANCEL, DEPLOYMENT).action()).isEqualTo(Action.CANCEL);
    }
}
