package io.releaseconductor;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.chatops.ChatOps;
import io.releaseconductor.chatops.ChatOpsOptions;
import io.releaseconductor.chatops.Command;
import io.releaseconductor.chatops.Completion;
import io.releaseconductor.chatops.Reception;
import io.releaseconductor.chatops.Reply;
import io.releaseconductor.chatops.ReplyText;
import io.releaseconductor.chatops.TypedCommand;
import io.releaseconductor.deployment.Action;
import io.releaseconductor.deployment.Alert;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.lock.EnvironmentNote;
import io.releaseconductor.lock.EnvironmentState;
import io.releaseconductor.lock.LockNews;
import io.releaseconductor.lock.LockNotice;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.AlertSink;
import io.releaseconductor.spi.Authorizer;
import io.releaseconductor.spi.ChatChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("What was learnt of an environment")
class EnvironmentNotesTest {

    private static final String WARM = "warm the cache first";

    private final World world = new World();
    private final StoreWithTroubles store = new StoreWithTroubles(world.store);
    private final Conductor conductor = world.byHand().store(store).build();
    private final ChatOps ops = ops(conductor);

    private ChatOps ops(Conductor of) {
        return ChatOps.of(of, ChatChannel.NONE, ChatOpsOptions.DEFAULT.withClock(world.clock));
    }

    private String told(ChatOps by, Actor actor, String line) {
        return ReplyText.render(reply(by, typed(line, actor)));
    }

    private String told(String line) {
        return told(ops, World.ADA, line);
    }

    private Command typed(String line, Actor actor) {
        return TypedCommand.parse(line, actor, null, world.clock.instant()).orElseThrow();
    }

    private Command ship(Map<String, String> options) {
        return new Command(Command.SHIP, options, World.BOB, World.CHANNEL, null, world.clock.instant());
    }

    private static Reply reply(ChatOps by, Command command) {
        Reception reception = by.ask(command);
        return reception instanceof Reception.Accepted accepted
                ? accepted.carryOut()
                : ((Reception.Answered) reception).reply();
    }

    private List<String> texts(Environment environment) {
        return conductor.notes(environment).stream().map(EnvironmentNote::text).toList();
    }

    private void ten() {
        IntStream.rangeClosed(1, EnvironmentState.MOST_NOTES)
                .forEach(i -> conductor.addNote(Environment.PROD, "thing " + i, World.ADA));
    }

    @Test
    @DisplayName("is noted, listed with its number, shown to whoever ships there and by the status, and taken back")
    void story() {
        assertThat(told("/ship-note env:prod text:\"warm the\n cache first\""))
                .isEqualTo("📝 Note 1 by Ada, 2023-11-12: warm the cache first."
                        + " Whoever ships to Prod is told. To take it back: done:1");
        world.clock.tick(Duration.ofDays(1));
        told(ops, World.BOB, "/ship-note env:prod text:\"mind the search\"");

        assertThat(told("/ship-note env:prod")).isEqualTo("""
                        📝 Notes: Prod

                        📝 Note 1 by Ada: warm the cache first · 2023-11-12 00:00:00 UTC
                        📝 Note 2 by Bob: mind the search · 2023-11-13 00:00:00 UTC""");
        assertThat(told("/ship-status")).isEqualTo("""
                        🚦 Deployments Under Way

                        📝 Note 1 on Prod by Ada: warm the cache first · 2023-11-12 00:00:00 UTC
                        📝 Note 2 on Prod by Bob: mind the search · 2023-11-13 00:00:00 UTC

                        Prod is free. Staging is free.""");
        Reply shipped = reply(ops, ship(Map.of("env", "prod")));
        Deployment d = conductor.holder(Environment.PROD).orElseThrow();
        assertThat(shipped)
                .isEqualTo(new Reply.Done(
                        d,
                        "🚀 Shipping Prod as " + d.id() + ". Its card follows in this channel.",
                        List.of(
                                "📝 Note 2 by Bob, 2023-11-13: mind the search",
                                "📝 Note 1 by Ada, 2023-11-12: warm the cache first")));
        assertThat(ReplyText.render(shipped))
                .endsWith("channel.\n📝 Note 2 by Bob, 2023-11-13: mind the search\n"
                        + "📝 Note 1 by Ada, 2023-11-12: warm the cache first");
        assertThat(((Reply.Done) reply(ops, ship(Map.of()))).notes())
                .as("of staging")
                .isEmpty();

        assertThat(told("/ship-note env:prod done:1"))
                .isEqualTo("🗑️ Taken back: Note 1 by Ada, 2023-11-12: warm the cache first");
        assertThat(told("/ship-note env:prod done:1")).isEqualTo("prod has no note 1. It has: 2.");
        assertThat(told("/ship-note env:staging")).endsWith("Nothing was noted.");
        assertThat(texts(Environment.PROD)).containsExactly("mind the search");
    }

