package io.releaseconductor.examples.demo.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

@DisplayName("A terminal into which others write")
@ResourceLock(Resources.SYSTEM_OUT)
@ResourceLock(Resources.SYSTEM_ERR)
class UndisturbedTest {

    @Test
    @DisplayName("tells it above what is being typed, line by line, until it is left")
    void above() throws IOException {
        PrintStream out = System.out;
        PrintStream err = System.err;
        try (Seat seat = Seat.take(60, true)) {
            try (Teletype teletype = new Undisturbed(seat.teletype())) {
                System.out.print("A check ");
                System.err.println("12:00:00 WARN Configuration");
                System.out.println("prints.");
                teletype.print(List.of("> sta"));
            }
            assertThat(seat.seen()).isEqualTo("12:00:00 WARN Configuration\nA check prints.\n> sta");
        }
        assertThat(System.out).isSameAs(out);
        assertThat(System.err).isSameAs(err);
    }
}
