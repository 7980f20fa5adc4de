package io.releaseconductor.metric;

import java.time.Duration;

/** A time before a deployment that what is deployed is compared with, where nothing else runs beside it. */
public enum TimeBefore {
    /** The hour before the deployment. */
    THE_HOUR("the hour before", Duration.ofHours(1)),
    /** The same time of day, a day earlier. */
    YESTERDAY("yesterday", Duration.ofDays(1)),
    /** The same time of the same day, a week earlier. */
    LAST_WEEK("last week", Duration.ofDays(7));

    private final String words;
    private final Duration ago;

    TimeBefore(String words, Duration ago) {
        this.words = words;
        this.ago = ago;
    }

    /** {@return it in words for people, such as {@code yesterday}} */
    public String words() {
        return words;
    }

    /** {@return how long ago it began} */
    public Duration ago() {
        return ago;
    }
}
