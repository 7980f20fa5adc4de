package io.releaseconductor.window;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.Optional;

/**
 * The minutes of a week at which deployments may begin, by local time. Two of them are equal if they hold the same minutes, however they
 * were written. Immutable.
 */
public final class WeeklyHours {

    static final int HOUR = 60;

    static final int DAY = 24 * HOUR;

    static final int WEEK = 7 * DAY;

    /** Every minute of the week. */
    public static final WeeklyHours ALWAYS = new WeeklyHours(everyMinute());

    /** From Monday, 00:00, on. */
    private final BitSet minutes;

    /**
     * Copies.
     *
     * @param minutes the minutes from Monday, 00:00, on
     * @throws IllegalArgumentException if there is none, or one beyond the week
     */
    WeeklyHours(BitSet minutes) {
        if (minutes.isEmpty() || minutes.length() > WEEK) {
            throw new IllegalArgumentException("minutes: " + minutes.cardinality() + " of them, up to number "
                    + minutes.length() + ", are not allowed; allowed: 1 to " + WEEK);
        }
        this.minutes = (BitSet) minutes.clone();
    }

    private static BitSet everyMinute() {
        BitSet minutes = new BitSet(WEEK);
        minutes.set(0, WEEK);
        return minutes;
    }

    /** {@return whether every minute of the week is in it} */
    public boolean isAlways() {
        return minutes.cardinality() == WEEK;
    }

    /**
     * Whether a time is in it.
     *
     * @param day the day of the week
     * @param time the time of that day; what is less than a minute does not count
     * @return whether deployments may begin at it
     */
    public boolean include(DayOfWeek day, LocalTime time) {
        return minutes.get(index(day, time));
    }

    private static int index(DayOfWeek day, LocalTime time) {
        return (day.getValue() - 1) * DAY + time.getHour() * HOUR + time.getMinute();
    }

    /** {@return the first time from {@code from} on that is in it, or is not, as {@code wanted}; empty if there is none} */
    Optional<LocalDateTime> next(LocalDateTime from, boolean wanted) {
        int index = index(from.getDayOfWeek(), from.toLocalTime());
        if (minutes.get(index) == wanted) {
            return Optional.of(from);
        }
        int found = find(index, wanted);
        int later = found < WEEK ? found : WEEK + find(0, wanted);
        return later - index >= WEEK
                ? Optional.empty()
                : Optional.of(from.truncatedTo(ChronoUnit.MINUTES).plusMinutes(later - index));
    }

    /** {@return the first such minute of the week from {@code index} on, or {@link #WEEK} if there is none} */
    private int find(int index, boolean wanted) {
        int found = wanted ? minutes.nextSetBit(index) : minutes.nextClearBit(index);
        return found < 0 ? WEEK : Math.min(found, WEEK);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WeeklyHours hours && minutes.equals(hours.minutes);
    }

    @Override
    public int hashCode() {
        return minutes.hashCode();
    }

    /** {@return all of it in one form, such as {@code Mon-Thu 09:00-17:00; Fri 09:00-12:00}} */
    @Override
    public String toString() {
        return HoursText.print(minutes);
    }
}
