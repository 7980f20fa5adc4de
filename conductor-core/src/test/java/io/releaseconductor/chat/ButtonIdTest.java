package io.releaseconductor.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.releaseconductor.deployment.Action;
import io.releaseconductor.deployment.DeployId;
import io.releaseconductor.deployment.Environment;
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
        assertThat(ButtonId.of(Action.PROMOTE, DEPLOYMENT).value()).isEqualTo("ship_promote_ship-staging-1699747200");
        assertThat(ButtonId.of(Action.ROLLBACK, DEPLOYMENT).value()).isEqualTo("ship_rollback_ship-staging-1699747200");
        assertThat(ButtonId.of(Action.DETAILS, DEPLOYMENT).value()).isEqualTo("ship_details_ship-staging-1699747200");
        assertThat(new ButtonId(Action.ADOPT, 2, DEPLOYMENT).value()).isEqualTo("ship_adopt-2_ship-staging-1699747200");
    }

    @Test
    @DisplayName("of the longest action and environment is not longer than chats accept")
    void longest() {
        DeployId longest = DeployId.of(new Environment("e".repeat(32)), Instant.ofEpochSecond(999_999_999_999L));

        assertThat(Action.values())
                .allSatisfy(action -> assertThat(
                                new ButtonId(action, action == Action.ADOPT ? ButtonId.MAX_CHOICE : 0, longest).value())
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
                "ship_adopt_ship-staging-1699747200",
                "ship_adopt-0_ship-staging-1699747200",
                "ship_adopt-10_ship-staging-1699747200",
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
        assertThatThrownBy(() -> new ButtonId(Action.PROMOTE, 1, DEPLOYMENT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("button: choice 1 is not allowed for promote; allowed: 1 to 9 for adopt, 0 for all others");
        assertThatThrownBy(() -> ButtonId.of(Action.ADOPT, DEPLOYMENT)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ButtonId(Action.ADOPT, 10, DEPLOYMENT))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
