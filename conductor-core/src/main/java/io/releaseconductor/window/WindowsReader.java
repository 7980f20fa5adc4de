package io.releaseconductor.window;

import io.releaseconductor.config.Problems;
import java.time.ZoneId;
import java.util.BitSet;
import java.util.Objects;

/**
 * Reads deployment windows from texts that people wrote, such as variables. It notes every problem, with the name of the text, the part that is
 * wrong and what is allowed; after one it hands out a placeholder, so that reading goes on. What it reads prints itself, by {@code toString()},
 * as text that is read as the same. Not thread-safe.
 */
public final class WindowsReader {

    private final Problems problems;

    /**
     * Made where a configuration is read.
     *
     * @param problems where problems are noted
     */
    public WindowsReader(Problems problems) {
        this.problems = Objects.requireNonNull(problems, "problems");
    }

    /**
     * Reads a time zone.
     *
     * @param name what the text is called in messages, such as {@code SHIP_TIME_ZONE}
     * @param text the name of a zone in any case, such as {@code Europe/Berlin}, or an offset such as {@code +05:45}
     * @return the zone; after a problem UTC
     */
    public ZoneId zone(String name, String text) {
        return ZoneText.read(part(name, text));
    }

    /**
     * Reads weekly hours: days, or ranges of days, and behind them their hours, with semicolons between such parts: {@code Mon-Thu
     * 09:00-12:00,13:00-17:00; Fri,Sun 22:00-02:00}. Days are English, short or long, in any case, and a range of them may go over the week's
     * end. Hours that end before they begin go on to the next day. What overlaps or touches is taken together.
     *
     * @param name what the text is called in messages, such as {@code SHIP_WINDOWS}
     * @param text the hours; blank for every minute of the week
     * @return the hours; after a problem those that could be read, or every minute of the week
     */
    public WeeklyHours hours(String name, String text) {
        BitSet minutes = HoursText.read(part(name, text));
        return minutes.isEmpty() ? WeeklyHours.ALWAYS : new WeeklyHours(minutes);
    }

    /**
     * Reads freezes, with commas or semicolons between them: dates and ranges of dates, the last one included, such as {@code
     * 2026-12-20..2027-01-02}, and days of every year, such as {@code 12-24..12-26}, or over the year's end {@code 12-20..01-02}.
     *
     * @param name what the text is called in messages, such as {@code SHIP_FREEZES}
     * @param text the freezes; blank for none
     * @return the freezes; after a problem those that could be read
     */
    public Freezes freezes(String name, String text) {
        return FreezesText.read(part(name, text));
    }

    private Part part(String name, String text) {
        return new Part(Objects.requireNonNull(name, "name"), text.strip(), problems);
    }
}
