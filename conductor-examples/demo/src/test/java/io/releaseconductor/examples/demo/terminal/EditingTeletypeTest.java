package io.releaseconductor.examples.demo.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A terminal that edits lines")
class EditingTeletypeTest {

    private static final String UP = "\u001bOA";
    private static final String LEFT = "\u001bOD";
    private static final String CTRL_C = "\u0003";
    private static final String CTRL_D = "\u0004";

    private Seat seat;
    private Teletype teletype;
    private Screen screen;

    @BeforeEach
    void sit() throws IOException {
        seat = Seat.take(60, true);
        teletype = seat.teletype();
        screen = new Screen(teletype);
    }

    @AfterEach
    void leave() {
        seat.close();
    }

    private CompletableFuture<String> next() throws InterruptedException {
        CompletableFuture<String> line = CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return teletype.next();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                task -> new Thread(task, "reader").start());
        seat.awaitPrompt();
        return line;
    }

    private String read(String keys) throws Exception {
        CompletableFuture<String> line = next();
        seat.type(keys);
        return line.get(1, TimeUnit.MINUTES);
    }

    @Test
    @DisplayName("prints above what is half typed, which stays, and is one line once it is sent")
    void above() throws Exception {
        CompletableFuture<String> line = next();
        seat.type("his");
        seat.await("> his");
        screen.line("   Staging | Run: step 2 of 4: Build v2");
        seat.await("step 2 of 4");
        assertThat(seat.seen()).isEqualTo("   Staging | Run: step 2 of 4: Build v2\n> his");
        screen.block("📊 Deployment Verification Results\n\n✅ Frontend: 200 OK (45ms)");
        seat.type("tory\r");

        assertThat(line.get(1, TimeUnit.MINUTES)).isEqualTo("history");
        screen.carriedOut("history");
        screen.block("Nothing was shipped yet.");
        assertThat(seat.seen()).isEqualTo("""
                   Staging | Run: step 2 of 4: Build v2

                📊 Deployment Verification Results

                ✅ Frontend: 200 OK (45ms)

                > history

                Nothing was shipped yet.""");
        assertThat(seat.seesColours()).isTrue();
    }

    @Test
    @DisplayName("prints above a line that is longer than the window")
    void long_line() throws Exception {
        CompletableFuture<String> line = next();
        String typed = "/ship version:" + "x".repeat(90);
        seat.type(typed);
        seat.await("\n" + "x".repeat(46));
        screen.line("   Staging | meanwhile");
        seat.type("y\r");

        assertThat(line.get(1, TimeUnit.MINUTES)).isEqualTo(typed + "y");
        assertThat(seat.seen())
                .isEqualTo("   Staging | meanwhile\n> /ship version:" + "x".repeat(44) + "\n" + "x".repeat(46) + "y");
    }

    @Test
    @DisplayName("keeps what is half typed in a window that changes")
    void resized() throws Exception {
        CompletableFuture<String> line = next();
        seat.type("rollback");
        seat.await("rollback");
        seat.resize(30);
        screen.line("   Staging | meanwhile");
        seat.resize(90);
        screen.line("   Staging | and later");
        seat.type(" prod\r");

        assertThat(line.get(1, TimeUnit.MINUTES)).isEqualTo("rollback prod");
        assertThat(seat.seen()).isEqualTo("   Staging | meanwhile\n   Staging | and later\n> rollback prod");
    }

    @Test
    @DisplayName("takes keys that move and delete, and letters of any alphabet")
    void edits() throws Exception {
        assertThat(read("promte" + LEFT + LEFT + "o\r")).isEqualTo("promote");
        assertThat(read("promotex\u007f\r")).isEqualTo("promote");
        assertThat(read("# für Jörg 🚀\r")).isEqualTo("# für Jörg 🚀");
    }

    @Test
    @DisplayName("takes a line as it was typed, with quotes, backslashes and exclamation marks")
    void literal() throws Exception {
        String line = "/ship version:\"1.0 'rc' \\ !! !1 ref:a\\";

        assertThat(read(line + "\r")).isEqualTo(line);
    }

    @Test
    @DisplayName("has earlier lines back, those of earlier times too")
    void history(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("typed");
        teletype.remember(file);
        read("/ship env:staging strategy:full\r");
        assertThat(read(UP + "\r")).isEqualTo("/ship env:staging strategy:full");

        try (Seat later = Seat.take(60, true)) {
            later.teletype().remember(file);
            later.type(UP + "\r");
            assertThat(later.teletype().next()).isEqualTo("/ship env:staging strategy:full");
        }
    }

    @Test
    @DisplayName("goes on where lines cannot be kept, and says so once")
    void unkept(@TempDir Path folder) throws Exception {
        teletype.remember(Files.writeString(folder.resolve("file"), "").resolve("typed"));

        assertThat(read("status\r")).isEqualTo("status");
        assertThat(read("history\r")).isEqualTo("history");
        assertThat(seat.seen()).containsOnlyOnce("What is typed is not kept for the next time");
    }

    @Test
    @DisplayName("completes words by what was said before, and lists them")
    void completes() throws Exception {
        teletype.propose(before -> before.isEmpty()
                ? List.of("/ship", "promote")
                : before.equals(List.of("/ship")) ? List.of("env:staging", "env:prod", "version:") : List.of());

        assertThat(read("pro\t\r")).isEqualTo("promote ");
        assertThat(read("/s\tv\t1.0\r")).isEqualTo("/ship version:1.0");
        CompletableFuture<String> line = next();
        seat.type("/ship env:\t");
        seat.await("env:staging");
        assertThat(seat.seen()).contains("env:prod");
        seat.type("st\t\r");
        assertThat(line.get(1, TimeUnit.MINUTES)).isEqualTo("/ship env:staging ");
        assertThat(seat.seesColours()).isFalse();
    }

    @Test
    @DisplayName("leaves several lines that are pasted to be looked at, and gives them one by one once they are sent")
    void pasted() throws Exception {
        CompletableFuture<String> line = next();
        seat.type("\u001b[200~status\rhistory\u001b[201~");
        seat.await("history");
        assertThat(line).isNotDone();
        seat.type("\r");

        assertThat(line.get(1, TimeUnit.MINUTES)).isEqualTo("status");
        assertThat(teletype.next()).isEqualTo("history");
    }

    @Test
    @DisplayName("drops a line at Ctrl-C; without one it is left at once")
    void ctrl_c() throws Exception {
        assertThat(read("rollback" + CTRL_C + "status\r")).isEqualTo("status");
        CompletableFuture<String> line = next();
        seat.type(CTRL_C);
        assertThatThrownBy(() -> line.get(1, TimeUnit.MINUTES)).hasRootCauseInstanceOf(InterruptedIOException.class);
    }

    @Test
    @DisplayName("is at its end at Ctrl-D without a line")
    void ctrl_d() throws Exception {
        assertThat(read("ab" + LEFT + CTRL_D + "\r")).isEqualTo("a");
        assertThat(read(CTRL_D)).isNull();
    }

    @Test
    @DisplayName("loses what is printed once it was left")
    void left() {
        seat.close();
        screen.line("Nobody sees this.");

        assertThat(seat.seen()).doesNotContain("Nobody");
    }

    @Test
    @DisplayName("shows no colour to whoever wants none")
    void no_colour() throws IOException {
        try (Seat plain = Seat.take(60, false)) {
            new Screen(plain.teletype()).line("❌ API: 503");

            assertThat(plain.seen()).isEqualTo("❌ API: 503");
            assertThat(plain.seesColours()).isFalse();
        }
        screen.line("❌ API: 503");
        assertThat(seat.seesColours()).isTrue();
    }
}
