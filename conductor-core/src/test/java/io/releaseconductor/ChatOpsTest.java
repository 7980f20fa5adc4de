package io.releaseconductor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.releaseconductor.chat.ButtonId;
import io.releaseconductor.chat.Card;
import io.releaseconductor.chat.Question;
import io.releaseconductor.chat.ShipCommand;
import io.releaseconductor.chat.Tone;
import io.releaseconductor.chatops.ChatOps;
import io.releaseconductor.chatops.ChatOpsOptions;
import io.releaseconductor.chatops.Click;
import io.releaseconductor.chatops.Command;
import io.releaseconductor.chatops.CommandSpec;
import io.releaseconductor.chatops.Completion;
import io.releaseconductor.chatops.Reception;
import io.releaseconductor.chatops.Reply;
import io.releaseconductor.chatops.ReplyText;
import io.releaseconductor.chatops.TypedCommand;
import io.releaseconductor.config.Variables;
import io.releaseconductor.deployment.Action;
import io.releaseconductor.deployment.DeliveryOutcome;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Strategy;
import io.releaseconductor.model.Times;
import io.releaseconductor.spi.Authorizer;
import io.releaseconductor.spi.ChatChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Whatever chat it comes through,")
class ChatOpsTest {

    private static final Actor ADA = World.ADA.withChat("discord");
    private static final Actor BOB = World.BOB.withChat("discord");
    private static final String NO_STORE =
            "The state store cannot be reached just now, so that I cannot tell whether this took effect."
                    + " Look at the card, and ask again: that is safe.";
    private static final String DEFECT =
            "Something went wrong on my side; the log says what. Look at the card before you ask again.";

    private final World world = new World();
    private final StoreWithTroubles store = new StoreWithTroubles(world.store);
    private final List<String> retired = new ArrayList<>();
    private final Conductor conductor = world.byHand().store(store).build();
    private final ChatOps chatOps = chatOps(ChatOpsOptions.DEFAULT);

    private ChatOps chatOps(ChatOpsOptions options) {
        return ChatOps.of(
                conductor,
                new ChatChannel() {
                    @Override
                    public DeliveryOutcome post(String destination, String key, Card card) {
                        throw new AssertionError("the conductor posts");
                    }

                    @Override
                    public DeliveryOutcome update(String reference, Card card) {
                        throw new AssertionError("the conductor updates");
                    }

                    @Override
                    public void retire(String reference) {
                        retired.add(reference);
                        throw new IllegalStateException("this is a courtesy that may fail");
                    }
                },
                options.withClock(world.clock).withBetweenTries(Duration.ZERO));
    }

    private static Reply atOnce(Reception reception) {
        assertThat(reception).isInstanceOf(Reception.Answered.class);
        return ((Reception.Answered) reception).reply();
    }

    private static Reply later(Reception reception) {
        assertThat(reception).isInstanceOf(Reception.Accepted.class);
        return ((Reception.Accepted) reception).carryOut();
    }

