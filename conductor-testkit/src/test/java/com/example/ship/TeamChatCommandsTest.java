package com.example.ship;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.Conductor;
import io.releaseconductor.chatops.ChatOps;
import io.releaseconductor.chatops.ChatOpsOptions;
import io.releaseconductor.chatops.Command;
import io.releaseconductor.check.CheckCatalog;
import io.releaseconductor.config.Variables;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.Authorizer;
import io.releaseconductor.testkit.FakeChat;
import io.releaseconductor.testkit.FakeCheck;
import io.releaseconductor.testkit.FakeWorkflows;
import io.releaseconductor.testkit.ManualClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The team's chat")
class TeamChatCommandsTest {

    private static final Actor ADA = Actor.person("1", "Ada");

    private final ManualClock clock = new ManualClock();
    private final List<String> seen = new ArrayList<>();

    @Test
    @DisplayName(
            "refuses at once, acknowledges what takes longer, says what came of it, and ships nothing that the chat called failed")
    void commands_and_clicks() {
        FakeChat channel = new FakeChat(clock);
        Conductor conductor = Conductor.builder()
                .variables(Variables.of(Map.of("SHIP_AUTO_ROLLBACK", "false")))
                .workflows(new FakeWorkflows(clock))
                .chat(channel)
                .authorizer(Authorizer.allowAll())
                .checks(CheckCatalog.of(
                        FakeCheck.passing("frontend"), FakeCheck.passing("api"), FakeCheck.passing("auth")))
                .clock(clock)
                .build();
        List<Runnable> work = new ArrayList<>();
        TeamChatCommands commands = new TeamChatCommands(
                ChatOps.of(conductor, channel, ChatOpsOptions.DEFAULT.withClock(clock)), chat(), work::add);

        commands.commanded("1", Command.SHIP, Map.of("env", "moon"), ADA, "#releases", clock.instant());
        commands.commanded("late", Command.SHIP, Map.of("env", "staging"), ADA, "#releases", clock.instant());
        assertThat(work).isEmpty();
        commands.commanded("2", Command.SHIP, Map.of("env", "staging"), ADA, "#releases", clock.instant());
        assertThat(conductor.holder(Environment.STAGING)).isEmpty();
        work.remove(0).run();
        DeployId id = conductor.holder(Environment.STAGING).orElseThrow().id();
        commands.clicked("3", "ship_cancel_" + id, ADA, "message-1", clock.instant());
        work.remove(0).run();

        assertThat(seen)
                .containsExactly(
                        "1: env: \"moon\" is not allowed; allowed: prod, staging",
                        "late acknowledged",
                        "2 acknowledged",
                        "2: 🚀 Shipping Staging as " + id + ". Its card follows in this channel.",
                        "3 acknowledged",
                        "3: 🛑 Taken: the cancel of " + id + " is under way.");
        assertThat(conductor.find(id).orElseThrow())
                .satisfies(d -> assertThat(d.status()).isEqualTo(DeploymentStatus.CANCELLED))
                .satisfies(d -> assertThat(d.request().initiatedBy().chat()).isEqualTo("team-chat"));
    }

    private TeamChatCommands.TeamChat chat() {
        return new TeamChatCommands.TeamChat() {
            @Override
            public boolean acknowledge(String interaction) {
                seen.add(interaction + " acknowledged");
                return !interaction.equals("late");
            }

            @Override
            public void tell(String interaction, String text) {
                seen.add(interaction + ": " + text);
            }
        };
    }
}
