package com.example.ship;

import io.releaseconductor.spi.AlertSink;
import io.releaseconductor.testkit.AlertHarness;
import io.releaseconductor.testkit.AlertSinkContract;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Alerts by pager")
class PagerAlertsTest extends AlertSinkContract {

    @Override
    protected AlertHarness openSink(Clock clock) {
        return new PagerHarness();
    }

    /** The pager's own end, and the adapter that pages it. */
    private static final class PagerHarness implements AlertHarness {

        private final List<String> pages = new CopyOnWriteArrayList<>();
        private volatile boolean down;

        @Override
        public AlertSink sink() {
            return new PagerAlerts((key, text) -> {
                if (down) {
                    throw new IOException("The pager cannot be reached.");
                }
                pages.add(text);
            });
        }

        @Override
        public List<String> arrived() {
            return pages;
        }

        @Override
        public void goDown() {
            down = true;
        }

        @Override
        public void comeUp() {
            down = false;
        }
    }
}
