package io.releaseconductor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.releaseconductor.chat.CardRenderer;
import io.releaseconductor.chat.CardText;
import io.releaseconductor.deployment.DeployRequest;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.DispatchIntent;
import io.releaseconductor.deployment.DispatchOutcome;
import io.releaseconductor.deployment.ResolvedRef;
import io.releaseconductor.deployment.WorkflowRun;
import io.releaseconductor.health.CallbackHealth;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Strategy;
import io.releaseconductor.spi.Refs;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A ref that is shipped")
class ResolvedRefTest {

    private static final String THEN = "3f2a91c0de3f2a91c0de3f2a91c0de3f2a91c0de";
    private static final String LATER = "5f1c2ab7c0de5f1c2ab7c0de5f1c2ab7c0de0001";

    private final World world = new World();
    private volatile String head = THEN;
    private final AtomicInteger asked = new AtomicInteger();

    private Conductor conductor(Function<@Nullable String, @Nullable ResolvedRef> refs) {
        return world.byHand().refs(asRefs(refs)).build();
    }

    private Refs asRefs(Function<@Nullable String, @Nullable ResolvedRef> refs) {
        return new Refs() {
            @Override
            @SuppressWarnings("NullAway")
            public ResolvedRef resolve(Environment environment, @Nullable String ref) {
                asked.incrementAndGet();
                return refs.apply(ref);
            }

            @Override
            public List<String> named(String typed, int atMost) {
                return List.of();
            }
        };
    }

    private Conductor atHead() {
        return conductor(ref -> ResolvedRef.at(Objects.requireNonNullElse(ref, "main"), head));
    }

    /** A workflow as the samples are: what it is not told it takes from the branch as it is by then. */
    private void runsDeployWhatTheyAreTold() {
        world.workflows.onDispatch = intent -> {
            DispatchOutcome.Started started = (DispatchOutcome.Started) world.workflows.begin(intent);
            WorkflowRun run = started.run().withVersion(head);
            world.workflows.runs.put(run.id(), run);
            return new DispatchOutcome.Started(run);
        };
    }

    private static ShipRequest main() {
        return ShipRequest.to(Environment.STAGING, World.ADA).withRef("main").withDestination(World.CHANNEL);
    }

    private static String card(Deployment d) {
        return CardText.render(CardRenderer.render(d));
    }

    @Test
    @DisplayName(
            "is the same commit in both waves of a canary, on the card and in the linked environment, wherever the branch moves")
    void moved_branch() {
        runsDeployWhatTheyAreTold();
        Conductor conductor = atHead();
        DeployId id = World.shipped(conductor.ship(main().withStrategy(Strategy.CANARY)))
                .id();
        assertThat(world.workflows.dispatched).isEmpty();
        head = LATER;
        world.runUntil(conductor, id, DeploymentStatus.VERIFIED);
        assertThat(card(world.now(id))).contains("Ref: main at 3f2a91c", "Version: " + THEN);
        conductor.promote(id, World.BOB);
        world.runUntil(conductor, id, DeploymentStatus.PROMOTED);
        conductor.runDue();
        Deployment linked = conductor.holder(Environment.PROD).orElseThrow();
        world.runUntil(conductor, linked.id(), DeploymentStatus.VERIFIED);

        assertThat(world.workflows.dispatched)
                .hasSize(3)
                .allSatisfy(intent -> assertThat(intent.version()).isEqualTo(THEN))
                .allSatisfy(intent -> assertThat(intent.ref()).isEqualTo("main"));
        assertThat(world.workflows.dispatched)
                .extracting(DispatchIntent::phase)
                .containsExactly(Phase.DEPLOY, Phase.PROMOTE, Phase.DEPLOY);
        assertThat(world.now(id).version()).isEqualTo(THEN);
        assertThat(linked.request().version()).isEqualTo(THEN);
        assertThat(asked).hasValue(1);
    }

