package io.releaseconductor.discord;

import static io.releaseconductor.discord.Node.answered;
import static io.releaseconductor.examples.fakediscord.FakeDiscord.ADA;
import static io.releaseconductor.examples.fakediscord.FakeDiscord.CHANNEL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.examples.fakediscord.FakeDiscord;
import io.releaseconductor.examples.fakediscord.FakeMessage;
import io.releaseconductor.examples.fakediscord.FakeThread;
import io.releaseconductor.examples.fakediscord.Mishap;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

@DisplayName("A deployment's thread on Discord")
@Timeout(60)
class ThreadsTest {

    private static final List<String> UNTIL_VERIFIED =
            List.of("🚀 Deploying", "🔎 Verifying", "📊 Verified: 5/5 checks passed", "📋 Deployment Details");

    private final Node.World world = new Node.World();
    private final FakeDiscord discord = world.discord;

    @AfterEach
    void close() {
        world.close();
        assertThat(discord.refusals()).as("refused by Discord").isEmpty();
        assertThat(discord.pings()).as("mentions that rang").isZero();
    }

    private Node threading() {
        world.threads = true;
        return world.start();
    }

    private DeployId shipped(Node node) {
        answered(discord.command(ADA, CHANNEL, "ship", Map.of()));
        node.conductor.runDue();
        return node.conductor.holder(Environment.STAGING).orElseThrow().id();
    }

    /** What its thread says: lines, and the titles of what is no line. */
    private List<String> told(DeployId id) {
        return discord.messages().stream()
                .filter(message -> message.channel().equals(message(id)))
                .map(message -> message.body().path("content").asText().isEmpty()
                        ? message.title()
                        : message.body().path("content").asText())
                .toList();
    }

    /** The id of its card's message, which is the thread's as well. */
    private String message(DeployId id) {
        String reference = world.now(id).card().reference();
        return reference.substring(reference.indexOf('/') + 1);
    }

    private void awaitTold(DeployId id, List<String> lines) {
        await().untilAsserted(() -> assertThat(told(id)).containsExactlyElementsOf(lines));
    }

    private void rollBack(Node node, DeployId id) {
        world.rollBack(ADA, world.card(id), "");
        await().until(() -> world.now(id).rollback() != null);
        node.until(id, DeploymentStatus.ROLLED_BACK);
    }

    private static List<String> and(List<String> before, String... more) {
        return Stream.concat(before.stream(), Stream.of(more)).toList();
    }

    @Test
    @DisplayName("is begun from its card, and is told how its status changes, and the details once it is verified")
    void is_told_how_its_status_changes() {
        Node node = threading();
        DeployId id = shipped(node);
        node.until(id, DeploymentStatus.VERIFIED);
        awaitTold(id, UNTIL_VERIFIED);
        assertThat(discord.threads()).containsExactly(new FakeThread(message(id), CHANNEL, id.value(), false, false));

        rollBack(node, id);
        awaitTold(
                id,
                and(
                        UNTIL_VERIFIED,
                        "⏪ Rolling back, by Ada",
                        "↩️ Rolled back: 5/5 checks passed",
                        "📋 Deployment Details"));
        assertThat(discord.threads()).hasSize(1);
    }

    @Test
    @DisplayName("is not there unless somebody asks for it, and costs no call then")
    void is_not_there_unless_somebody_asks_for_it() {
        Node node = world.start();
        node.until(shipped(node), DeploymentStatus.VERIFIED);
        assertThat(DiscordThreads.of(node.chat)).isEmpty();
        assertThat(discord.requests()).noneMatch(call -> call.endsWith("/threads"));
    }

    @Test
    @DisplayName("goes on after a restart")
    void goes_on_after_a_restart() {
        Node first = threading();
        DeployId id = shipped(first);
        first.until(id, DeploymentStatus.VERIFIED);
        awaitTold(id, UNTIL_VERIFIED);
        first.stop();

        rollBack(world.start(), id);
        await().until(() -> told(id).size() == UNTIL_VERIFIED.size() + 3);
        assertThat(discord.threads()).hasSize(1);
    }

    @Test
    @DisplayName("says nothing twice though answers are lost")
    void says_nothing_twice_though_answers_are_lost() {
        Node node = threading();
        DeployId id = shipped(node);
        AtomicInteger calls = new AtomicInteger();
        discord.mishaps(
                call -> call.startsWith("POST") && calls.getAndIncrement() % 2 == 0
                        ? Mishap.FAILS_AFTER_ITS_EFFECT
                        : null,
                Duration.ZERO);
        node.until(id, DeploymentStatus.VERIFIED);
        awaitTold(id, UNTIL_VERIFIED);
    }

    @Test
    @DisplayName("is taken out of the archive, is begun anew if it was deleted, and is left alone if it was locked")
    void is_archived_deleted_and_locked() {
        Node node = threading();
        DeployId id = shipped(node);
        node.until(id, DeploymentStatus.VERIFIED);
        awaitTold(id, UNTIL_VERIFIED);

        discord.archive(discord.threads().get(0), false);
        world.rollBack(ADA, world.card(id), "");
        awaitTold(id, and(UNTIL_VERIFIED, "⏪ Rolling back, by Ada"));
        assertThat(discord.threads().get(0).archived()).isFalse();

        discord.delete(discord.threads().get(0));
        node.until(id, DeploymentStatus.ROLLED_BACK);
        awaitTold(id, List.of("↩️ Rolled back: 5/5 checks passed", "📋 Deployment Details"));

        DeployId next = shipped(node);
        await().until(() -> discord.threads().size() == 2);
        discord.archive(discord.threads().get(1), true);
        List<String> before = told(next);
        node.until(next, DeploymentStatus.VERIFIED);
        await().pollDelay(Duration.ofMillis(300))
                .untilAsserted(() -> assertThat(told(next)).isEqualTo(before));
    }

    @Test
    @DisplayName("keeps no card waiting where it is not permitted, and where nobody answers")
    void keeps_no_card_waiting() {
        Node node = threading();
        discord.refuse(403, 50013, call -> call.endsWith("/threads"));
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger(ThreadCalls.class);
        logger.setLevel(Level.WARN);
        logger.addAppender(log);
        log.start();
        DeployId id = shipped(node);
        node.until(id, DeploymentStatus.VERIFIED);
        FakeMessage card = world.card(id);
        assertThat(card.buttons().keySet()).contains("Promote and ship Prod", "Rollback to 1.4.1");
        await().until(() -> discord.requests().stream().anyMatch(call -> call.endsWith("/threads")));
        assertThat(discord.threads()).isEmpty();

        await().pollDelay(Duration.ofMillis(300))
                .untilAsserted(
                        () -> assertThat(log.list)
                                .as("said once")
                                .extracting(ILoggingEvent::getFormattedMessage)
                                .containsExactly(
                                        "No threads for deployments in channel " + CHANNEL
                                                + ": the bot may not begin threads: give it Create Public Threads and Send Messages in Threads there"));
        logger.detachAppender(log);
        logger.setLevel(null);

        discord.permit();
        rollBack(node, id);
        await().untilAsserted(() -> assertThat(told(id))
                .endsWith("⏪ Rolling back, by Ada", "↩️ Rolled back: 5/5 checks passed", "📋 Deployment Details"));
    }
}
