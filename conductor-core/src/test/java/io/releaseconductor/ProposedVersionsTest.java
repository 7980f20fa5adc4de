package io.releaseconductor;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.chatops.ChatOps;
import io.releaseconductor.chatops.ChatOpsOptions;
import io.releaseconductor.chatops.Command;
import io.releaseconductor.chatops.CommandSpec;
import io.releaseconductor.chatops.Completion;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.ResolvedRef;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.ChatChannel;
import io.releaseconductor.spi.Refs;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("While somebody types what to ship,")
class ProposedVersionsTest {

    private static final String COMMIT = "3f2a91c0de3f2a91c0de3f2a91c0de3f2a91c0de";

    private final World world = new World();
    private final Conductor conductor = world.byHand().build();

    private ChatOps ops(Conductor of) {
        return ChatOps.of(of, ChatChannel.NONE, ChatOpsOptions.DEFAULT.withClock(world.clock));
    }

    private List<Completion> versions(String environment, String typed, int atMost) {
        return ops(conductor).complete(Command.SHIP, Map.of(Command.ENV, environment), Command.VERSION, typed, atMost);
    }

    /** To staging, and by its promotion to prod, where it stays undecided. */
    private void promote(String version) {
        DeployId id = World.shipped(conductor.ship(World.toStaging().withVersion(version)))
                .id();
        world.runUntil(conductor, id, DeploymentStatus.VERIFIED);
        conductor.promote(id, World.BOB);
        world.runUntil(conductor, id, DeploymentStatus.PROMOTED);
        conductor.runDue();
    }

    private void ship(String version) {
        DeployId id = World.shipped(conductor.ship(World.toStaging().withVersion(version)))
                .id();
        conductor.cancel(id, World.BOB);
        world.clock.tick(Duration.ofSeconds(1));
    }

    @Test
    @DisplayName(
            "the versions of that environment and of the linked one are proposed, the newest first, each once and with what became of it")
    void versions() {
        promote(COMMIT);
        world.clock.tick(Duration.ofMinutes(150));
        ship("1.4.2");
        world.clock.tick(Duration.ofMinutes(5));

        assertThat(versions("prod", "", 25))
                .containsExactly(
                        new Completion("1.4.2: cancelled in Staging 5 min ago", "1.4.2"),
                        new Completion("3f2a91c: deploying in Prod 2 h ago", COMMIT));
        assertThat(versions("staging", "3F2", 25)).extracting(Completion::value).containsExactly(COMMIT);
        assertThat(versions("staging", "0de", 25)).extracting(Completion::value).containsExactly(COMMIT);
        assertThat(versions("staging", "cancelled", 25))
                .extracting(Completion::value)
                .containsExactly("1.4.2");
        assertThat(versions("moon", "", 25)).isEmpty();
        world.clock.tick(Duration.ofDays(3));
        assertThat(versions("staging", "1.4", 25).get(0).label()).isEqualTo("1.4.2: cancelled in Staging 3 days ago");
    }

    @Test
    @DisplayName("those for staging are proposed where nobody named an environment, and no more than can be shown")
    void of_staging() {
        IntStream.rangeClosed(1, 30).forEach(number -> ship("v" + number));
        List<Completion> proposed = ops(conductor).complete(Command.SHIP, Command.VERSION, "", 25);

        assertThat(proposed)
                .hasSize(25)
                .first()
                .satisfies(newest -> assertThat(newest.label()).isEqualTo("v30: cancelled in Staging just now"));
        assertThat(versions("staging", "", 0)).isEmpty();
    }

    @Test
    @DisplayName("branches and tags are proposed as they are known, and none where nobody knows any")
    void refs() {
        Conductor knowing = world.byHand()
                .refs(new Refs() {
                    @Override
                    public ResolvedRef resolve(Environment environment, @Nullable String ref) {
                        throw new AssertionError("nothing is shipped");
                    }

                    @Override
                    public List<String> named(String typed, int atMost) {
                        if (typed.equals("ill")) {
                            throw new IllegalStateException("the refs are ill");
                        }
                        return List.of("main", "release/" + typed, "more than was asked for");
                    }
                })
                .build();

        assertThat(ops(knowing).complete(Command.SHIP, Command.REF, " 2 ", 2))
                .containsExactly(new Completion("main", "main"), new Completion("release/2", "release/2"));
        assertThat(ops(knowing).complete(Command.SHIP, Command.REF, "ill", 25)).isEmpty();
        assertThat(ops(conductor).complete(Command.SHIP, Command.REF, "", 25)).isEmpty();
    }

    @Test
    @DisplayName("chats are told that they can ask for both")
    void offered() {
        assertThat(ops(conductor).commands().get(0).options())
                .filteredOn(option -> List.of(Command.REF, Command.VERSION).contains(option.name()))
                .extracting(CommandSpec.Option::values)
                .containsOnly(new CommandSpec.Text(255, true))
                .hasSize(2);
    }

    @Test
    @DisplayName("environments are told with those that a promotion leads to or comes from")
    void linked() {
        assertThat(conductor.linkedWith(Environment.STAGING)).containsExactly(Environment.PROD);
        assertThat(conductor.linkedWith(Environment.PROD)).containsExactly(Environment.STAGING);
        assertThat(conductor.linkedWith(new Environment("moon"))).isEmpty();
    }
}
