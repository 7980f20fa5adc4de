package io.releaseconductor;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.chat.ButtonId;
import io.releaseconductor.chat.CardRenderer;
import io.releaseconductor.chat.CardText;
import io.releaseconductor.chat.Question;
import io.releaseconductor.chatops.ChatOps;
import io.releaseconductor.chatops.ChatOpsOptions;
import io.releaseconductor.chatops.Click;
import io.releaseconductor.chatops.Command;
import io.releaseconductor.chatops.Reception;
import io.releaseconductor.chatops.Reply;
import io.releaseconductor.deployment.Alert;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.ChatChannel;
import io.releaseconductor.spi.HistoryQuery;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Why a person rolls back")
class RollbackReasonTest {

    private final World world = new World();
    private final Conductor conductor = world.byHand().build();
    private final ChatOps ops = ChatOps.of(conductor, ChatChannel.NONE, ChatOpsOptions.DEFAULT.withClock(world.clock));

    @Test
    @DisplayName("is told on the card, in the details, in the alert and in the history")
    void is_told() {
        DeployId id = world.shipAndVerify(conductor).id();
        conductor.rollback(id, World.BOB, "checkout is slow");
        world.runUntil(conductor, id, DeploymentStatus.ROLLED_BACK);
        conductor.runDue();

        assertThat(CardText.render(CardRenderer.render(world.now(id)))).contains("Rollback because: checkout is slow");
        assertThat(CardText.render(CardRenderer.details(world.now(id)))).contains("Rollback because: checkout is slow");
        assertThat(world.alerts).extracting(Alert::message).contains("Rollback triggered by Bob: checkout is slow");
        assertThat(conductor
                        .history(HistoryQuery.newest(Environment.STAGING, 1))
                        .entries())
                .singleElement()
                .satisfies(entry -> assertThat(entry.reason()).isEqualTo("checkout is slow"));
    }

    @Test
    @DisplayName("is kept while the run is still being stopped")
    void of_a_wish() {
        DeployId id = World.shipped(conductor.ship(World.toStaging())).id();
        world.runUntil(conductor, id, DeploymentStatus.DEPLOYING);
        conductor.press(ButtonId.of(Question.ROLLBACK, id), World.BOB, "wrong branch");

        assertThat(CardText.render(CardRenderer.render(world.now(id)))).contains("Rollback because: wrong branch");
        assertThat(Objects.requireNonNull(world.now(id).rollbackWish()).reason())
                .isEqualTo("wrong branch");
    }

    @ParameterizedTest
    @CsvSource({
        "'  slow \n checkout ', slow checkout",
        "'\u202Eslow\u202C', slow",
        "' ', ",
        "'\u200B', ",
        "'', ",
        "'@everyone look', @everyone look"
    })
    @DisplayName("is one line of what can be read")
    void is_one_line(String typed, @Nullable String told) {
        DeployId id = world.shipAndVerify(conductor).id();
        conductor.rollback(id, World.BOB, typed);

        assertThat(Objects.requireNonNull(world.now(id).rollback()).reason()).isEqualTo(told);
    }

    @Test
    @DisplayName("is cut where it is too long, between whole characters")
    void is_cut() {
        DeployId id = world.shipAndVerify(conductor).id();
        conductor.rollback(id, World.BOB, "🚀".repeat(300));

        assertThat(Objects.requireNonNull(world.now(id).rollback()).reason())
                .hasSizeLessThanOrEqualTo(Conductor.MAX_REASON_LENGTH)
                .isEqualTo("🚀".repeat(99) + "…");
    }

    @Test
    @DisplayName("comes with a click or a command, late or twice, and the first one counts")
    void comes_with_a_click() {
        DeployId id = world.shipAndVerify(conductor).id();
        Click click = new Click(ButtonId.of(Question.ROLLBACK, id).value(), World.BOB, null, world.clock.instant());
        Reception.Accepted first = (Reception.Accepted) ops.click(click.withReason("slow"));
        assertThat(first.takesReason()).isTrue();
        assertThat(((Reception.Accepted) ops.click(new Click(
                                ButtonId.of(Question.PROMOTE, id).value(), World.BOB, null, world.clock.instant())))
                        .takesReason())
                .isFalse();
        assertThat(first.carryOut())
                .isEqualTo(new Reply.Done(world.now(id), "⏪ Taken: the rollback of " + id + " to v1 is under way."));
        assertThat(((Reception.Accepted) ops.click(click.withReason("very slow"))).carryOut())
                .isInstanceOf(Reply.Repeated.class);

        assertThat(Objects.requireNonNull(world.now(id).rollback()).reason()).isEqualTo("slow");
    }

    @Test
    @DisplayName("is an option of the typed command")
    void typed() {
        DeployId id = world.shipAndVerify(conductor).id();
        Command command = new Command(
                Command.ROLLBACK,
                Map.of("deployment", id.value(), "reason", "slow"),
                World.BOB,
                null,
                null,
                world.clock.instant());
        ((Reception.Accepted) ops.ask(command)).carryOut();

        assertThat(Objects.requireNonNull(world.now(id).rollback()).reason()).isEqualTo("slow");
    }
}