    @Test
    @DisplayName("is shown with the question where shipping is confirmed, and not once more after it")
    void confirmed() {
        world.variables = Map.of("SHIP_CONFIRM", "production", "SHIP_AUTO_ROLLBACK", "false");
        ChatOps asking = ops(world.byHand().build());
        told(asking, World.ADA, "/ship-note env:prod text:" + WARM);

        Reply.Asked asked = (Reply.Asked) reply(asking, ship(Map.of("env", "prod")));
        assertThat(asked.notes()).containsExactly("📝 Note 1 by Ada, 2023-11-12: " + WARM);
        assertThat(ReplyText.render(asked)).endsWith("\n📝 Note 1 by Ada, 2023-11-12: " + WARM);
        Reply shipped = reply(asking, ship(Map.of("env", "prod", "confirm", String.valueOf(asked.code()))));
        assertThat(((Reply.Done) shipped).notes()).isEmpty();
    }

    @Test
    @DisplayName("does not keep anybody from shipping where it cannot be read, and that is said")
    void unreadable() {
        store.statesAreDown = true;

        assertThat(((Reply.Done) reply(ops, ship(Map.of("env", "prod")))).notes())
                .containsExactly("📝 What was noted of Prod cannot be read just now.");
    }

    @Test
    @DisplayName("is kept once, whoever says it twice or is heard by two nodes")
    void twice() {
        told("/ship-note env:prod text:" + WARM);
        world.clock.tick(Duration.ofSeconds(1));

        assertThat(told(ops(world.byHand().build()), World.ADA, "/ship-note env:prod text:" + WARM))
                .startsWith("📝 Note 1 by Ada, 2023-11-12: " + WARM + ".");
        assertThat(conductor.addNote(Environment.PROD, WARM, World.BOB))
                .isInstanceOfSatisfying(
                        NoteResult.Kept.class,
                        kept -> assertThat(kept.note().number()).isEqualTo(2));
        assertThat(texts(Environment.PROD)).containsExactly(WARM, WARM);
    }

    @Test
    @DisplayName("is kept ten times at most, and the oldest has to be taken back first")
    void ten_at_most() {
        ten();

        assertThat(told("/ship-note env:prod text:one more"))
                .isEqualTo("prod has 10 notes, as many as are kept. Nothing was noted."
                        + " Take the oldest back first: Note 1 by Ada, 2023-11-12: thing 1");
        assertThat(conductor.addNote(Environment.PROD, "thing 3", World.ADA)).isInstanceOf(NoteResult.Kept.class);
        conductor.removeNote(Environment.PROD, 1, World.BOB);
        assertThat(conductor.addNote(Environment.PROD, "one more", World.ADA))
                .isInstanceOfSatisfying(
                        NoteResult.Kept.class,
                        kept -> assertThat(kept.note().number()).isEqualTo(11));
        assertThat(texts(Environment.PROD)).hasSize(10).startsWith("thing 2").endsWith("one more");
    }

