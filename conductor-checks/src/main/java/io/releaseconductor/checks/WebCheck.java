package io.releaseconductor.checks;

import io.releaseconductor.check.Check;
import java.time.Duration;

/** What the built-in checks share: each asks over HTTP, within a time limit. */
abstract class WebCheck implements Check {

    final WebClient web;
    private final String id;
    private final Duration timeLimit;

    WebCheck(String id, WebClient web, Duration timeLimit) {
        this.id = id;
        this.web = web;
        this.timeLimit = timeLimit;
    }

    @Override
    public final String id() {
        return id;
    }

    @Override
    public final Duration timeLimit() {
        return timeLimit;
    }
}
