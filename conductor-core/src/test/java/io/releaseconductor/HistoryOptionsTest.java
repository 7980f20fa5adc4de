package io.releaseconductor;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.chat.Card;
import io.releaseconductor.chatops.ChatOps;
import io.releaseconductor.chatops.ChatOpsOptions;
import io.releaseconductor.chatops.Command;
import io.releaseconductor.chatops.Completion;
import io.releaseconductor.chatops.HistoryOptions;
import io.releaseconductor.chatops.Reception;
import io.releaseconductor.chatops.Reply;
import io.releaseconductor.chatops.TypedCommand;
import io.releaseconductor.deployment.AnEntry;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.HistoryEntry;
import io.releaseconductor.deployment.HistoryFilter;
import io.releaseconductor.engine.ListedHistory;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.ChatChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("/ship-history")
class HistoryOptionsTest {

    private static final Instant NOW = Instant.parse("2024-06-01T12:00:00Z");

    private static final List<Environment> KNOWN = List.of(Environment.PROD, Environment.STAGING);

    private final World world = new World();

    private static HistoryFilter read(Map<String, String> options) {
        List<String> problems = new ArrayList<>();
        HistoryFilter filter = HistoryOptions.read(options, KNOWN, NOW, problems);
        assertThat(problems).isEmpty();
        return filter;
    }

    private ChatOps over(List<HistoryEntry> entries) {
        Conductor conductor =
                world.byHand().store(new ListedHistory(entries).store()).build();
        return ChatOps.of(conductor, ChatChannel.NONE, ChatOpsOptions.DEFAULT.withClock(world.clock));
    }

    private Card ask(ChatOps ops, String line) {
        Command command = TypedCommand.parse("/ship-history " + line, World.ADA, null, NOW)
                .orElseThrow();
        return ((Reply.Listing) ((Reception.Accepted) ops.ask(command)).carryOut()).card();
    }

    @Nested
    @DisplayName("takes")
    class Takes {

        @Test
        @DisplayName("nothing, and blanks as nothing")
        void nothing() {
            assertThat(read(Map.of())).isEqualTo(HistoryFilter.ALL);
            assertThat(read(Map.of("env", " ", "status", "", "from", "", "other", "x")))
                    .isEqualTo(HistoryFilter.ALL);
        }

        @Test
        @DisplayName("an environment, where deployments stand, whose they are and how their version begins")
        void what_they_are() {
            assertThat(read(Map.of("env", "prod", "status", "Failed, rolled_back", "by", "Ada", "version", "v1.")))
                    .isEqualTo(HistoryFilter.ALL
                            .in(Environment.PROD)
                            .withStatuses(List.of(DeploymentStatus.FAILED, DeploymentStatus.ROLLED_BACK))
                            .by("Ada")
                            .withVersion("v1."));
        }

        @ParameterizedTest
        @CsvSource({
            "2024-05-31, 2024-05-31T00:00:00Z, 2024-06-01T00:00:00Z",
            "2024-05-31T18:00Z, 2024-05-31T18:00:00Z, 2024-05-31T18:00:00Z",
            "2024-05-31T18:00:30+02:00, 2024-05-31T16:00:30Z, 2024-05-31T16:00:30Z",
            "30d, 2024-05-02T12:00:00Z, 2024-05-02T12:00:00Z",
            "1h30m, 2024-06-01T10:30:00Z, 2024-06-01T10:30:00Z"
        })
        @DisplayName("days, with the whole of the last one, times, and how long ago that was")
        void times(String text, Instant from, Instant to) {
            assertThat(read(Map.of("from", text)).from()).isEqualTo(from);
            assertThat(read(Map.of("to", text)).to()).isEqualTo(to);
        }

        @Test
        @DisplayName("one day as a whole day")
        void one_day() {
            HistoryFilter filter = read(Map.of("from", "2024-05-31", "to", "2024-05-31"));
            assertThat(Duration.between(filter.from(), filter.to())).isEqualTo(Duration.ofDays(1));
        }
    }

    @Test
    @DisplayName("tells all that is wrong at once, with what is allowed")
    void tells_all_that_is_wrong() {
        Command command = TypedCommand.parse(
                        "/ship-history env:moon status:gone,failed from:2024-02-30 to:soon", World.ADA, null, NOW)
                .orElseThrow();
        Reply reply = ((Reception.Answered) over(List.of()).ask(command)).reply();

        assertThat(((Reply.Invalid) reply).problems())
                .containsExactly(
                        "env: \"moon\" is not allowed; allowed: [prod, staging]",
                        "status: \"gone\" is not allowed; allowed: initiated, deploying, verifying, verified, promoting,"
                                + " promoted, rolling_back, rolled_back, failed, cancelled, expired, needs_attention",
                        "from: \"2024-02-30\" is not allowed; allowed: " + HistoryOptions.ALLOWED_TIMES,
                        "to: \"soon\" is not allowed; allowed: " + HistoryOptions.ALLOWED_TIMES);

        List<String> reversed = new ArrayList<>();
        HistoryOptions.read(Map.of("from", "7d", "to", "8d"), KNOWN, NOW, reversed);
        assertThat(reversed).containsExactly("to: \"8d\" is not allowed; allowed: a time after from: \"7d\"");
    }

