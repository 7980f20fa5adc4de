package io.releaseconductor.examples.demo.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Orders")
class OrdersEndpointTest {

    private static final int MANY = 20_000;
    private static final Offset<Double> CLOSE = Offset.offset(0.005);

    private static List<Answer> answers(Fault... faults) {
        OrdersEndpoint orders = new OrdersEndpoint();
        Version version = new Version("v2", Set.copyOf(Arrays.asList(faults)));
        return Stream.generate(() -> orders.next(version)).limit(MANY).toList();
    }

    private static double failing(Fault... faults) {
        return share(answers(faults).stream().filter(answer -> answer.status() == 503));
    }

    private static double slow(Fault... faults) {
        return share(answers(faults).stream().filter(answer -> !answer.longer().isZero()));
    }

    private static double share(Stream<Answer> some) {
        return some.count() / (double) MANY;
    }

    @Test
    @DisplayName("fail now and then where all is well, twice as often with errors-2x, and in a quarter of cases late")
    void failures() {
        assertThat(failing()).isCloseTo(0.05, CLOSE);
        assertThat(failing(Fault.ERRORS_2X)).isCloseTo(0.1, CLOSE);
        assertThat(failing(Fault.LATE_ERRORS)).isCloseTo(0.25, CLOSE);
        assertThat(failing(Fault.SLOW_P99)).isCloseTo(0.05, CLOSE);
    }

    @Test
    @DisplayName("are slow with slow-p99 alone, one in twenty")
    void slowness() {
        assertThat(slow()).isZero();
        assertThat(slow(Fault.ERRORS_2X)).isZero();
        assertThat(slow(Fault.SLOW_P99)).isCloseTo(0.05, CLOSE);
    }

    @Test
    @DisplayName("turn out the same each time, in the same order")
    void seeded() {
        assertThat(answers(Fault.SLOW_P99)).isEqualTo(answers(Fault.SLOW_P99));
    }
}