    private Command command(String name, Actor actor, String... options) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < options.length; i += 2) {
            given.put(options[i], options[i + 1]);
        }
        return new Command(name, given, actor, World.CHANNEL, null, world.clock.instant());
    }

    private Click click(Question question, DeployId id, Actor actor, @Nullable String message) {
        return new Click(ButtonId.of(question, id).value(), actor, message, world.clock.instant());
    }

    private DeployId verified() {
        return world.shipAndVerify(conductor).id();
    }

    private String message(DeployId id) {
        return Objects.requireNonNull(world.now(id).card().reference());
    }

    @Nested
    @DisplayName("a command to ship")
    class Ship {

        @Test
        @DisplayName("is read by the rules of the typed one, and ships what it says where it was given")
        void ships() {
            Command command =
                    command(Command.SHIP, ADA, "env", "staging", "strategy", "canary", "ref", "`main`", "what", "x");
            Reception reception = chatOps.ask(command);
            assertThat(conductor.holder(Environment.STAGING)).isEmpty();
            Reply reply = later(reception);

            Deployment d = conductor.holder(Environment.STAGING).orElseThrow();
            assertThat(reply)
                    .isEqualTo(new Reply.Done(
                            d, "🚀 Shipping Staging as " + d.id() + ". Its card follows in this channel."));
            assertThat(d.request().initiatedBy()).isEqualTo(ADA);
            assertThat(d.request().strategy()).isEqualTo(Strategy.CANARY);
            assertThat(d.request().ref()).isEqualTo("main");
            assertThat(d.request().destination()).isEqualTo(World.CHANNEL);
        }

        @Test
        @DisplayName("can be made of a typed line")
        void of_a_typed_line() {
            ShipCommand wanted = new ShipCommand(Environment.PROD, Strategy.FULL, "a \"b\"", "v 2\\", "why: \"so\"");
            assertThat(later(chatOps.ask(Command.ship(wanted, ADA, null, "slack-1", world.clock.instant()))))
                    .isInstanceOf(Reply.Done.class);

            assertThat(conductor.holder(Environment.PROD).orElseThrow().request())
                    .satisfies(request -> assertThat(request.ref()).isEqualTo("a \"b\""))
                    .satisfies(request -> assertThat(request.version()).isEqualTo("v 2\\"))
                    .satisfies(request -> assertThat(request.note()).isEqualTo("why: \"so\""))
                    .satisfies(request -> assertThat(request.destination()).isNull());
        }

        @Test
        @DisplayName("is told all that is wrong with it at once")
        void all_that_is_wrong() {
            Reply reply = atOnce(chatOps.ask(
                    command(Command.SHIP, ADA, "env", "stagin", "strategy", "canry", "ref", "", "version", "\\\"x")));

            assertThat(((Reply.Invalid) reply).problems())
                    .anySatisfy(p -> assertThat(p).startsWith("env: \"stagin\" is not allowed"))
                    .anySatisfy(p -> assertThat(p).startsWith("strategy: \"canry\" is not allowed"))
                    .anySatisfy(p -> assertThat(p).startsWith("ref: "));
        }

        @Test
        @DisplayName("is told who holds the place; whoever shipped that a moment ago, that they did")
        void the_place_is_taken() {
            later(chatOps.ask(command(Command.SHIP, ADA)));
            Deployment holder = conductor.holder(Environment.STAGING).orElseThrow();
            Reply.Refused refusal = (Reply.Refused) later(chatOps.ask(command(Command.SHIP, BOB)));

            assertThat(refusal.reason()).contains(holder.id().value(), "Ada");
            assertThat(refusal.deployment()).isEqualTo(holder);
            assertThat(later(chatOps.ask(command(Command.SHIP, ADA))))
                    .isEqualTo(new Reply.Repeated(
                            "🚀 Shipping Staging as " + holder.id() + ", as you asked for a moment ago.", refusal));
            assertThat(later(chatOps.ask(command(Command.SHIP, ADA.withChat("slack")))))
                    .isEqualTo(refusal);
            world.clock.tick(Duration.ofSeconds(10));
            assertThat(later(chatOps.ask(command(Command.SHIP, ADA)))).isEqualTo(refusal);
        }

        private Command keyed(Environment environment, @Nullable String key) {
            return new Command(
                    Command.SHIP, Map.of(Command.ENV, environment.name()), ADA, null, key, world.clock.instant());
        }

        /** How many answers of the store get lost until it is given up. */
        private int lostUntilGivenUp(Command command) {
            store.lostAnswers.set(1000);
            assertThat(later(chatOps.ask(command))).isEqualTo(new Reply.Unavailable(NO_STORE));
            return 1000 - store.lostAnswers.getAndSet(0);
        }

        @Test
        @DisplayName("is tried three times where it has a key and the store is not reached, once where it has none")
        void is_tried_again() {
            int once = lostUntilGivenUp(keyed(Environment.STAGING, null));

            assertThat(lostUntilGivenUp(keyed(Environment.PROD, "discord-1"))).isEqualTo(3 * once);
        }

        @Test
        @DisplayName("ships once where the answers of the store got lost")
        void ships_once() {
            int once = lostUntilGivenUp(keyed(Environment.PROD, null));
            store.lostAnswers.set(2 * once);
            Reply reply = later(chatOps.ask(keyed(Environment.STAGING, "discord-1")));

            assertThat(reply).isInstanceOf(Reply.Done.class);
            assertThat(((Reply.Done) reply).deployment())
                    .isEqualTo(conductor.holder(Environment.STAGING).orElseThrow());
            assertThat(store.lostAnswers).hasValue(0);
        }
    }

    @Nested
    @DisplayName("what can be denied early")
    class Early {

        private final ChatOps strict = chatOps(ChatOpsOptions.DEFAULT.withEarly(
                (actor, action, environment) -> environment.equals(Environment.PROD) || action == Action.ROLLBACK
                        ? action.wireName() + " in " + environment + " is not for " + actor
                        : null));

        @Test
        @DisplayName("is denied before anything else happens")
        void is_denied() {
            store.down = true;

            assertThat(atOnce(strict.ask(command(Command.SHIP, ADA, "env", "prod"))))
                    .isEqualTo(new Reply.Denied("ship in prod is not for Ada"));
            assertThat(atOnce(strict.ask(command(Command.ROLLBACK, ADA, "deployment", "ship-staging-1"))))
                    .isEqualTo(new Reply.Denied("rollback in staging is not for Ada"));
            assertThat(atOnce(strict.ask(command(Command.HISTORY, ADA, "env", "prod"))))
                    .isEqualTo(new Reply.Denied("details in prod is not for Ada"));
            assertThat(atOnce(strict.click(click(Question.PROMOTE, new DeployId("ship-prod-1"), ADA, "m"))))
                    .isEqualTo(new Reply.Denied("promote in prod is not for Ada"));
            assertThat(retired).isEmpty();
        }

        @Test
        @DisplayName("is left out of listings")
        void is_left_out() {
            Reply.Listing listing = (Reply.Listing) later(strict.ask(command(Command.STATUS, ADA)));

            assertThat(listing.entries()).isEmpty();
            assertThat(listing.rest()).isEqualTo("Staging is free.");
        }
    }

    @Nested
    @DisplayName("a command about deployments")
    class About {

        @Test
        @DisplayName("lists what is under way, and what was")
        void listings() {
            assertThat(((Reply.Listing) later(chatOps.ask(command(Command.HISTORY, ADA)))).rest())
                    .isEqualTo("Nothing was shipped yet.");
            DeployId id = verified();

            Reply.Listing status = (Reply.Listing) later(chatOps.ask(command(Command.STATUS, ADA)));
            assertThat(status.tone()).isEqualTo(Tone.NEUTRAL);
            assertThat(status.entries())
                    .containsExactly(new Reply.Listing.Entry(
                            "⌛ Staging: verified, waits for a decision, v2, " + id + ", shipped by Ada; since",
                            world.now(id).statusSince(),
                            world.now(id)));
            assertThat(status.rest()).isEqualTo("Prod is free.");
            Reply.Listing history = (Reply.Listing) later(chatOps.ask(command(Command.HISTORY, ADA, "env", "staging")));
            assertThat(history.title()).isEqualTo("🗂️ Deployment History: Staging");
            assertThat(history.entries())
                    .containsExactly(new Reply.Listing.Entry(
                            "⌛ Staging v2: verified, waits for a decision since "
                                    + Times.format(world.now(id).statusSince())
                                    + ", checks 5/5, shadow: the policy would have promoted it at "
                                    + Times.format(world.now(id).statusSince()) + " (all criteria met), " + id
                                    + ", shipped by Ada at",
                            world.now(id).request().initiatedAt(),
                            null));
        }

        @Test
        @DisplayName("names the environments that there are")
        void no_environment() {
            assertThat(atOnce(chatOps.ask(command(Command.STATUS, ADA, "env", "moon"))))
                    .isEqualTo(new Reply.Invalid(List.of("env: \"moon\" is not allowed; allowed: [prod, staging]")));
        }

        @ParameterizedTest
        @ValueSource(strings = {Command.DETAILS, Command.ROLLBACK, Command.CANCEL})
        @DisplayName("needs a deploy id, and one that there is")
        void no_deployment(String name) {
            String allowed = "\" is not allowed; allowed: a deploy ID, such as ship-staging-1699747200";
            assertThat(atOnce(chatOps.ask(command(name, ADA))))
                    .isEqualTo(new Reply.Invalid(List.of("deployment: \"" + allowed)));
            assertThat(atOnce(chatOps.ask(command(name, ADA, "deployment", "staging"))))
                    .isEqualTo(new Reply.Invalid(List.of("deployment: \"staging" + allowed)));
            assertThat(later(chatOps.ask(command(name, ADA, "deployment", " ship-staging-1 "))))
                    .isEqualTo(new Reply.Refused(
                            "There is no deployment ship-staging-1 (any more): settled ones are kept for a day, see"
                                    + " the history.",
                            null));
        }

        @Test
        @DisplayName("locks, lists what is locked, and unlocks")
        void locks() {
            Reply locked = later(
                    chatOps.ask(command(Command.LOCK, BOB, "env", "staging", "for", "90m", "reason", "load\ntest")));
            assertThat(locked)
                    .isEqualTo(
                            new Reply.Noted("🔒 staging is locked by Bob until 2023-11-12 01:30:00 UTC: load test."));
            assertThat(((Reply.Listing) later(chatOps.ask(command(Command.STATUS, ADA)))).rest())
                    .startsWith("🔒 staging is locked by Bob until 2023-11-12 01:30:00 UTC: load test. Prod is free");
            assertThat(later(chatOps.ask(command(Command.SHIP, ADA))))
                    .isEqualTo(new Reply.Refused(
                            "staging is locked by Bob until 2023-11-12 01:30:00 UTC: load test. Nothing was shipped.",
                            null));
            assertThat(later(chatOps.ask(command(Command.UNLOCK, ADA, "env", "staging"))))
                    .isEqualTo(new Reply.Noted("🔓 staging is unlocked."));
        }

        @Test
        @DisplayName("stops everything, names what goes on, and ends the stop")
        void stops() {
            later(chatOps.ask(command(Command.SHIP, ADA)));
            DeployId id = conductor.holder(Environment.STAGING).orElseThrow().id();

            assertThat(later(chatOps.ask(command(Command.LOCK, BOB, "env", "all"))))
                    .isEqualTo(new Reply.Noted(
                            "🔒 Everything is stopped by Bob until 2023-11-12 02:00:00 UTC. Under way" + " before: "
                                    + id + " (initiated); what it began goes on, what comes next waits."));
            assertThat(later(chatOps.ask(command(Command.UNLOCK, BOB, "env", "all"))))
                    .isEqualTo(new Reply.Noted("🔓 The stop is over."));
            assertThat(later(chatOps.ask(command(Command.UNLOCK, BOB, "env", "all"))))
                    .isEqualTo(new Reply.Refused("Nothing is stopped.", null));
        }

        @Test
        @DisplayName("tells all that is wrong with a lock")
        void no_lock() {
            assertThat(atOnce(chatOps.ask(command(Command.LOCK, BOB, "env", "moon", "for", "ever"))))
                    .isEqualTo(new Reply.Invalid(List.of(
                            "env: \"moon\" is not allowed; allowed: prod, staging, all",
                            "for: \"ever\" is not allowed; allowed: a span of time such as 90s, 5m or 1h30m, 1m to"
                                    + " 336h")));
            assertThat(atOnce(chatOps.ask(command(Command.UNLOCK, BOB))))
                    .isEqualTo(new Reply.Invalid(List.of("env: \"\" is not allowed; allowed: prod, staging, all")));
        }

        @Test
        @DisplayName("that is typed as a line is read with all that belongs to an option")
        void typed() {
            assertThat(TypedCommand.parse(
                            " /ship-lock env:prod for:2h reason: load test: 1000 rps ",
                            BOB,
                            "c",
                            world.clock.instant()))
                    .contains(new Command(
                            Command.LOCK,
                            Map.of("env", "prod", "for", "2h", "reason", "load test: 1000 rps"),
                            BOB,
                            "c",
                            null,
                            world.clock.instant()));
            assertThat(TypedCommand.parse(
                            "/ship-rollback deployment:ship-prod-1 version:1.4 reason:slow",
                            BOB,
                            null,
                            world.clock.instant()))
                    .map(Command::options)
                    .contains(Map.of("deployment", "ship-prod-1", "version", "1.4", "reason", "slow"));
            assertThat(TypedCommand.parse("ship-STATUS", BOB, null, world.clock.instant()))
                    .map(Command::name)
                    .contains(Command.STATUS);
            assertThat(TypedCommand.parse("/ship env:prod", BOB, null, world.clock.instant()))
                    .isEmpty();
            assertThat(TypedCommand.parse("/ship-moon env:prod", BOB, null, world.clock.instant()))
                    .isEmpty();
        }

        @Test
        @DisplayName("shows details, cancels and rolls back, and says that it is under way")
        void on_a_deployment() {
            later(chatOps.ask(command(Command.SHIP, ADA)));
            DeployId first = conductor.holder(Environment.STAGING).orElseThrow().id();
            Reply cancel = later(chatOps.ask(command(Command.CANCEL, BOB, "deployment", first.value())));
            assertThat(cancel)
                    .isEqualTo(new Reply.Done(world.now(first), "🛑 Taken: the cancel of " + first + " is under way."));
            world.clock.tick(Duration.ofSeconds(1));
            DeployId second = verified();

            assertThat(((Reply.Details) later(chatOps.ask(command(Command.DETAILS, BOB, "deployment", second.value()))))
                            .card()
                            .title())
                    .isEqualTo("📋 Deployment Details");
            Reply rollback = later(chatOps.ask(command(Command.ROLLBACK, BOB, "deployment", second.value())));
            assertThat(rollback)
                    .isEqualTo(new Reply.Done(
                            world.now(second), "⏪ Taken: the rollback of " + second + " to v1 is under way."));
            Reply again = later(chatOps.ask(command(Command.ROLLBACK, BOB, "deployment", second.value())));
            assertThat(again).isInstanceOf(Reply.Repeated.class);
            assertThat(later(chatOps.ask(command(Command.ROLLBACK, ADA, "deployment", second.value()))))
                    .isEqualTo(((Reply.Repeated) again).refusal());
        }

        @Test
        @DisplayName("that is none is answered")
        void unknown() {
            assertThat(atOnce(chatOps.ask(command("lunch", ADA))))
                    .isEqualTo(new Reply.Refused("I do not know this command (any more).", null));
        }
    }

    @Nested
    @DisplayName("a click")
    class Clicked {

        @Test
        @DisplayName("is carried out, and whoever clicked is told that it is taken")
        void is_carried_out() {
            DeployId id = verified();
            Reception reception = chatOps.click(click(Question.PROMOTE, id, BOB, message(id)));
            assertThat(world.now(id).status()).isEqualTo(DeploymentStatus.VERIFIED);

            assertThat(later(reception))
                    .isEqualTo(new Reply.Done(
                            world.now(id), "✅ Taken: " + id + " is promoted, and is shipped to Prod next."));
            assertThat(world.now(id).status()).isEqualTo(DeploymentStatus.PROMOTED);
            assertThat(retired).isEmpty();
        }

        @Test
        @DisplayName("twice at once is told to the one who clicked, and differently to anybody else")
        void twice() {
            DeployId id = verified();
            later(chatOps.click(click(Question.PROMOTE, id, BOB, message(id))));
            Reply again = later(chatOps.click(click(Question.PROMOTE, id, BOB, message(id))));
            Reply others = later(chatOps.click(click(Question.PROMOTE, id, ADA, message(id))));

            assertThat(((Reply.Refused) others).reason()).startsWith("Already promoted by Bob");
            assertThat(again).isEqualTo(new Reply.Repeated(((Reply.Refused) others).reason(), (Reply.Refused) others));
            world.clock.tick(Duration.ofSeconds(10));
            assertThat(later(chatOps.click(click(Question.PROMOTE, id, BOB, message(id)))))
                    .isEqualTo(others);
        }

        @Test
        @DisplayName("on Details is answered with them")
        void details() {
            DeployId id = verified();
            Reception reception = chatOps.click(click(Question.DETAILS, id, BOB, message(id)));
            assertThat(((Reply.Details) later(reception)).deployment()).isEqualTo(world.now(id));
        }

        @Test
        @DisplayName("on a message that is no card of the deployment takes its buttons away")
        void on_an_old_message() {
            DeployId id = verified();
            later(chatOps.click(click(Question.HOLD, id, BOB, "an older message")));
            later(chatOps.click(click(Question.HOLD, new DeployId("ship-staging-1"), BOB, "a much older one")));
            later(chatOps.click(click(Question.HOLD, new DeployId("ship-staging-1"), BOB, null)));

            assertThat(retired).containsExactly("an older message", "a much older one");
            assertThat(world.now(id).isHeld()).isTrue();
        }

        @ParameterizedTest
        @CsvSource({
            "lunch, false",
            "ship_promote_ship-staging-1699747200, true",
            "ship_destroy_ship-staging-1699747200, true",
            "'ship_promote_ship- ', true",
            "ship_promote, false"
        })
        @DisplayName("is told from those on other buttons, and one that is not known is answered")
        void of_others(String button, boolean ours) {
            assertThat(ChatOps.isButton(button)).isEqualTo(ours);
            if (ButtonId.parse(button).isEmpty()) {
                assertThat(atOnce(chatOps.click(new Click(button, ADA, "m", world.clock.instant()))))
                        .isEqualTo(new Reply.Refused(
                                "I do not know this button (any more). /ship-status shows what is under way,"
                                        + " /ship-history what was.",
                                null));
            }
        }

        @Test
        @DisplayName("is answered whatever breaks")
        void whatever_breaks() {
            DeployId id = verified();
            store.down = true;
            assertThat(later(chatOps.click(click(Question.PROMOTE, id, BOB, null))))
                    .isEqualTo(new Reply.Unavailable(NO_STORE));
            store.down = false;
            store.defect = true;
            assertThat(later(chatOps.click(click(Question.PROMOTE, id, BOB, null))))
                    .isEqualTo(new Reply.Unavailable(DEFECT));
        }

        @Test
        @DisplayName("is denied what four eyes forbid, as everything else is")
        void four_eyes() {
            Conductor careful = world.byHand().fourEyes(Environment.STAGING).build();
            ChatOps ops = ChatOps.of(careful, ChatChannel.NONE, ChatOpsOptions.DEFAULT.withClock(world.clock));
            DeployId id = world.shipAndVerify(careful).id();

            assertThat(later(ops.click(click(Question.PROMOTE, id, World.ADA, null))))
                    .isEqualTo(new Reply.Denied("You shipped " + id
                            + ", and Staging needs a second person to promote it. Ask somebody else."));
            assertThat(later(ops.click(click(Question.PROMOTE, id, ADA.withChat("slack"), null))))
                    .isInstanceOf(Reply.Denied.class);
        }
    }

    @Nested
    @DisplayName("what comes late")
    class Late {

        private final Instant asked = world.clock.instant();

        private Reply lateClick(Question question, DeployId id) {
            Click click = click(question, id, BOB, null);
            world.clock.tick(Duration.ofMinutes(2));
            return atOnce(chatOps.click(click));
        }

        @Test
        void promotes_nothing_and_says_so() {
            DeployId id = verified();
            assertThat(lateClick(Question.PROMOTE, id))
                    .isInstanceOfSatisfying(
                            Reply.Refused.class,
                            refused -> assertThat(refused.reason())
                                    .isEqualTo(
                                            "This came 2min after it was asked for, so nothing was done: things may have"
                                                    + " changed since. Look at the card, and ask again. If you did ask just now,"
                                                    + " this node's clock is wrong."));
            assertThat(conductor.find(id).orElseThrow().status()).isEqualTo(DeploymentStatus.VERIFIED);
        }

        @Test
        void ships_nothing() {
            Command ship = command(Command.SHIP, ADA, Command.ENV, "staging");
            world.clock.tick(Duration.ofMinutes(2));
            assertThat(atOnce(chatOps.ask(ship))).isInstanceOf(Reply.Refused.class);
            assertThat(conductor.holder(Environment.STAGING)).isEmpty();
        }

        @Test
        void rolls_back_all_the_same() {
            DeployId id = verified();
            Click click = click(Question.ROLLBACK, id, BOB, null);
            world.clock.tick(Duration.ofMinutes(2));
            assertThat(later(chatOps.click(click))).isInstanceOf(Reply.Done.class);
        }

        @Test
        void is_no_later_than_clocks_may_be_apart() {
            DeployId id = verified();
            Click click = click(Question.PROMOTE, id, BOB, null);
            world.clock.tick(Duration.ofMinutes(1));
            assertThat(later(chatOps.click(click))).isInstanceOf(Reply.Done.class);
        }

        /** Whoever was told by their chat that it failed must not find it live. */
        @ParameterizedTest
        @EnumSource(Action.class)
        void needs_the_acknowledgement_taken_only_where_it_goes_live(Action action) {
            boolean live = Set.of(
                            Action.SHIP,
                            Action.PROMOTE,
                            Action.FULLY,
                            Action.LIFT,
                            Action.RETRY,
                            Action.LINKED,
                            Action.UNLOCK,
                            Action.OVERRIDE)
                    .contains(action);
            String id = DeployId.of(Environment.STAGING, asked).value();
            String button = "ship_" + action.wireName() + (action == Action.ADOPT ? "-1_" : "_") + id;
            Reception reception = switch (action) {
                case SHIP -> chatOps.ask(command(Command.SHIP, ADA, Command.ENV, "staging"));
                case LOCK -> chatOps.ask(command(Command.LOCK, ADA, Command.ENV, "staging"));
                case UNLOCK -> chatOps.ask(command(Command.UNLOCK, ADA, Command.ENV, "staging"));
                default -> chatOps.click(new Click(button, ADA, null, asked));
            };
            assertThat(reception)
                    .isInstanceOfSatisfying(
                            Reception.Accepted.class,
                            accepted ->
                                    assertThat(accepted.needsAcknowledgement()).isEqualTo(live));
        }
    }

    @Nested
    @DisplayName("a reply as plain text")
    class AsText {

        @Test
        @DisplayName("is what there is to say")
        void is_what_there_is_to_say() {
            Deployment d = world.now(verified());
            Card card = new Card(Tone.NEUTRAL, "Title", List.of(), List.of("A line"), null, List.of(), List.of());
            Reply.Refused refusal = new Reply.Refused("It is promoted.", d);

            assertThat(ReplyText.render(new Reply.Done(d, "It is under way."))).isEqualTo("It is under way.");
            assertThat(ReplyText.render(new Reply.Asked(List.of("Really?", "Yes?"), "ship_yes", "a-b-c")))
                    .isEqualTo("Really?\nYes?\nTo confirm, give the same command again with confirm:a-b-c");
            assertThat(ReplyText.render(new Reply.Asked(List.of("Really?"), "ship_yes", null)))
                    .isEqualTo("Really?");
            assertThat(ReplyText.render(new Reply.Details(d, card))).isEqualTo("Title\n\nA line");
            assertThat(ReplyText.render(new Reply.Listing(
                            Tone.NEUTRAL,
                            "Title",
                            List.of(new Reply.Listing.Entry("A line, since", Instant.EPOCH, d)),
                            "That is all.")))
                    .isEqualTo("Title\n\nA line, since 1970-01-01 00:00:00 UTC\n\nThat is all.");
            assertThat(ReplyText.render(refusal)).isEqualTo("It is promoted.");
            assertThat(ReplyText.render(new Reply.Repeated("As you asked.", refusal)))
                    .isEqualTo("As you asked.");
            assertThat(ReplyText.render(new Reply.Denied("You may not."))).isEqualTo("You may not.");
            assertThat(ReplyText.render(new Reply.Invalid(List.of("a: no", "b: no"))))
                    .isEqualTo("a: no\nb: no");
            assertThat(ReplyText.render(ChatOps.CLOSING))
                    .isEqualTo("This node is shutting down. Ask again in a moment.");
        }
    }

    @Nested
    @DisplayName("people are offered")
    class Offers {

        @Test
        @DisplayName("the commands, with what each option may be")
        void the_commands() {
            List<String> withoutPreflight = new ArrayList<>(Command.NAMES);
            withoutPreflight.remove(Command.OVERRIDE);
            assertThat(chatOps.commands()).extracting(CommandSpec::name).isEqualTo(withoutPreflight);
            CommandSpec ship = chatOps.commands().get(0);
            assertThat(ship.options())
                    .extracting(CommandSpec.Option::name)
                    .containsExactly(Command.ENV, Command.STRATEGY, Command.REF, Command.VERSION, Command.NOTE);
            assertThat(ship.options()).noneMatch(CommandSpec.Option::required);
            assertThat(ship.options().get(0).values()).isEqualTo(new CommandSpec.OneOf(List.of("prod", "staging")));
            assertThat(chatOps.commands().get(4).options())
                    .containsExactly(
                            new CommandSpec.Option(
                                    Command.DEPLOYMENT,
                                    "The deploy ID, such as ship-staging-1699747200",
                                    true,
                                    new CommandSpec.Text(100, true)),
                            new CommandSpec.Option(
                                    Command.VERSION,
                                    "The version to return to; what ran before unless given",
                                    false,
                                    new CommandSpec.Text(255, true)),
                            new CommandSpec.Option(
                                    Command.REASON,
                                    "Why, for the card and the history",
                                    false,
                                    new CommandSpec.Text(200, false)));
            assertThat(chatOps.commands())
                    .allSatisfy(c -> assertThat(c.description()).hasSizeBetween(1, 100))
                    .flatExtracting(CommandSpec::options)
                    .allSatisfy(o -> assertThat(o.description()).hasSizeBetween(1, 100));
        }

        @Test
        @DisplayName("the environment as one that has to be named where there is no staging")
        void no_staging() {
            Conductor moon = Conductor.builder()
                    .environment(EnvironmentSettings.of(new Environment("moon")).withBaselineVersion("v1"))
                    .workflows(world.workflows)
                    .chat(world.chat)
                    .authorizer(Authorizer.allowAll())
                    .checks(world.catalog())
                    .variables(Variables.of(Map.of()))
                    .build();
            CommandSpec.Option env = ChatOps.of(moon, ChatChannel.NONE, ChatOpsOptions.DEFAULT)
                    .commands()
                    .get(0)
                    .options()
                    .get(0);

            assertThat(env.required()).isTrue();
            assertThat(env.description()).isEqualTo("Where to");
        }

        @Test
        @DisplayName("the deployments that a command makes sense for, and environments, while they type")
        void completions() {
            DeployId id = verified();
            Completion proposal = new Completion(id + ": verified, v2", id.value());

            assertThat(chatOps.complete(Command.ROLLBACK, Command.DEPLOYMENT, " STAG", 25))
                    .containsExactly(proposal);
            assertThat(chatOps.complete(Command.DETAILS, Command.DEPLOYMENT, "v2", 25))
                    .containsExactly(proposal);
            assertThat(chatOps.complete(Command.CANCEL, Command.DEPLOYMENT, "", 25))
                    .isEmpty();
            assertThat(chatOps.complete(Command.DETAILS, Command.DEPLOYMENT, "", 0))
                    .isEmpty();
            assertThat(chatOps.complete(Command.SHIP, Command.ENV, "PR", 25))
                    .containsExactly(new Completion("prod", "prod"));
            assertThat(chatOps.complete(Command.SHIP, Command.REF, "", 25)).isEmpty();
        }

        @Test
        @DisplayName("no endless pause between tries")
        void options() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ChatOpsOptions.DEFAULT.withBetweenTries(Duration.ofMinutes(2)))
                    .withMessage("betweenTries: 120000ms is not allowed; allowed: 0ms to 60000ms");
        }
    }
}