    @Nested
    @DisplayName("lists")
    class Lists {

        @Test
        @DisplayName("the last ten that are wanted, and says whether there are more")
        void the_last_ten() {
            List<HistoryEntry> entries = AnEntry.any(new Random(1), 200);
            HistoryFilter filter = HistoryFilter.ALL.by("Grace").in(Environment.PROD);
            List<String> wanted = entries.stream()
                    .filter(filter::matches)
                    .limit(10)
                    .map(entry -> entry.id().value())
                    .toList();

            Card card = ask(over(entries), "env:prod by:grace");
            assertThat(card.title()).isEqualTo("🗂️ Deployment History: Prod");
            assertThat(card.lines()).hasSize(10);
            for (int i = 0; i < 10; i++) {
                assertThat(card.lines().get(i)).contains(wanted.get(i));
            }
            assertThat(card.summary()).isEqualTo("There are more of them.");
        }

        @Test
        @DisplayName("those of all environments, and says where there is none")
        void of_all_environments() {
            List<HistoryEntry> entries = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                entries.add(AnEntry.in(KNOWN.get(i % 2), NOW.minus(Duration.ofDays(i)))
                        .version("v" + i)
                        .build());
            }
            ChatOps ops = over(entries);

            assertThat(ask(ops, "from:49h").lines()).hasSize(3);
            assertThat(ask(ops, "from:49h").summary()).isNull();
            assertThat(ask(ops, "version:v3 from:2024-05-29 to:2024-05-29").lines())
                    .hasSize(1);
            assertThat(ask(ops, "version:v4").summary()).isEqualTo("No deployment is like that.");
        }

        @Test
        @DisplayName("no more than can be found in a moment, and says so")
        void in_a_moment() {
            HistoryEntry entry = AnEntry.after(Duration.ZERO).version("v1").build();
            ChatOps ops = over(Collections.nCopies(10_001, entry));

            assertThat(ask(ops, "version:v2").summary())
                    .isEqualTo(
                            "No deployment is like that among the last 10000 deployments; an export looks through all"
                                    + " of them.");
        }
    }

    @Nested
    @DisplayName("proposes")
    class Proposes {

        private final ChatOps ops = over(List.of(
                AnEntry.in(Environment.PROD, NOW)
                        .version("v2")
                        .decidedBy(World.BOB)
                        .build(),
                AnEntry.in(Environment.STAGING, NOW.minusSeconds(5))
                        .version("v1")
                        .build()));

        private List<String> proposed(Map<String, String> given, String option, String typed) {
            return ops.complete(Command.HISTORY, given, option, typed, 25).stream()
                    .map(Completion::value)
                    .toList();
        }

        @Test
        @DisplayName("who shipped or decided lately")
        void people() {
            assertThat(proposed(Map.of(), "by", "")).containsExactly("Ada", "Bob");
            assertThat(proposed(Map.of("env", "staging"), "by", "")).containsExactly("Ada");
            assertThat(proposed(Map.of(), "by", "bo")).containsExactly("Bob");
        }

        @Test
        @DisplayName("versions of the environment that is given, or of all")
        void versions() {
            assertThat(proposed(Map.of(), "version", "")).containsExactly("v2", "v1");
            assertThat(proposed(Map.of("env", "staging"), "version", "")).containsExactly("v1");
        }

        @Test
        @DisplayName("how long ago")
        void times() {
            assertThat(proposed(Map.of(), "from", "")).containsExactly("1d", "7d", "30d", "90d");
            assertThat(proposed(Map.of(), "to", "3")).containsExactly("30d");
        }
    }

    @Test
    @DisplayName("has options of its own, and other commands have words like these in their reasons")
    void options_of_its_own() {
        Command history = TypedCommand.parse("/ship-history by:Ada Lovelace status:failed", World.ADA, null, NOW)
                .orElseThrow();
        Command lock = TypedCommand.parse("/ship-lock env:prod reason:asked for by: Ada", World.ADA, null, NOW)
                .orElseThrow();

        assertThat(history.options()).isEqualTo(Map.of("by", "Ada Lovelace", "status", "failed"));
        assertThat(lock.options()).isEqualTo(Map.of("env", "prod", "reason", "asked for by: Ada"));
    }
}
