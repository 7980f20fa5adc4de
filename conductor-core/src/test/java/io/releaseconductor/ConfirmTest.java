package io.releaseconductor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.releaseconductor.chat.ButtonId;
import io.releaseconductor.chat.Question;
import io.releaseconductor.chatops.ChatOps;
import io.releaseconductor.chatops.ChatOpsOptions;
import io.releaseconductor.chatops.Click;
import io.releaseconductor.chatops.Command;
import io.releaseconductor.chatops.CommandSpec;
import io.releaseconductor.chatops.Reception;
import io.releaseconductor.chatops.Reply;
import io.releaseconductor.check.CheckResult;
import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.config.Variables;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.ChatChannel;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Where the team wants it confirmed,")
class ConfirmTest {

    private static final Actor ADA = World.ADA.withChat("discord");
    private static final Actor BOB = World.BOB.withChat("discord");

    private final World world = new World();

    private Conductor confirming(String what) {
        world.variables = Map.of("SHIP_CONFIRM", what, "SHIP_AUTO_ROLLBACK", "false");
        return world.byHand().build();
    }

    private ChatOps ops(Conductor conductor) {
        return ChatOps.of(conductor, ChatChannel.NONE, ChatOpsOptions.DEFAULT.withClock(world.clock));
    }

    private Reply click(ChatOps ops, String button, Actor actor) {
        return reply(ops.click(new Click(button, actor, null, world.clock.instant()).withDestination(World.CHANNEL)));
    }

    private Reply click(ChatOps ops, Question question, DeployId id, Actor actor) {
        return click(ops, ButtonId.of(question, id).value(), actor);
    }

    private static Reply reply(Reception reception) {
        return reception instanceof Reception.Answered answered
                ? answered.reply()
                : ((Reception.Accepted) reception).carryOut();
    }

    private static Reply.Asked asked(Reply reply) {
        assertThat(reply).isInstanceOf(Reply.Asked.class);
        return (Reply.Asked) reply;
    }

    private static String button(Reply reply) {
        String button = asked(reply).button();
        assertThat(button).isNotNull().hasSizeLessThanOrEqualTo(ButtonId.MAX_LENGTH);
        assertThat(ChatOps.isButton(button)).isTrue();
        return button;
    }

    private static String reason(Reply reply) {
        assertThat(reply).isInstanceOf(Reply.Refused.class);
        return ((Reply.Refused) reply).reason();
    }

    @Nested
    @DisplayName("what reaches production")
    class Production {

        private final Conductor conductor = confirming("production");
        private final ChatOps ops = ops(conductor);

        @Test
        @DisplayName("is promoted once whoever was asked has confirmed it, on another node as well")
        void promotion() {
            DeployId id = world.shipAndVerify(conductor).id();
            Reply question = click(ops, Question.PROMOTE, id, BOB);

            assertThat(asked(question).lines())
                    .containsExactly(
                            "❓ Promote and ship Prod: " + id + ", v2",
                            "That is in Staging. Once it is promoted, it is shipped to Prod.",
                            "5/5 checks passed.",
                            "Confirm within 2min. Unless you do, nothing happens.");
            assertThat(world.now(id).promotion()).isNull();
            assertThat(click(ops(world.byHand().build()), button(question), BOB))
                    .isEqualTo(new Reply.Done(
                            world.now(id), "✅ Taken: " + id + " is promoted, and is shipped to Prod next."));
            assertThat(world.now(id).promotion().by()).isEqualTo(BOB);
        }

        @Test
        @DisplayName("is not promoted by anybody else's answer, nor by a late one")
        void not_by_others() {
            DeployId id = world.shipAndVerify(conductor).id();
            String button = button(click(ops, Question.PROMOTE, id, BOB));

            assertThat(reason(click(ops, button, ADA))).startsWith("This was put to somebody else");
            assertThat(reason(click(ops, button, BOB.withChat("slack")))).startsWith("This was put to somebody else");
            world.clock.tick(Duration.ofMinutes(2).plusSeconds(1));
            assertThat(reason(click(ops, button, BOB)))
                    .isEqualTo("That can be confirmed for 2min, and you were asked longer ago. Nothing was done; ask"
                            + " again.");
            assertThat(world.now(id).promotion()).isNull();
        }

        @Test
        @DisplayName("confirmed twice is promoted once, and says so")
        void twice() {
            DeployId id = world.shipAndVerify(conductor).id();
            String button = button(click(ops, Question.PROMOTE, id, BOB));
            click(ops, button, BOB);
            Deployment promoted = world.now(id);

            assertThat(click(ops, button, BOB)).isInstanceOf(Reply.Repeated.class);
            assertThat(world.now(id)).isEqualTo(promoted);
        }

        @Test
        @DisplayName("is not asked about where it would come to nothing")
        void nothing_to_ask() {
            DeployId id = world.shipAndVerify(conductor).id();
            conductor.rollback(id, ADA);

            assertThat(reason(click(ops, Question.PROMOTE, id, BOB))).startsWith("Already being rolled back by Ada");
        }

