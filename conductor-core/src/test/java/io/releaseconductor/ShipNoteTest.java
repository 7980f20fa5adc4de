package io.releaseconductor;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.chat.CardRenderer;
import io.releaseconductor.chat.CardText;
import io.releaseconductor.deployment.DeployRequest;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.HistoryEntry;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.HistoryQuery;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The note of what is shipped")
class ShipNoteTest {

    private final World world = new World();
    private final Conductor conductor = world.byHand().build();

    private @Nullable String kept(String note) {
        return World.shipped(conductor.ship(World.toStaging().withNote(note)))
                .request()
                .note();
    }

    @Test
    @DisplayName("is told on the card, in the details and in the history, and goes along to the linked environment")
    void is_told() {
        Deployment shipped = World.shipped(conductor.ship(World.toStaging().withNote("fixes the login")));
        world.runUntil(conductor, shipped.id(), DeploymentStatus.VERIFIED);
        conductor.promote(shipped.id(), World.BOB);
        conductor.runDue();
        Deployment linked = conductor.holder(Environment.PROD).orElseThrow();

        assertThat(CardText.render(CardRenderer.render(world.now(shipped.id()))))
                .contains("Note: fixes the login");
        assertThat(CardText.render(CardRenderer.details(world.now(shipped.id()))))
                .contains("Note: fixes the login");
        assertThat(linked.request().note()).isEqualTo("fixes the login");
        assertThat(conductor.history(HistoryQuery.newest(10)).entries())
                .extracting(HistoryEntry::note)
                .containsExactly("fixes the login", "fixes the login");
    }

    @ParameterizedTest
    @CsvSource({"'  fixes \n login ', fixes login", "' ', ", "'\u200B', ", "'', ", "'@everyone look', @everyone look"})
    @DisplayName("is one line of what can be read")
    void is_one_line(String given, @Nullable String kept) {
        assertThat(kept(given)).isEqualTo(kept);
    }

    @Test
    @DisplayName("is cut where it is too long, between whole characters")
    void is_cut() {
        assertThat(kept("🚀".repeat(300)))
                .hasSizeLessThanOrEqualTo(DeployRequest.MAX_NOTE_LENGTH)
                .isEqualTo("🚀".repeat(99) + "…");
    }

    @Test
    @DisplayName("makes another request of it, where a key is used again")
    void of_another_request() {
        ShipRequest request = World.toStaging().withKey("1").withNote("fixes the login");
        Deployment shipped = World.shipped(conductor.ship(request));

        assertThat(World.shipped(conductor.ship(request)).id()).isEqualTo(shipped.id());
        assertThat(conductor.ship(request.withNote("fixes something else"))).isInstanceOf(ShipResult.Invalid.class);
    }
}
