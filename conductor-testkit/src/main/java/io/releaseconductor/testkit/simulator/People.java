package io.releaseconductor.testkit.simulator;

import io.releaseconductor.LockRequest;
import io.releaseconductor.ShipRequest;
import io.releaseconductor.chat.ButtonId;
import io.releaseconductor.chat.Card;
import io.releaseconductor.chat.Question;
import io.releaseconductor.deployment.Action;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Strategy;
import java.time.Duration;
import java.util.List;

/** People who ship and click: once, twice, on old cards, on opposite buttons together, with permission and without. */
final class People {

    private static final Actor ADA = Actor.person("1", "Ada");
    private static final Actor BOB = Actor.person("2", "Bob");
    private static final Actor EVE = Actor.person("3", "Eve");

    private final World world;
    private final Dice dice;
    private final long until;

    People(World world, Dice dice, long until) {
        this.world = world;
        this.dice = dice;
        this.until = until;
    }

    void come() {
        world.barred.add(EVE.id());
        for (Actor actor : List.of(ADA, BOB, EVE)) {
            long pace = actor.equals(EVE) ? 90 : 30;
            long first = actor.equals(ADA) ? 1 : dice.between(1, pace);
            Dice own = dice.fork();
            world.errand(actor.name(), () -> {
                world.scheduler.sleep(first * 1_000);
                ship(actor, own);
                while (world.scheduler.now() < until) {
                    world.scheduler.sleep(own.between(1, pace) * 1_000);
                    act(actor, own);
                }
            });
        }
        if (dice.inThousand(200)) {
            long from = dice.between(0, until);
            long to = from + dice.between(1, 60) * 1_000;
            world.errand("permission", () -> {
                world.scheduler.sleep(from);
                world.barred.add(BOB.id());
                world.timeline.add(world.scheduler.now(), "", "Bob is not permitted anything any more");
                world.scheduler.sleep(to - from);
                world.barred.remove(BOB.id());
                world.timeline.add(world.scheduler.now(), "", "Bob is permitted everything again");
            });
        }
        if (dice.inThousand(300)) {
            Dice own = dice.fork();
            world.errand("webhooks", () -> {
                while (world.scheduler.now() < until) {
                    world.scheduler.sleep(own.between(1, 60) * 1_000);
                    wake(own);
                }
            });
        }
        if (dice.inThousand(150)) {
            Dice own = dice.fork();
            world.errand("deletion", () -> {
                world.scheduler.sleep(own.between(0, until));
                List<Chat.Message> messages = world.chat.messages();
                if (!messages.isEmpty()) {
                    Chat.Message message = own.oneOf(messages);
                    message.deleted = true;
                    world.timeline.add(world.scheduler.now(), "chat", message.reference + " is deleted");
                }
            });
        }
        latecomer();
        lockers();
    }

    /** Two who lock, stop everything, and unlock what they and others have locked. */
    private void lockers() {
        if (!dice.inThousand(250)) {
            return;
        }
        for (Actor actor : List.of(ADA, BOB)) {
            Dice own = dice.fork();
            world.errand(actor.name() + " locks", () -> {
                while (world.scheduler.now() < until) {
                    world.scheduler.sleep(own.between(1, 120) * 1_000);
                    lock(actor, own);
                }
            });
        }
    }

    private void lock(Actor actor, Dice own) {
        Environment environment =
                own.inThousand(150) ? null : own.inThousand(700) ? Environment.STAGING : Environment.PROD;
        String where = environment == null ? "everything" : environment.name();
        if (own.inThousand(400)) {
            world.click(new Click(actor, Action.UNLOCK), "unlocks " + where, c -> c.unlock(environment, actor));
        } else {
            Duration length = Duration.ofMinutes(own.between(1, 9));
            LockRequest request = new LockRequest(environment, length, null, actor, "releases");
            world.click(new Click(actor, Action.LOCK), "locks " + where, c -> c.lock(request));
        }
    }

    /** Somebody who comes when others have gone home, and clicks what has been there for long. */
    private void latecomer() {
        if (dice.inThousand(300)) {
            Dice own = dice.fork();
            world.errand("latecomer", () -> {
                world.scheduler.sleep(until + own.between(8, 25) * 60_000);
                for (int clicks = 0; clicks < 8; clicks++) {
                    List<Card> cards = world.chat.messages().stream()
                            .filter(m -> !m.deleted)
                            .flatMap(m -> m.cards.stream())
                            .filter(c -> !c.buttons().isEmpty())
                            .toList();
                    if (!cards.isEmpty()) {
                        Card card = own.oneOf(cards);
                        ButtonId any = own.oneOf(card.buttons()).id();
                        press(
                                BOB,
                                own.inThousand(500) ? ButtonId.promote(gate(any.deployment()), any.deployment()) : any);
                    }
                    world.scheduler.sleep(own.between(1, 120) * 1_000);
                }
            });
        }
    }

    private void wake(Dice own) {
        List<Records.Entry> all = List.copyOf(world.records.all());
        if (!all.isEmpty()) {
            world.webhook(own.oneOf(all).now().id());
        }
    }

    private void ship(Actor actor, Dice own) {
        Environment environment = own.inThousand(700) ? Environment.STAGING : Environment.PROD;
        Strategy strategy = own.inThousand(350) ? Strategy.CANARY : Strategy.FULL;
        String version = own.inThousand(500) ? "v" + own.between(1, 9) : null;
        ShipRequest request = ShipRequest.to(environment, actor)
                .withStrategy(strategy)
                .withVersion(version)
                .withDestination(own.inThousand(900) ? "releases" : null);
        world.click(
                new Click(actor, Action.SHIP),
                "/ship env:" + environment + " strategy:" + strategy.wireName(),
                conductor -> conductor.ship(request));
    }

    private void act(Actor actor, Dice own) {
        List<Chat.Message> messages =
                world.chat.messages().stream().filter(m -> !m.deleted).toList();
        int what = own.below(100);
        if (messages.isEmpty() || what < 15) {
            ship(actor, own);
            return;
        }
        Chat.Message message = own.inThousand(800) ? messages.get(messages.size() - 1) : own.oneOf(messages);
        Card card = own.inThousand(800) ? message.shown() : own.oneOf(message.cards);
        if (what < 22) {
            DeployId id = message.deployment();
            press(actor, ButtonId.of(Question.HOLD, id));
        } else if (what < 30) {
            DeployId id = message.deployment();
            press(actor, ButtonId.promote(gate(id), id));
            press(actor.equals(ADA) ? BOB : ADA, ButtonId.of(Question.ROLLBACK, id));
        } else if (!card.buttons().isEmpty()) {
            ButtonId button = own.oneOf(card.buttons()).id();
            press(actor, button);
            if (own.inThousand(250)) {
                press(actor, button);
            }
        }
    }

    /** The gate that waits, if one does. */
    private int gate(DeployId id) {
        return world.records.now(id).map(Deployment::wave).orElse(1);
    }

    private void press(Actor actor, ButtonId button) {
        Click click = new Click(actor, button.action(), button.question().isOfGate() ? button.gate() : 0);
        world.click(
                click,
                "presses " + button.question().wireName() + " of " + button.deployment(),
                conductor -> click.press(conductor, button));
    }
}