        @Test
        @DisplayName("is shipped once whoever was asked has confirmed it, once however often")
        void ship() {
            Map<String, String> options = Map.of("env", "prod", "version", "v1.5.0", "ref", "release/1.5");
            Reply question = ship(options, ADA);

            assertThat(asked(question).lines())
                    .containsExactly(
                            "❓ Ship v1.5.0 to Prod, full by the workflow of release/1.5?",
                            "Prod is production. Nothing is known to have been promoted there.",
                            "Confirm within 2min. Unless you do, nothing happens.");
            assertThat(conductor.holder(Environment.PROD)).isEmpty();
            assertThat(reason(click(ops, button(question), BOB))).startsWith("This was put to somebody else");
            Reply done = click(ops, button(question), ADA);
            assertThat(click(ops(world.byHand().build()), button(question), ADA))
                    .isEqualTo(done);

            Deployment shipped = conductor.holder(Environment.PROD).orElseThrow();
            assertThat(shipped.request().version()).isEqualTo("v1.5.0");
            assertThat(shipped.request().ref()).isEqualTo("release/1.5");
            assertThat(shipped.request().initiatedBy()).isEqualTo(ADA);
            assertThat(shipped.request().destination()).isEqualTo(World.CHANNEL);
        }

        private Reply ship(Map<String, String> options, Actor actor) {
            return reply(
                    ops.ask(new Command(Command.SHIP, options, actor, World.CHANNEL, null, world.clock.instant())));
        }

        @Test
        @DisplayName("is confirmed by a code as well, for names that no button has room for")
        void by_code() {
            Map<String, String> options = new HashMap<>(Map.of("env", "prod", "ref", "x".repeat(90)));
            Reply.Asked question = asked(ship(options, ADA));
            assertThat(question.button()).isNull();
            options.put(Command.CONFIRM, String.valueOf(question.code()));
            assertThat(reason(ship(options, BOB))).startsWith("This was put to somebody else");
            options.put("ref", "another");
            assertThat(reason(ship(options, ADA))).startsWith("That code confirms something else");
            options.put("ref", "x".repeat(90));
            assertThat(ship(options, ADA)).isInstanceOf(Reply.Done.class);
        }

        @Test
        @DisplayName(
                "is confirmed by a code where it has a note, which no button has room for either, and keeps the note")
        void with_a_note() {
            Map<String, String> options = new HashMap<>(Map.of("env", "prod", "note", "fixes the login"));
            Reply.Asked question = asked(ship(options, ADA));
            assertThat(question.button()).isNull();
            options.put(Command.CONFIRM, String.valueOf(question.code()));
            ship(options, ADA);

            assertThat(conductor
                            .holder(Environment.PROD)
                            .orElseThrow()
                            .request()
                            .note())
                    .isEqualTo("fixes the login");
        }

        @Test
        @DisplayName("is not confirmed by just any word")
        void any_word() {
            assertThat(reason(ship(Map.of("env", "prod", "confirm", "yes"), ADA)))
                    .isEqualTo("confirm: \"yes\" is not allowed; allowed: the code that you were told when you were"
                            + " asked to confirm");
            assertThat(conductor.holder(Environment.PROD)).isEmpty();
        }

        @Test
        @DisplayName("is refused where something else was promoted there since")
        void promoted_since() {
            Reply question = ship(Map.of("env", "prod"), ADA);
            DeployId other = World.shipped(
                            conductor.ship(ShipRequest.to(Environment.PROD, BOB).withVersion("v9")))
                    .id();
            world.runUntil(conductor, other, DeploymentStatus.VERIFIED);
            conductor.promote(other, BOB);
            Reply late = click(ops, button(question), ADA);

            assertThat(reason(late)).startsWith("That code confirms something else, or things have changed");
            assertThat(conductor.holder(Environment.PROD)).isEmpty();
        }

        @Test
        @DisplayName("leaves everything else alone")
        void everything_else() {
            assertThat(ship(Map.of("env", "staging"), ADA)).isInstanceOf(Reply.Done.class);
            DeployId id = conductor.holder(Environment.STAGING).orElseThrow().id();
            world.runUntil(conductor, id, DeploymentStatus.VERIFIED);

            assertThat(click(ops, Question.HOLD, id, BOB)).isInstanceOf(Reply.Done.class);
            assertThat(click(ops, Question.ROLLBACK, id, BOB)).isInstanceOf(Reply.Done.class);
        }

