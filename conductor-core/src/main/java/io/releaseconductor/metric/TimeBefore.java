package io.releaseconductor.metric;

import io.releaseconductor.model.Bake;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

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

    /**
     * The times before but for the hour, each as one span: as long as the bake, an hour at most, at the same time of the day.
     *
     * @param from when counting begins
     * @param bake how the wave is looked at
     * @return a span for each
     */
    public static Map<TimeBefore, Spans> earlier(Instant from, Bake.Rounds bake) {
        Duration hour = THE_HOUR.ago;
        Duration length = bake.atMost().compareTo(hour) < 0 ? bake.atMost() : hour;
        Map<TimeBefore, Spans> earlier = new EnumMap<>(TimeBefore.class);
        for (TimeBefore time : List.of(YESTERDAY, LAST_WEEK)) {
            earlier.put(time, new Spans(from.minus(time.ago), length, 1));
        }
        return earlier;
    }

    /** {@return how long ago it began} */
    public Duration ago() {
        return ago;
    }
}
