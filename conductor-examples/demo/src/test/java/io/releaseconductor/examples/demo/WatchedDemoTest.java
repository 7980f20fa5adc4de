package io.releaseconductor.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The demo, watching what was promoted,")
class WatchedDemoTest {

    @TempDir
    private Path folder;

    @Test
    @DisplayName("says until when on the card, and tells what fires with a button that rolls back")
    void tells() throws Exception {
        try (Conversation conversation = Conversation.start(folder, Map.of("SHIP_WATCH", "10s"))) {
            conversation.type("next one-login");
            conversation.type("/ship env:staging strategy:full");
            conversation.await("[Promote and ship Prod]");
            conversation.type("promote");
            conversation.await("👀 Watching until", "🔔 Fired while watched: auth_broken", "[Rollback to v1]");
            assertThat(conversation.end()).isZero();
        }
    }

    @Test
    @DisplayName("rolls it back by itself where the button said so")
    void rolls_back() throws Exception {
        Map<String, String> variables = Map.of("SHIP_WATCH", "10s", "SHIP_WATCH_ROLLS_BACK", "on");
        try (Conversation conversation = Conversation.start(folder, variables)) {
            conversation.type("next one-login");
            conversation.type("/ship env:staging strategy:full");
            conversation.await("[Promote and ship Prod (watched 10s, rolls back by itself)]");
            conversation.type("promote");
            conversation.await("Rollback triggered by policy: auth_broken while watched", "Deployment Rolled Back");
            assertThat(conversation.end()).isZero();
        }
    }
}
