package io.releaseconductor.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.examples.demo.terminal.Seat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

@DisplayName("The demo, at a terminal that edits lines,")
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(value = Resources.LOCALE, mode = ResourceAccessMode.READ)
class EditedDemoTest {

    @TempDir
    private Path folder;

    private CompletableFuture<Integer> started(Seat seat) {
        Map<String, String> variables = new HashMap<>(Transcript.GENEROUS);
        variables.put("DEMO_STATE", folder.toString());
        DemoOptions options =
                new DemoOptions(false, Duration.ofMillis(300), List.of(), variables, Duration.ofMinutes(1));
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return DemoMain.run(options, seat.teletype(), demo -> {});
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                task -> new Thread(task, "demo").start());
    }

    private static List<String> typed(Seat seat) {
        return seat.seen().lines().filter(line -> line.startsWith(">")).toList();
    }

    @Test
    @DisplayName("tells progress above what is half typed, and carries out that one line once it is sent")
    void half_typed() throws Exception {
        try (Seat seat = Seat.take(120, true)) {
            CompletableFuture<Integer> exit = started(seat);
            seat.await("5/5 checks passed\n\n>");
            seat.type("/sh\t env:st\t\r");
            seat.await("🚀 Deployment Initiated");
            seat.type("stat");
            seat.await("Overall: 5/5 checks passed");
            seat.await("> stat");
            seat.type("us\r");
            seat.await("(verified)");
            seat.type("\u0004");

            assertThat(exit.get(1, TimeUnit.MINUTES)).isZero();
            assertThat(typed(seat)).containsExactly("> /ship env:staging", "> status", ">");
            assertThat(seat.seen())
                    .containsSubsequence(
                            "\n> /ship env:staging\n",
                            "   Staging | Status: ⏳ ",
                            "\n[Promote and ship Prod] [Rollback to v1] [Details]\n\n> status\n\nStaging: v2 at ");
        }
    }

    @Test
    @DisplayName(
            "is left at once with Ctrl-C, in the middle of a deployment, which the next one shows and goes on with")
    void left() throws Exception {
        try (Seat seat = Seat.take(120, false)) {
            CompletableFuture<Integer> exit = started(seat);
            seat.await("5/5 checks passed\n\n>");
            seat.type("/ship\r");
            seat.await("   Staging | Status: ⏳ ");
            seat.type("\u0003");
            assertThat(exit.get(1, TimeUnit.MINUTES)).isEqualTo(130);
        }
        try (Seat seat = Seat.take(120, false)) {
            CompletableFuture<Integer> exit = started(seat);
            seat.await("🔄 The demo was started again, and goes on with this:");
            seat.await("[Promote and ship Prod] [Rollback to v1] [Details]");
            seat.type("\u001bOA");
            seat.await("> /ship");
            seat.type("\u0003quit\r");

            assertThat(exit.get(1, TimeUnit.MINUTES)).isZero();
            assertThat(seat.seesColours()).isFalse();
        }
    }
}
