package io.releaseconductor.discord;

import static io.releaseconductor.testkit.Deployments.aDeployment;
import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.chat.Tone;
import io.releaseconductor.chatops.Reply;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.examples.fakediscord.FakeDiscord;
import io.releaseconductor.examples.fakediscord.FakeInteraction;
import io.releaseconductor.model.Environment;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A listing on Discord")
class ListingMessagesTest {

    private static final Instant AT = Instant.ofEpochSecond(1699747200);

    private static Deployment deployment(int number) {
        Environment environment = new Environment("environment-with-a-long-name-" + number);
        return aDeployment().to(environment).destination(FakeDiscord.CHANNEL).verified();
    }

    private static Reply.Listing listing(int count) {
        List<Reply.Listing.Entry> entries = IntStream.range(0, count)
                .mapToObj(i -> new Reply.Listing.Entry(
                        "⌛ " + i + ": verified, waits for a decision, v1.*5*.0, shipped by @everyone; since",
                        AT,
                        deployment(i)))
                .toList();
        return new Reply.Listing(Tone.NEUTRAL, "🚦 Deployments Under Way", entries, "The rest is free.");
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "30, 2", "200, 6"})
    @DisplayName("is as many messages as it takes, none of which Discord refuses, and nothing is cut")
    void nothing_is_cut(int count, int messages) {
        List<DataObject> sent = ListingMessages.of(
                listing(count), d -> "https://discord.com/channels/222222222222222222/333333333333333331/" + d.id());
        String text = sent.stream()
                .map(message -> message.getArray("embeds").getObject(0).getString("description"))
                .collect(Collectors.joining("\n"));

        assertThat(sent)
                .hasSize(messages)
                .allSatisfy(message ->
                        assertThat(FakeDiscord.refusalsOf(message.toString())).isEmpty());
        assertThat(text.lines()).hasSize(count + 1).last().isEqualTo("The rest is free.");
        for (int i = 0; i < count; i++) {
            String card = "https://discord.com/channels/222222222222222222/333333333333333331/"
                    + deployment(i).id();
            assertThat(text)
                    .contains("⌛ " + i
                            + ": verified, waits for a decision, v1.\\*5\\*.0, shipped by @\u200Beveryone; since"
                            + " <t:1699747200:f>" + (i < 20 ? " · [Card](" + card + ")" : ""));
        }
    }

    @Test
    @DisplayName("is shown to the one who asked, in order, and to nobody else")
    void is_shown() {
        try (Node.World world = new Node.World()) {
            world.start();
            FakeInteraction asked =
                    Node.answered(world.discord.command(FakeDiscord.ADA, FakeDiscord.CHANNEL, "ship-status", Map.of()));
            assertThat(asked.answer()).contains("🚦 Deployments Under Way", "Prod is free. Staging is free.");
            assertThat(world.discord.messages()).isEmpty();
            assertThat(world.discord.refusals()).isEmpty();
        }
    }
}
