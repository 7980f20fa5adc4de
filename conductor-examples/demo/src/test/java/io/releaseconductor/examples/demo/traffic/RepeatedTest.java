package io.releaseconductor.examples.demo.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("What is repeated")
@Timeout(60)
class RepeatedTest {

    @Test
    @DisplayName("goes on and on until it is closed, on one thread that keeps no process alive")
    void goesOn() throws Exception {
        CountDownLatch three = new CountDownLatch(3);
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        Repeated visits = Repeated.start("visits", 1000, () -> {
            thread.complete(Thread.currentThread());
            three.countDown();
        });
        try (visits) {
            assertThat(three.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(thread.join().isDaemon()).isTrue();
            assertThat(thread.join().getName()).isEqualTo("visits");
        }
        thread.join().join();
    }
}
