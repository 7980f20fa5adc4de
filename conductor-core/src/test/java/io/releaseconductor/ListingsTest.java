package io.releaseconductor;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.chatops.ChatOps;
import io.releaseconductor.chatops.ChatOpsOptions;
import io.releaseconductor.chatops.Command;
import io.releaseconductor.chatops.Reception;
import io.releaseconductor.chatops.Reply;
import io.releaseconductor.chatops.ReplyText;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.ChatChannel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What differs from {@code src/test/resources/listings} is written to {@code target/listings}. */
@DisplayName("What is listed")
class ListingsTest {

    private final World world = new World();

    private static List<Environment> environments(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> new Environment("cell-" + i))
                .toList();
    }

    private Conductor conductor(int count) {
        return world.byHandWith(environments(count).stream()
                        .map(each -> EnvironmentSettings.of(each).withBaselineVersion("v1"))
                        .toArray(EnvironmentSettings[]::new))
                .build();
    }

    private Reply.Listing ask(Conductor conductor, String name) {
        ChatOps ops = ChatOps.of(conductor, ChatChannel.NONE, ChatOpsOptions.DEFAULT.withClock(world.clock));
        Command command = new Command(name, Map.of(), World.ADA, null, null, world.clock.instant());
        return (Reply.Listing) ((Reception.Accepted) ops.ask(command)).carryOut();
    }

    private Deployment ship(Conductor conductor, Environment environment) {
        return World.shipped(
                conductor.ship(ShipRequest.to(environment, World.ADA).withVersion("v2")));
    }

    /** In the first one a deployment was promoted and one rolled back; of the others some are decided on, and some have just been shipped. */
    private void fill(Conductor conductor, int underWay) {
        List<Environment> all = conductor.environments();
        Deployment first = ship(conductor, all.get(0));
        world.runUntil(conductor, first.id(), DeploymentStatus.VERIFIED);
        conductor.promote(first.id(), World.BOB);
        Deployment second = ship(conductor, all.get(0));
        world.runUntil(conductor, second.id(), DeploymentStatus.VERIFIED);
        conductor.rollback(second.id(), World.BOB, "checkout is slow");
        world.runUntil(conductor, second.id(), DeploymentStatus.ROLLED_BACK);
        for (int i = 1; i <= underWay; i++) {
            Deployment next = ship(conductor, all.get(i % all.size()));
            if (i == underWay / 2) {
                world.runUntil(conductor, next.id(), DeploymentStatus.VERIFIED);
            }
            world.clock.tick(Duration.ofSeconds(1));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 30, 200})
    @DisplayName("reads as approved, all that is under way first")
    void reads_as_approved(int count) throws IOException {
        Conductor conductor = conductor(count);
        fill(conductor, Math.min(count, 7));

        Reply.Listing status = ask(conductor, Command.STATUS);
        assertThat(status.entries()).hasSize(Math.min(count, 7));
        approved("status-" + count, ReplyText.render(status));
        approved("history-" + count, ReplyText.render(ask(conductor, Command.HISTORY)));
    }

    @Test
    @DisplayName("is all that is under way, however much that is")
    void all_that_is_under_way() {
        Conductor conductor = conductor(200);
        conductor.environments().forEach(each -> ship(conductor, each));

        Reply.Listing status = ask(conductor, Command.STATUS);
        assertThat(status.entries()).hasSize(200).doesNotHaveDuplicates();
        assertThat(status.rest()).isNull();
    }

    private static void approved(String name, String actual) throws IOException {
        Path approved = Path.of("src/test/resources/listings").resolve(name + ".txt");
        String expected = Files.exists(approved) ? Files.readString(approved) : "";
        if (!expected.equals(actual + "\n")) {
            Path target = Path.of("target/listings");
            Files.createDirectories(target);
            Files.writeString(target.resolve(name + ".txt"), actual + "\n");
        }
        assertThat(actual + "\n").isEqualTo(expected);
    }
}
