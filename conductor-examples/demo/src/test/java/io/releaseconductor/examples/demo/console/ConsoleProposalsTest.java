package io.releaseconductor.examples.demo.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.Conductor;
import io.releaseconductor.ShipRequest;
import io.releaseconductor.ShipResult;
import io.releaseconductor.chatops.ChatOps;
import io.releaseconductor.chatops.ChatOpsOptions;
import io.releaseconductor.check.CheckCatalog;
import io.releaseconductor.config.Variables;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.examples.demo.terminal.PipedTeletype;
import io.releaseconductor.examples.demo.terminal.Screen;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.Authorizer;
import io.releaseconductor.testkit.FakeWorkflows;
import io.releaseconductor.testkit.ManualClock;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What the console proposes")
class ConsoleProposalsTest {

    private final ManualClock clock = new ManualClock();
    private final Progress progress = new Progress(clock);
    private final ConsoleChat chat = new ConsoleChat(new Screen(new PipedTeletype(
            InputStream.nullInputStream(),
            new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8))));
    private final Conductor conductor = Conductor.builder()
            .variables(Variables.of(Map.of("SHIP_ROLLBACK_MIN_CHECKS_PASSING", "0")))
            .workflows(new FakeWorkflows(clock))
            .chat(chat)
            .authorizer(Authorizer.allowAll())
            .checks(CheckCatalog.of())
            .clock(clock)
            .build();
    private final ConsoleProposals proposals = new ConsoleProposals(
            ChatOps.of(conductor, chat, ChatOpsOptions.DEFAULT), new Buttons(conductor, chat, progress));

    @AfterEach
    void close() {
        conductor.close();
    }

    @Test
    @DisplayName("is every word to begin with")
    void first() {
        assertThat(proposals.after(List.of()))
                .contains("/ship", "next", "status", "history", "help", "quit", "promote", "hold", "lift");
    }

    @Test
    @DisplayName("is behind /ship what is not said yet")
    void ship() {
        assertThat(proposals.after(List.of("/ship")))
                .containsExactlyInAnyOrder(
                        "env:staging", "env:prod", "strategy:full", "strategy:canary", "ref:", "version:", "note:");
        assertThat(proposals.after(List.of("/ship", "env:prod")))
                .containsExactlyInAnyOrder("strategy:full", "strategy:canary", "ref:", "version:", "note:");
    }

    @Test
    @DisplayName("is behind a command of chats what it takes, each with what is allowed there")
    void of_chats() {
        assertThat(proposals.after(List.of("/ship-lock")))
                .containsExactlyInAnyOrder("env:staging", "env:prod", "env:all", "for:", "reason:");
        assertThat(proposals.after(List.of("/ship-lock", "for:30m", "env:all"))).containsExactly("reason:");
        assertThat(proposals.after(List.of("/ship-unlock"))).contains("env:all");
        assertThat(proposals.after(List.of("/ship-rollback")))
                .containsExactlyInAnyOrder("deployment:", "version:", "reason:");
    }

    @Test
    @DisplayName("is behind such a command the deployments that there are")
    void deployments() {
        ShipResult shipped = conductor.ship(ShipRequest.to(Environment.STAGING, Actor.person("1", "Ada")));
        Deployment deployment = ((ShipResult.Shipped) shipped).deployment();
        progress.seen(deployment);

        assertThat(proposals.after(List.of("/ship-cancel"))).containsExactly("deployment:" + deployment.id());
    }

    @Test
    @DisplayName("is behind a button the environments, behind next the faults, and nothing behind others")
    void more() {
        assertThat(proposals.after(List.of("rollback"))).containsExactly("prod", "staging");
        assertThat(proposals.after(List.of("rollback", "prod"))).isEmpty();
        assertThat(proposals.after(List.of("next"))).contains("good", "dead-api");
        assertThat(proposals.after(List.of("status"))).isEmpty();
    }
}
