package com.example.ship;

import io.releaseconductor.deployment.Alert;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.spi.AlertSink;
import java.io.IOException;

/** Tells whoever is on call. */
final class PagerAlerts implements AlertSink {

    /** What the pager's client library offers. */
    interface Pager {
        void page(String key, String text) throws IOException;
    }

    private final Pager pager;

    PagerAlerts(Pager pager) {
        this.pager = pager;
    }

    @Override
    public void send(Alert alert, Deployment deployment) throws IOException {
        pager.page(alert.id(), deployment.environment().title() + ": " + alert.message());
    }
}