    @Test
    @DisplayName("is what a rollback returns to later")
    void is_returned_to() {
        runsDeployWhatTheyAreTold();
        Conductor conductor = world.byHandWith(
                        EnvironmentSettings.of(Environment.STAGING).withLinked(null))
                .refs(asRefs(ref -> ResolvedRef.at("main", head)))
                .build();
        DeployId first = World.shipped(conductor.ship(main())).id();
        head = LATER;
        world.runUntil(conductor, first, DeploymentStatus.VERIFIED);
        conductor.promote(first, World.BOB);
        world.runUntil(conductor, first, DeploymentStatus.PROMOTED);
        DeployId second = World.shipped(conductor.ship(main())).id();
        world.runUntil(conductor, second, DeploymentStatus.VERIFIED);
        conductor.rollback(second, World.BOB);
        world.runUntil(conductor, second, DeploymentStatus.ROLLED_BACK);

        assertThat(world.workflows.dispatched)
                .extracting(DispatchIntent::version)
                .containsExactly(THEN, LATER, THEN);
    }

    @Test
    @DisplayName("has the name of the default branch where none is asked for")
    void default_branch() {
        Conductor conductor = atHead();
        Deployment d = World.shipped(conductor.ship(ShipRequest.to(Environment.STAGING, World.ADA)));

        assertThat(d.version()).isEqualTo(THEN);
        assertThat(d.request().ref()).isNull();
        assertThat(d.request().version()).isNull();
        assertThat(card(d)).contains("Ref: main at 3f2a91c");
    }

    @Test
    @DisplayName("is not looked at where a version is asked for, or the workflow takes none")
    void not_looked_at() {
        Conductor conductor = atHead();
        Deployment given = World.shipped(conductor.ship(main().withVersion("1.4.2")));
        world.workflows.fromHead = (environment, phase) -> true;
        Deployment fromHead = World.shipped(conductor.ship(ShipRequest.to(Environment.PROD, World.ADA)));

        assertThat(asked).hasValue(0);
        assertThat(given.version()).isEqualTo("1.4.2");
        assertThat(given.request().resolved()).isNull();
        assertThat(fromHead.version()).isNull();
        assertThat(card(fromHead)).doesNotContain("Ref:");
    }

    @Test
    @DisplayName("ships all the same where nobody can tell, and the card says that its run decides")
    void nobody_can_tell() {
        Conductor conductor = conductor(ref -> ResolvedRef.unknown(ref, "GitHub answered 404\nNot Found"));
        DeployId id = World.shipped(conductor.ship(main())).id();
        assertThat(card(world.now(id))).contains("Ref: main, at the commit that its run finds there");
        Deployment d = world.runUntil(conductor, id, DeploymentStatus.VERIFIED);

        assertThat(d.version()).isEqualTo("commit-of-main");
        assertThat(CardText.render(CardRenderer.details(d)))
                .contains(
                        "nobody could tell the commit of main, so that its run decides: GitHub answered 404 Not Found");
    }

    @Test
    @DisplayName("ships all the same after an exception or no answer at all")
    void ill() {
        Conductor conductor = conductor(ref -> {
            if (asked.get() == 1) {
                throw new IllegalStateException("the refs are ill");
            }
            return null;
        });
        Deployment first = World.shipped(conductor.ship(main()));
        Deployment second = World.shipped(conductor.ship(ShipRequest.to(Environment.PROD, World.ADA)));

        assertThat(Objects.requireNonNull(first.request().resolved()).missing())
                .contains("threw IllegalStateException");
        assertThat(Objects.requireNonNull(second.request().resolved()).missing())
                .contains("threw NullPointerException");
        assertThat(card(second)).contains("Ref: the default branch, at the commit that its run finds there");
        assertThat(conductor.health().callbacks())
                .filteredOn(callback -> callback.name().startsWith("refs "))
                .extracting(CallbackHealth::threw)
                .containsExactly(2L);
    }

    @Test
    @DisplayName("is asked about again by a repeat of the same request, which ships nothing else")
    void repeated() {
        Conductor conductor = atHead();
        Deployment first = World.shipped(conductor.ship(main().withKey("1")));
        head = LATER;

        assertThat(World.shipped(conductor.ship(main().withKey("1")))).isEqualTo(first);
    }

    @Test
    @DisplayName("has a name and a commit, or a reason, and no version beside it")
    void validates() {
        assertThatThrownBy(() -> new ResolvedRef("main", null, null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ResolvedRef("main", THEN, "why")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ResolvedRef(null, THEN, null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ResolvedRef.at("main", " ")).hasMessageStartingWith("commit: ");
        DeployRequest given =
                World.shipped(atHead().ship(main().withVersion("v2"))).request();
        assertThatThrownBy(() ->
                        given.toBuilder().resolved(ResolvedRef.at("main", THEN)).build())
                .hasMessageContaining("no ref is to be resolved");
    }
}
