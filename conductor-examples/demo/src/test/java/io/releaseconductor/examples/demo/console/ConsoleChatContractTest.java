package io.releaseconductor.examples.demo.console;

import io.releaseconductor.chat.CardText;
import io.releaseconductor.examples.demo.terminal.PipedTeletype;
import io.releaseconductor.examples.demo.terminal.Screen;
import io.releaseconductor.testkit.ChatChannelContract;
import io.releaseconductor.testkit.ChatHarness;
import io.releaseconductor.testkit.HarnessLimits;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The console chat, as a chat channel,")
class ConsoleChatContractTest extends ChatChannelContract {

    private static final HarnessLimits LIMITS = HarnessLimits.none()
            .cannot(ChatHarness.Area.OUTAGES, "a console cannot be down while the demo runs")
            .cannot(ChatHarness.Area.LOST_ANSWERS, "it is called in the same process")
            .cannot(ChatHarness.Area.DELETED_MESSAGES, "what is printed stays")
            .cannot(ChatHarness.Area.REFUSALS, "there is one console, and everything may be printed there");

    @Override
    protected ChatHarness openChat(Clock clock) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        return new ConsoleHarness(
                new ConsoleChat(new Screen(new PipedTeletype(InputStream.nullInputStream(), nowhere))));
    }

    private record ConsoleHarness(ConsoleChat chat) implements ChatHarness {

        @Override
        public String destination() {
            return "console";
        }

        @Override
        public String refusedDestination() {
            throw new AssertionError(LIMITS.reasons().get(Area.REFUSALS));
        }

        @Override
        public Map<String, String> messages() {
            Map<String, String> messages = new LinkedHashMap<>();
            chat.cards().forEach((reference, card) -> messages.put(reference, CardText.render(card)));
            return messages;
        }

        @Override
        public void delete(String reference) {
            throw new AssertionError(LIMITS.reasons().get(Area.DELETED_MESSAGES));
        }

        @Override
        public void loseNextAnswer() {
            throw new AssertionError(LIMITS.reasons().get(Area.LOST_ANSWERS));
        }

        @Override
        public void goDown() {
            throw new AssertionError(LIMITS.reasons().get(Area.OUTAGES));
        }

        @Override
        public void comeUp() {
            throw new AssertionError(LIMITS.reasons().get(Area.OUTAGES));
        }

        @Override
        public HarnessLimits limits() {
            return LIMITS;
        }
    }
}
