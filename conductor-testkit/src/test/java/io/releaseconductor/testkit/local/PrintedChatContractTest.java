package io.releaseconductor.testkit.local;

import io.releaseconductor.local.PrintedChat;
import io.releaseconductor.spi.ChatChannel;
import io.releaseconductor.testkit.ChatChannelContract;
import io.releaseconductor.testkit.ChatHarness;
import io.releaseconductor.testkit.HarnessLimits;
import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The chat that prints, as a chat channel,")
class PrintedChatContractTest extends ChatChannelContract {

    private static final HarnessLimits LIMITS = HarnessLimits.none()
            .cannot(ChatHarness.Area.OLD_KEYS, "a process that ended has forgotten what it printed")
            .cannot(ChatHarness.Area.LOST_ANSWERS, "it is called in the same process")
            .cannot(ChatHarness.Area.DELETED_MESSAGES, "what is printed stays")
            .cannot(ChatHarness.Area.REFUSALS, "everything may be printed");

    @Override
    protected ChatHarness openChat(Clock clock) {
        return new Paper(clock);
    }

    /** What is printed, and a printer that can be switched off. */
    private static final class Paper implements ChatHarness, Appendable {

        private final StringBuilder text = new StringBuilder();
        private final PrintedChat chat;
        private volatile boolean down;

        Paper(Clock clock) {
            this.chat = PrintedChat.to(this, clock);
        }

        @Override
        public Appendable append(CharSequence more) throws IOException {
            if (down) {
                throw new IOException("no paper");
            }
            text.append(more);
            return this;
        }

        @Override
        public Appendable append(CharSequence more, int start, int end) throws IOException {
            return append(more.subSequence(start, end));
        }

        @Override
        public Appendable append(char one) throws IOException {
            return append(String.valueOf(one));
        }

        @Override
        public ChatChannel chat() {
            return chat;
        }

        @Override
        public String destination() {
            return "anywhere";
        }

        @Override
        public String refusedDestination() {
            throw new AssertionError(LIMITS.reasons().get(Area.REFUSALS));
        }

        /** What was printed last under each name. */
        @Override
        public Map<String, String> messages() {
            Map<String, String> messages = new LinkedHashMap<>();
            for (String block : text.toString().split("(?m)^── ", -1)) {
                int end = block.indexOf(" ──\n");
                if (end >= 0) {
                    messages.put(
                            block.substring(0, end), block.substring(end + 4).strip());
                }
            }
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
            down = true;
        }

        @Override
        public void comeUp() {
            down = false;
        }

        @Override
        public HarnessLimits limits() {
            return LIMITS;
        }
    }
}