    @Test
    @DisplayName("is shown by the status as far as people read, and the rest is counted")
    void many() {
        ten();
        conductor.addNote(Environment.STAGING, WARM, World.ADA);

        Reply.Listing status = (Reply.Listing) reply(ops, typed("/ship-status", World.ADA));
        assertThat(status.entries()).hasSize(10);
        assertThat(status.rest()).startsWith("📝 1 more noted: /ship-note lists them, by environment. Prod is free");
        assertThat(((Reply.Done) reply(ops, ship(Map.of("env", "prod")))).notes())
                .hasSize(10)
                .startsWith("📝 Note 10 by Ada, 2023-11-12: thing 10");
    }

    @Test
    @DisplayName("is one line, and what is quoted is it as it stands")
    void quoted() {
        told("/ship-note env:prod text:\"set env:staging first, done: by hand\"");
        told("/ship-note text:" + "🚀".repeat(300) + " env:prod");

        assertThat(texts(Environment.PROD))
                .containsExactly("set env:staging first, done: by hand", "🚀".repeat(99) + "…");
    }

    @Test
    @DisplayName("is noted by whoever may ship there, and by nobody else, and seen by whoever may look")
    void denied() {
        Conductor narrow = world.byHand()
                .authorizer(question ->
                        question.action() == Action.SHIP && question.actor().equals(World.BOB)
                                ? Authorizer.Answer.deny("Only releasers.")
                                : Authorizer.Answer.permit())
                .build();
        ChatOps early = ChatOps.of(
                narrow,
                ChatChannel.NONE,
                ChatOpsOptions.DEFAULT
                        .withClock(world.clock)
                        .withEarly((actor, action, where) -> action == Action.SHIP ? null : "Not for your eyes."));
        narrow.addNote(Environment.PROD, WARM, World.ADA);

        assertThat(narrow.addNote(Environment.PROD, "x", World.BOB))
                .isEqualTo(new NoteResult.Denied("Only releasers."));
        assertThat(narrow.removeNote(Environment.PROD, 1, World.BOB))
                .isEqualTo(new NoteResult.Denied("Only releasers."));
        assertThat(narrow.addNote(Environment.PROD, "x", Actor.POLICY)).isInstanceOf(NoteResult.Denied.class);
        assertThat(told(early, World.BOB, "/ship-note env:prod done:1")).isEqualTo("Only releasers.");
        assertThat(told(early, World.ADA, "/ship-note env:prod")).isEqualTo("Not for your eyes.");
        assertThat(narrow.notes(Environment.PROD)).hasSize(1);
    }

    @Test
    @DisplayName("is told all that is wrong with it")
    void invalid() {
        assertThat(told("/ship-note env:moon text:x done:two")).isEqualTo("""
                        env: "moon" is not allowed; allowed: [prod, staging]
                        done: "two" is not allowed; allowed: the number of a note, such as 2
                        done: "two" is not allowed beside a text; allowed: one of both""");
        assertThat(told("/ship-note")).isEqualTo("env: \"\" is not allowed; allowed: [prod, staging]");
        assertThat(conductor.addNote(Environment.PROD, "\u200B\n", World.ADA))
                .isEqualTo(new NoteResult.Invalid(
                        List.of("text: nothing of it can be seen; allowed: one line of at most 200 characters")));
        assertThat(conductor.addNote(new Environment("moon"), "x", World.ADA))
                .isEqualTo(new NoteResult.Invalid(List.of("env: \"moon\" is not allowed; allowed: [prod, staging]")));
    }

    @Test
    @DisplayName("is not taken back by what comes late: the number may be another one's by then")
    void late() {
        conductor.addNote(Environment.PROD, WARM, World.ADA);
        Command done = typed("/ship-note env:prod done:1", World.ADA);
        world.clock.tick(Duration.ofMinutes(2));

        assertThat(ReplyText.render(reply(ops, done))).contains("so nothing was done");
        assertThat(texts(Environment.PROD)).containsExactly(WARM);
    }

