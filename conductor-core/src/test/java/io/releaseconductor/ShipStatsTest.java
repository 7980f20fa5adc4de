package io.releaseconductor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.releaseconductor.chatops.Attachment;
import io.releaseconductor.chatops.ChatOps;
import io.releaseconductor.chatops.ChatOpsOptions;
import io.releaseconductor.chatops.Command;
import io.releaseconductor.chatops.Completion;
import io.releaseconductor.chatops.FiguresPlot;
import io.releaseconductor.chatops.Reception;
import io.releaseconductor.chatops.Reply;
import io.releaseconductor.chatops.ReplyText;
import io.releaseconductor.chatops.TypedCommand;
import io.releaseconductor.deployment.AnEntry;
import io.releaseconductor.deployment.HistoryEntry;
import io.releaseconductor.engine.ListedHistory;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.ChatChannel;
import io.releaseconductor.stats.Figures;
import io.releaseconductor.stats.Period;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("/ship-stats")
class ShipStatsTest {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Instant NOW = AnEntry.START.plus(DAY.multipliedBy(60));

    private final World world = new World();
    private final List<List<Figures>> drawn = new ArrayList<>();

    /** Thirty days with a deployment each day, and before them thirty with one on every third day. */
    private static List<HistoryEntry> sixtyDays() {
        List<HistoryEntry> entries = new ArrayList<>();
        for (int day = 0; day < 60; day++) {
            Instant at = AnEntry.START.plus(DAY.multipliedBy(day)).plus(HOUR);
            AnEntry entry = AnEntry.in(Environment.PROD, at).verificationFailed(day % 10 == 5);
            if (day >= 30 || day % 3 == 0) {
                entry.committed(at.minus(HOUR.multipliedBy(day))).worked(MINUTE.multipliedBy(1 + day % 5));
                entries.add((day % 10 == 5 ? entry.rolledBack(MINUTE, MINUTE.multipliedBy(7)) : entry.promoted(HOUR))
                        .build());
            }
        }
        entries.add(AnEntry.in(Environment.PROD, NOW.minus(MINUTE))
                .failed(Duration.ofSeconds(30))
                .build());
        Collections.reverse(entries);
        return entries;
    }

    private ChatOps over(List<HistoryEntry> entries, FiguresPlot plot) {
        Conductor conductor =
                world.byHand().store(new ListedHistory(entries).store()).build();
        ChatOpsOptions options = ChatOpsOptions.DEFAULT.withClock(world.clock).withPlot(plot);
        return ChatOps.of(conductor, ChatChannel.NONE, options);
    }

    private static Reception ask(ChatOps ops, String line) {
        return ops.ask(
                TypedCommand.parse("/ship-stats " + line, World.ADA, null, NOW).orElseThrow());
    }

    private static Reply.Told told(ChatOps ops, String line) {
        return (Reply.Told) ((Reception.Accepted) ask(ops, line)).carryOut();
    }

    @Test
    @DisplayName("tells all figures of an environment, against the days before")
    void of_an_environment() {
        assertThat(ReplyText.render(told(over(sixtyDays(), FiguresPlot.NONE), "env:prod")))
                .isEqualTo("""
                        📊 Figures of Prod, the last 30 days

                        Shipped: 31 (10): 27 promoted, 3 rolled back, 1 failed
                        Deployment frequency: 6.3 a week (2.1)
                        Lead time from commit: median 45h (13h), of 27
                        Change failure rate: 12.9 % (10 %), of 31
                        Time to restore: median 6min (6min), of 3, 1 not restored yet
                        Success rate: 87.1 % (90 %), of 31
                        Verification pass rate: 90 % (90 %), of 30
                        Deployment time: median 3min (3min), of 27; mean 3min 13s
                        Rollback frequency: 9.7 % (10 %), of 31

                        In brackets: the 30 days before.""");
    }

    @Test
    @DisplayName("says where there is no data")
    void no_data() {
        assertThat(told(over(List.of(), FiguresPlot.NONE), "env:prod days:1")
                        .card()
                        .lines())
                .containsExactly(
                        "Shipped: 0 (0)",
                        "Deployment frequency: 0 a week (0)",
                        "Lead time from commit: no data (no data)",
                        "Change failure rate: no data (no data)",
                        "Time to restore: no data (no data)",
                        "Success rate: no data (no data)",
                        "Verification pass rate: no data (no data)",
                        "Deployment time: no data (no data)",
                        "Rollback frequency: no data (no data)");
    }

    @Test
    @DisplayName("tells the most of each environment in a line where none is named, without a picture")
    void of_all() {
        Reply.Told told = told(over(sixtyDays(), this::draw), "days:7");
        assertThat(told.card().title()).isEqualTo("📊 Figures of all environments, the last 7 days");
        assertThat(told.card().lines())
                .containsExactly(
                        "Prod: 8 (7) shipped, 0.9 a day (1) promoted, success rate 75 % (100 %),"
                                + " change failure rate 25 % (0 %)",
                        "Staging: 0 (0) shipped, 0 a week (0) promoted, success rate no data (no data),"
                                + " change failure rate no data (no data)");
        assertThat(drawn).isEmpty();
        assertThat(told.attachment()).isNull();
    }

