package io.releaseconductor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.releaseconductor.chat.CardRenderer;
import io.releaseconductor.chat.CardText;
import io.releaseconductor.deployment.ChangeLookup;
import io.releaseconductor.deployment.ChangeOutcome;
import io.releaseconductor.deployment.ChangeSummary;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.DispatchOutcome;
import io.releaseconductor.deployment.WorkflowRun;
import io.releaseconductor.health.CallbackHealth;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.ChangeLog;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What is being shipped")
class ChangeLogTest {

    private static final ChangeSummary SUMMARY = new ChangeSummary(
            "Fix login for SSO users",
            "Ada Lovelace",
            "5f1c2ab7c0de5f1c2ab7c0de5f1c2ab7c0de0001",
            new ChangeSummary.Distance("v1", 12, 0),
            URI.create("https://ci.example.com/compare/v1...v2"));

    private final World world = new World();
    private final List<ChangeLog.Question> asked = new CopyOnWriteArrayList<>();

    private Conductor conductor(ChangeLog changes) {
        return world.byHand()
                .changeLog(question -> {
                    asked.add(question);
                    return changes.find(question);
                })
                .build();
    }

    private Deployment verified(ChangeLog changes) {
        return world.shipAndVerify(conductor(changes));
    }

    private static String card(Deployment d) {
        return CardText.render(CardRenderer.render(d));
    }

    @Test
    @DisplayName("is asked once, when the run is known, and is on the card")
    void asked_once() {
        Deployment d = verified(question -> {
            assertThat(world.workflows.dispatched).hasSize(1);
            return new ChangeOutcome.Known(SUMMARY);
        });

        assertThat(asked).containsExactly(new ChangeLog.Question(Environment.STAGING, null, "v2", "v1"));
        assertThat(d.change().summary()).isEqualTo(SUMMARY);
        assertThat(card(d))
                .contains(
                        "Version: v2\nChange: \"Fix login for SSO users\" by Ada Lovelace, 12 commits since v1\n",
                        "[Compare](https://ci.example.com/compare/v1...v2)");
        assertThat(world.chat.messages.values()).extracting(CardText::render).containsExactly(card(d));
    }

    @Test
    @DisplayName("is not asked before the run tells which commit it is about, where nobody asked for a version")
    void asked_once_the_version_is_known() {
        world.workflows.onDispatch = intent -> {
            world.workflows.begin(intent);
            return new DispatchOutcome.Started(WorkflowRun.queued("1", null));
        };
        Conductor conductor = conductor(question -> new ChangeOutcome.Known(SUMMARY));
        ShipRequest request = ShipRequest.to(Environment.STAGING, World.ADA).withDestination(World.CHANNEL);
        Deployment d =
                world.runUntil(conductor, World.shipped(conductor.ship(request)).id(), DeploymentStatus.VERIFIED);

        assertThat(asked).extracting(ChangeLog.Question::version).containsExactly("commit-of-main");
        assertThat(d.change().summary()).isEqualTo(SUMMARY);
    }

    @Test
    @DisplayName("is not asked where there is nobody to ask, and the record says nothing of it")
    void nobody_to_ask() {
        Deployment d = world.shipAndVerify(world.byHand().build());

        assertThat(d.change()).isNull();
        assertThat(card(d)).doesNotContain("Change:", "Compare");
    }

    @Test
    @DisplayName("is asked once more after an exception or no answer at all, and then no more")
    void asked_twice_at_most() {
        Conductor conductor = conductor(question -> {
            if (asked.size() == 1) {
                throw new IllegalStateException("the change log is ill");
            }
            return null;
        });
        DeployId id = world.shipAndVerify(conductor).id();
        for (int minute = 0; minute < 3; minute++) {
            world.clock.tick(Duration.ofMinutes(1));
            conductor.runDue();
        }

        assertThat(asked).hasSize(2);
        assertThat(world.now(id).change().missing()).isEqualTo("NullPointerException: the change log answered nothing");
    }

    @Test
    @DisplayName("is not known for good where the change log knows nothing")
    void nothing_known() {
        Deployment d = verified(question -> new ChangeOutcome.NothingKnown("no such commit"));

        assertThat(asked).hasSize(1);
        assertThat(d.change()).isEqualTo(new ChangeLookup(null, "no such commit", null));
        assertThat(card(d)).doesNotContain("Change:", "no such commit");
    }

    @Test
    @DisplayName("is not waited for: while nobody answers, everything goes on, and it is counted")
    void not_waited_for() {
        CountDownLatch over = new CountDownLatch(1);
        try (Conductor conductor = world.builder()
                .changeLog(question -> {
                    asked.add(question);
                    while (over.getCount() > 0) {
                        try {
                            over.await();
                        } catch (InterruptedException e) {
                            // deaf, as a change log may be
                            assertThat(over.getCount()).isPositive();
                        }
                    }
                    return new ChangeOutcome.Known(SUMMARY);
                })
                .build()) {
            conductor.start();
            DeployId id = World.shipped(conductor.ship(World.toStaging())).id();
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                world.clock.tick(Duration.ofSeconds(1));
                return world.now(id).status() == DeploymentStatus.VERIFIED;
            });
            assertThat(asked).hasSize(1);
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                world.clock.tick(Duration.ofSeconds(5));
                return world.now(id).change() != null;
            });
            assertThat(conductor.health().callbacks())
                    .filteredOn(callback -> callback.name().startsWith("change log "))
                    .extracting(CallbackHealth::overdue)
                    .containsExactly(1L);
            over.countDown();
        }
    }
}