    @Test
    @DisplayName("is proposed where its number is typed")
    void proposed() {
        conductor.addNote(Environment.PROD, WARM, World.ADA);
        Map<String, String> prod = Map.of(Command.ENV, "prod");

        assertThat(ops.complete(Command.ADD_NOTE, prod, Command.DONE, "CACHE", 25))
                .containsExactly(new Completion("Note 1 by Ada, 2023-11-12: " + WARM, "1"));
        assertThat(ops.complete(Command.ADD_NOTE, prod, Command.DONE, "7", 25)).isEmpty();
        assertThat(ops.complete(Command.ADD_NOTE, Map.of(), Command.DONE, "", 25))
                .isEmpty();
    }

    @Test
    @DisplayName("is lost by nobody who notes at the same moment on another node")
    void at_once() throws Exception {
        int people = 8;
        CyclicBarrier together = new CyclicBarrier(people);
        ExecutorService threads = Executors.newFixedThreadPool(people);
        try {
            List<Callable<NoteResult>> calls = new ArrayList<>();
            for (int i = 0; i < people; i++) {
                Conductor node = world.byHand().nodeId("node-" + i).build();
                Actor actor = Actor.person("p" + i, "Person " + i);
                calls.add(() -> {
                    together.await();
                    return node.addNote(Environment.PROD, "of " + actor.id(), actor);
                });
            }
            for (Future<NoteResult> result : threads.invokeAll(calls)) {
                assertThat(result.get()).isInstanceOf(NoteResult.Kept.class);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(texts(Environment.PROD))
                .hasSize(people)
                .containsAll(
                        IntStream.range(0, people).mapToObj(i -> "of p" + i).toList());
        assertThat(conductor.notes(Environment.PROD))
                .extracting(EnvironmentNote::number)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, people).boxed().toList());
    }

    @Nested
    @DisplayName("beside a lock")
    class BesideALock {

        private final List<LockNews> notices = new ArrayList<>();
        private Runnable meanwhile = () -> {};

        private final Conductor node = world.byHand()
                .alerts(new AlertSink() {
                    @Override
                    public void send(Alert alert, Deployment deployment) {}

                    @Override
                    public void send(LockNotice notice) {
                        meanwhile.run();
                        notices.add(notice.kind());
                    }
                })
                .build();

        private void pass(Duration span) {
            for (Duration at = Duration.ZERO; at.compareTo(span) < 0; at = at.plusSeconds(10)) {
                world.clock.tick(Duration.ofSeconds(10));
                node.runDue();
            }
        }

        @Test
        @DisplayName("stays while the environment is locked, told of and unlocked")
        void stays() {
            conductor.addNote(Environment.PROD, WARM, World.ADA);
            node.lock(LockRequest.of(Environment.PROD, World.BOB).toldIn(World.CHANNEL));
            conductor.addNote(Environment.PROD, "under a lock", World.ADA);
            pass(Duration.ofMinutes(1));
            assertThat(node.unlock(Environment.PROD, World.BOB)).isInstanceOf(LockResult.Unlocked.class);
            pass(Duration.ofMinutes(2));

            assertThat(notices).containsExactly(LockNews.LOCKED, LockNews.ENDED);
            assertThat(world.store.environmentStates()).isEmpty();
            assertThat(texts(Environment.PROD)).containsExactly(WARM, "under a lock");
        }

        @Test
        @DisplayName("does not have the lock told twice when it is noted while that is told")
        void told_once() {
            int[] said = {0};
            meanwhile = () -> conductor.addNote(Environment.PROD, "thing " + ++said[0], World.ADA);
            node.lock(LockRequest.of(Environment.PROD, World.BOB).toldIn(World.CHANNEL));
            pass(Duration.ofHours(3));

            assertThat(notices).containsExactly(LockNews.LOCKED, LockNews.ENDS_SOON, LockNews.ENDED);
            assertThat(world.store.environmentStates()).isEmpty();
            assertThat(texts(Environment.PROD)).containsExactly("thing 1", "thing 2", "thing 3");
        }
    }
}
