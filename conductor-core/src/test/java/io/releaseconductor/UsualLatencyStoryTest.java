package io.releaseconductor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.releaseconductor.chat.ButtonId;
import io.releaseconductor.chat.Card;
import io.releaseconductor.chat.CardRenderer;
import io.releaseconductor.chat.Question;
import io.releaseconductor.chatops.ChatOps;
import io.releaseconductor.chatops.ChatOpsOptions;
import io.releaseconductor.chatops.Click;
import io.releaseconductor.chatops.Reception;
import io.releaseconductor.chatops.Reply;
import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CheckStatus;
import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.HistoryEntry;
import io.releaseconductor.deployment.LatencyComparison;
import io.releaseconductor.deployment.UsualLatencies;
import io.releaseconductor.model.Environment;
import io.releaseconductor.policy.PromoteThresholds;
import io.releaseconductor.policy.ReleasePolicy;
import io.releaseconductor.spi.ChatChannel;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Six deployments go well, and the seventh is slow:")
class UsualLatencyStoryTest {

    private final World world = new World();

    private EnvironmentSettings settings =
            EnvironmentSettings.of(Environment.STAGING).withLinked(null);

    private DeploymentStatus awaited = DeploymentStatus.VERIFIED;

    private int took = 310;

    private Deployment theSeventh() {
        world.checks.put("search", context -> CheckResult.pass("200 OK").withLatency(Duration.ofMillis(took)));
        Conductor conductor = conductor();
        for (int i = 0; i < 6; i++) {
            Deployment d = shipped(conductor);
            assertThat(card(d)).doesNotContain("usually");
            if (d.status() == DeploymentStatus.VERIFIED) {
                World.done(conductor.promote(d.id(), World.BOB));
            }
            world.clock.tick(Duration.ofMinutes(1));
            took += 20;
        }
        took = 850;
        return shipped(conductor);
    }

    private Conductor conductor() {
        return world.byHandWith(settings).build();
    }

    private Deployment shipped(Conductor conductor) {
        return world.runUntil(
                conductor, World.shipped(conductor.ship(World.toStaging())).id(), awaited);
    }

    private static String card(Deployment d) {
        Card card = CardRenderer.render(d);
        return card.headline() + "\n" + String.join("\n", card.lines()) + "\n" + card.summary();
    }

    private static CheckStatus search(Deployment d) {
        return d.verification().result().check("search").orElseThrow().status();
    }

    @Test
    @DisplayName("a warning says what is usual, and nothing is rolled back")
    void warns() {
        Deployment d = theSeventh();

        assertThat(d.request().usual().checks()).hasSize(5);
        assertThat(search(d)).isEqualTo(CheckStatus.PASS);
        assertThat(card(d))
                .contains("all 5 checks pass, 1 far slower than usual")
                .contains("⚠️ Search: 200 OK (850ms); usually 320–400 ms over the last 6 deployments")
                .contains("Overall: 5/5 checks passed");
        assertThat(d.rollback()).isNull();
        assertThat(d.status()).isEqualTo(DeploymentStatus.VERIFIED);
    }

    @Test
    @DisplayName("the policy promotes it by itself where it would without it, and the history counts it as passed")
    void is_promoted() {
        settings = settings.withPolicy(
                ReleasePolicy.DEFAULT.withAutoPromote(true).withThresholds(new PromoteThresholds(Map.of(), 5, 100)));
        awaited = DeploymentStatus.PROMOTED;
        Deployment d = theSeventh();

        assertThat(card(d)).contains("⚠️ Search: 200 OK (850ms); usually 320–400 ms over the last 6 deployments");
        assertThat(d.promotion().by().isPolicy()).isTrue();
        assertThat(HistoryEntry.of(d).checks()).isEqualTo("5/5");
    }

    @ParameterizedTest
    @CsvSource({"failed, false", "production, true"})
    @DisplayName("nobody is asked to confirm it who would not be asked without it, nor told that it is ill")
    void is_not_confirmed(String what, boolean asked) {
        world.variables = Map.of("SHIP_CONFIRM", what);
        settings = settings.withProduction(true);
        Deployment d = theSeventh();
        ChatOps ops = ChatOps.of(conductor(), ChatChannel.NONE, ChatOpsOptions.DEFAULT.withClock(world.clock));
        Reception taken = ops.click(new Click(
                ButtonId.of(Question.PROMOTE, d.id()).value(),
                World.BOB.withChat("discord"),
                null,
                world.clock.instant()));
        Reply reply = taken instanceof Reception.Answered answered
                ? answered.reply()
                : ((Reception.Accepted) taken).carryOut();

        assertThat(reply).isInstanceOf(asked ? Reply.Asked.class : Reply.Done.class);
        if (reply instanceof Reply.Asked question) {
            assertThat(question.lines()).contains("5/5 checks passed.").noneMatch(line -> line.contains("Search"));
        }
    }

    @Test
    @DisplayName("it is only shown where the variable of the environment says so")
    void shows() {
        world.variables = Map.of("SHIP_USUAL_LATENCY", "off", "SHIP_USUAL_LATENCY_STAGING", "show");
        Deployment d = theSeventh();

        assertThat(search(d)).isEqualTo(CheckStatus.PASS);
        assertThat(card(d))
                .contains("✅ Search: 200 OK (850ms); usually 320–400 ms over the last 6 deployments")
                .doesNotContain("far slower");
    }

    @Test
    @DisplayName("nothing is said where it is switched off, and nothing recorded")
    void is_off() {
        world.variables = Map.of("SHIP_USUAL_LATENCY", "off");
        Deployment d = theSeventh();

        assertThat(d.request().usual()).isEqualTo(UsualLatencies.NONE);
        assertThat(search(d)).isEqualTo(CheckStatus.PASS);
        assertThat(card(d)).doesNotContain("usually");
    }

    @Test
    @DisplayName("what the code says stands above the variables")
    void in_code() {
        world.variables = Map.of("SHIP_USUAL_LATENCY_STAGING", "warn");
        settings = settings.withLatencyComparison(LatencyComparison.OFF);

        assertThat(theSeventh().request().usual()).isEqualTo(UsualLatencies.NONE);
    }

    @Test
    @DisplayName("a word that nobody knows is refused")
    void refuses() {
        world.variables = Map.of("SHIP_USUAL_LATENCY", "alarm");

        assertThatThrownBy(() -> world.byHandWith(settings).build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("SHIP_USUAL_LATENCY")
                .hasMessageContaining("\"alarm\"")
                .hasMessageContaining("allowed: warn, show, off");
    }
}
