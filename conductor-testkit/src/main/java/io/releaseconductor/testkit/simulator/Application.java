package io.releaseconductor.testkit.simulator;

import io.releaseconductor.check.CheckResult;

/** What a check meets at the application that was deployed, however often it asks. */
final class Application {

    private static final CheckResult SILENCE =
            CheckResult.fail("Connection refused").asUnanswered();

    /** How it is in the long run: its hiccups and its start left out. */
    private final CheckResult state;

    private final long upAt;
    private final long millis;
    private final long illAt;
    private final long illUntil;
    private int hiccups;

    private Application(CheckResult state, long upAt, long illAt, long illUntil, int hiccups, long millis) {
        this.state = state;
        this.upAt = upAt;
        this.illAt = illAt;
        this.illUntil = illUntil;
        this.hiccups = hiccups;
        this.millis = millis;
    }

    static Application well(long millis) {
        return new Application(CheckResult.pass("200 OK"), 0, Task.NEVER, Task.NEVER, 0, millis);
    }

    static Application ill(long millis) {
        return illFrom(0, millis);
    }

    /** Nothing ever answers. */
    static Application silent(long millis) {
        return well(millis).startingUntil(Task.NEVER);
    }

    /** Works until that time, and never again. */
    static Application illFrom(long time, long millis) {
        return illBetween(time, Task.NEVER, millis);
    }

    /** Works but for some time. */
    static Application illBetween(long from, long until, long millis) {
        return new Application(CheckResult.pass("200 OK"), 0, from, until, 0, millis);
    }

    /** Fails the first time, and works from then on. */
    Application withHiccup() {
        return new Application(state, upAt, illAt, illUntil, 1, millis);
    }

    /** Nothing answers before that time. */
    Application startingUntil(long time) {
        return new Application(state, time, illAt, illUntil, hiccups, millis);
    }

    Weather.Finding asked(long now) {
        if (now < upAt) {
            return new Weather.Finding(SILENCE, Math.min(millis, 100));
        }
        if (hiccups > 0) {
            hiccups--;
            return new Weather.Finding(CheckResult.fail("500"), millis);
        }
        return new Weather.Finding(now < illAt || now >= illUntil ? state : CheckResult.fail("500"), millis);
    }
}