    private Optional<Attachment> draw(Environment environment, List<Figures> pieces) {
        drawn.add(pieces);
        return Optional.of(Attachment.of("figures.png", "image/png", new byte[] {1, 2}, environment.title()));
    }

    @Test
    @DisplayName(
            "comes with a picture of the days, of the hours of a single one, of the weeks of a longer time, or of thirty days each of years")
    void with_a_picture() {
        ChatOps ops = over(sixtyDays(), this::draw);
        assertThat(told(ops, "env:prod").attachment())
                .isEqualTo(Attachment.of("figures.png", "image/png", new byte[] {1, 2}, "Prod"));
        told(ops, "env:prod days:60");
        told(ops, "env:prod days:1000");

        told(ops, "env:prod days:1");
        assertThat(drawn).extracting(List::size).containsExactly(30, 9, 34, 24);
        assertThat(drawn.get(1).get(8).period()).isEqualTo(Period.lastDays(7, NOW));
        assertThat(drawn.get(0).stream().mapToLong(Figures::deployments).sum()).isEqualTo(31);
    }

    @Test
    @DisplayName("goes without a picture that cannot be drawn")
    void without_a_picture() {
        Reply.Told told = told(
                over(sixtyDays(), (environment, pieces) -> {
                    throw new NoClassDefFoundError("no fonts here");
                }),
                "env:prod");
        assertThat(told.card().lines()).hasSize(9);
        assertThat(told.attachment()).isNull();
    }

    @Test
    @DisplayName("tells all that is wrong at once, and proposes how many days")
    void options() {
        ChatOps ops = over(List.of(), FiguresPlot.NONE);
        assertThat(((Reception.Answered) ask(ops, "env:moon days:0")).reply())
                .isEqualTo(new Reply.Invalid(List.of(
                        "env: \"moon\" is not allowed; allowed: [prod, staging]",
                        "days: \"0\" is not allowed; allowed: 1 to 3660")));
        assertThat(((Reception.Answered) ask(ops, "days:3661")).reply()).isInstanceOf(Reply.Invalid.class);
        assertThat(((Reception.Answered) ask(ops, "days:a week")).reply()).isInstanceOf(Reply.Invalid.class);
        assertThat(ops.complete(Command.STATS, Map.of(), Command.DAYS, "3", 25))
                .containsExactly(new Completion("30", "30"), new Completion("365", "365"));
    }

    @Test
    @DisplayName("names no more environments than people read")
    void many_environments() {
        List<EnvironmentSettings> settings = IntStream.rangeClosed(1, 15)
                .mapToObj(i ->
                        EnvironmentSettings.of(new Environment("cell-" + i)).withBaselineVersion("v1"))
                .toList();
        Conductor conductor = world.byHandWith(settings.toArray(EnvironmentSettings[]::new))
                .store(new ListedHistory(List.of()).store())
                .build();
        ChatOps ops = ChatOps.of(conductor, ChatChannel.NONE, ChatOpsOptions.DEFAULT.withClock(world.clock));
        assertThat(told(ops, "").card().lines()).hasSize(13).last().isEqualTo("And 3 more: name one of them.");
    }

    @Test
    @DisplayName("and its figures are there for programs, of any period")
    void for_programs() {
        Conductor conductor =
                world.byHand().store(new ListedHistory(sixtyDays()).store()).build();
        Period period = Period.lastDays(30, NOW);
        assertThat(conductor.figures(Environment.PROD, period))
                .isEqualTo(Figures.of(Environment.PROD, period, sixtyDays().stream()));
        assertThat(conductor.figures(null, period).environment()).isNull();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> conductor.figures(null, List.of()))
                .withMessage("figures: no period is given; allowed: one or more");
    }

    @Test
    @DisplayName("has attachments that stay as they are, by names that any chat takes")
    void attachments() {
        byte[] bytes = {1, 2, 3};
        Attachment attachment = Attachment.of("a.png", "image/png", bytes, "A figure");
        bytes[0] = 9;
        attachment.bytes()[1] = 9;

        assertThat(attachment.bytes()).containsExactly(1, 2, 3);
        assertThat(attachment)
                .hasToString("a.png (image/png, 3 bytes)")
                .isEqualTo(Attachment.of("a.png", "image/png", new byte[] {1, 2, 3}, "A figure"))
                .hasSameHashCodeAs(Attachment.of("a.png", "image/png", new byte[] {1, 2, 3}, "A figure"))
                .isNotEqualTo(Attachment.of("a.png", "image/png", bytes, "A figure"));
        assertThat(attachment.mediaType()).isEqualTo("image/png");
        assertThat(attachment.altText()).isEqualTo("A figure");
        assertThatIllegalArgumentException().isThrownBy(() -> Attachment.of("../a.png", "image/png", bytes, ""));
    }
}