        @Test
        @DisplayName("has an option for the code")
        void has_an_option() {
            assertThat(ops.commands().get(0).options())
                    .extracting(CommandSpec.Option::name)
                    .endsWith(Command.CONFIRM);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "ship_yes-promote-zz-00000000-00000000_ship-staging-1",
                    "ship_yes-rollback-t6k1x2-00000000-00000000_ship-staging-1",
                    "ship_yes-promote-zzzzzzzz-00000000-00000000_ship-staging-1",
                    "ship_yes-ship-t6k1x2-00000000-00000000_ship-prod:full:-:",
                    "ship_yes-ship-t6k1x2-00000000-00000000_ship-prod:full:999:x",
                    "ship_yes-ship-t6k1x2-00000000-00000000_ship-moon:full:-:v1",
                    "ship_yes-ship-t6k1x2-00000000-00000000_ship-prod:gradual:-:v1",
                    "ship_yes-ship-t6k1x2_ship-prod:full:-:v1"
                })
        @DisplayName("is shipped and promoted by no made-up button")
        void made_up(String button) {
            assertThat(click(ops, button, ADA)).isNotInstanceOf(Reply.Done.class);
            assertThat(conductor.holder(Environment.PROD)).isEmpty();
        }
    }

    @Nested
    @DisplayName("a promotion in spite of failed checks")
    class Failed {

        private final Conductor conductor = confirming("failed");
        private final ChatOps ops = ops(conductor);

        private DeployId verified(CheckResult search) {
            world.onceDeployed("search", search);
            return world.shipAndVerify(conductor).id();
        }

        @Test
        @DisplayName("is asked about with what is ill, and no other one is")
        void what_is_ill() {
            DeployId id = verified(CheckResult.fail("500 Internal Server Error"));
            Reply question = click(ops, Question.PROMOTE, id, BOB);

            assertThat(asked(question).lines())
                    .contains("fail: Search, 500 Internal Server Error", "4/5 checks passed.")
                    .last()
                    .isEqualTo("Confirm within 2min. Unless you do, nothing happens.");
            assertThat(click(ops, button(question), BOB)).isInstanceOf(Reply.Done.class);
        }

        @Test
        @DisplayName("is not asked about where all is well")
        void all_is_well() {
            DeployId id = verified(CheckResult.pass("200 OK"));

            assertThat(click(ops, Question.PROMOTE, id, BOB)).isInstanceOf(Reply.Done.class);
        }

        @Test
        @DisplayName("is refused with why where the verdict has changed since")
        void changed_since() {
            DeployId id = verified(CheckResult.fail("500 Internal Server Error"));
            String button = button(click(ops, Question.PROMOTE, id, BOB));
            String another = button.replaceAll("-[0-9a-f]{8}_", "-00000000_");

            assertThat(reason(click(ops, another, BOB)))
                    .startsWith("Things have changed since you were asked, so nothing was done. Now: fail: Search, 500")
                    .endsWith("Look at the card, and ask again.");
            assertThat(world.now(id).promotion()).isNull();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "production, PRODUCTION, ''",
        "'production, failed', 'FAILED,PRODUCTION', FAILED",
        "nothing, '', ''",
        "failed, FAILED, FAILED"
    })
    @DisplayName("says so in a variable, by environment")
    void variables(String value, String prod, String staging) {
        Conductor conductor = confirming(value);

        assertThat(names(conductor.confirmations(Environment.PROD))).isEqualTo(prod);
        assertThat(names(conductor.confirmations(Environment.STAGING))).isEqualTo(staging);
    }

    private static String names(Set<Confirm> confirmations) {
        return String.join(",", confirmations.stream().map(Enum::name).sorted().toList());
    }

    @Test
    @DisplayName("one environment may be left out")
    void one_is_left_out() {
        world.variables = Map.of("SHIP_CONFIRM", "failed", "SHIP_CONFIRM_STAGING", "nothing");
        Conductor conductor = world.byHand().build();

        assertThat(conductor.confirmations(Environment.PROD)).containsExactly(Confirm.FAILED);
        assertThat(conductor.confirmations(Environment.STAGING)).isEmpty();
    }

    @Test
    @DisplayName("code says so for all environments, and a variable is set in vain")
    void by_code() {
        world.variables = Map.of("SHIP_CONFIRM", "failed");
        Conductor conductor = world.byHand().confirm(Set.of(Confirm.PRODUCTION)).build();

        assertThat(conductor.confirmations(Environment.PROD)).containsExactly(Confirm.PRODUCTION);
        assertThat(conductor.warnings())
                .contains("SHIP_CONFIRM is set in vain: what is to be confirmed is given in code");
    }

    @ParameterizedTest
    @CsvSource({
        "prod, 'SHIP_CONFIRM: \"prod\" is not allowed; allowed: production, failed, nothing, several with commas between them'",
        "'nothing,failed', 'SHIP_CONFIRM: nothing is not allowed beside other words'"
    })
    @DisplayName("a word that is not known is refused")
    void unknown_word(String value, String problem) {
        ConductorBuilder builder = world.builder().variables(Variables.of(Map.of("SHIP_CONFIRM", value)));
        assertThatThrownBy(builder::build)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(problem);
    }
}
