package io.releaseconductor.window;

import static io.releaseconductor.window.WeeklyHours.DAY;
import static io.releaseconductor.window.WeeklyHours.HOUR;
import static io.releaseconductor.window.WeeklyHours.WEEK;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Weekly hours as people write them: {@code Mon-Thu 09:00-17:00; Fri 09:00-12:00}. */
final class HoursText {

    static final String ALLOWED =
            "days and their hours, such as Mon-Thu 09:00-12:00,13:00-17:00; Fri 22:00-02:00, which goes on to Saturday";

    private static final String ALWAYS = "Mon-Sun 00:00-24:00";

    private static final String TIMES =
            "times such as 09:00-17:00, from 00:00 on, up to 24:00 or over midnight, such as 22:00-02:00";

    private static final Pattern TIMES_OF_DAY =
            Pattern.compile("([01]?[0-9]|2[0-3]):([0-5][0-9])\\s*-\\s*(?:([01]?[0-9]|2[0-3]):([0-5][0-9])|24:00)");

    private HoursText() {}

    /** {@return the minutes of the week, none after a problem} */
    static BitSet read(Part whole) {
        BitSet minutes = new BitSet(WEEK);
        whole.split(";", ALLOWED).forEach(part -> readPart(part, minutes));
        return minutes;
    }

    private static void readPart(Part part, BitSet minutes) {
        int digit = firstDigit(part.text());
        String days = part.text().substring(0, digit).strip();
        String hours = part.text().substring(digit);
        if (days.isEmpty()) {
            part.refuse("names no day", ALLOWED + "; Mon-Sun for every day");
        }
        if (hours.isEmpty()) {
            part.refuse("names no hours", ALLOWED + "; 00:00-24:00 for the whole day");
        }
        Set<DayOfWeek> read = days.isEmpty() ? Set.of() : Days.read(days, part);
        for (String item : hours.isEmpty() ? new String[0] : hours.split(",", -1)) {
            times(item.strip(), part)
                    .ifPresent(times -> read.forEach(day -> set(minutes, (day.getValue() - 1) * DAY, times)));
        }
    }

    /** Days have no digits, and hours begin with one. */
    private static int firstDigit(String text) {
        int at = 0;
        while (at < text.length() && !(text.charAt(at) >= '0' && text.charAt(at) <= '9')) {
            at++;
        }
        return at;
    }

    private static void set(BitSet minutes, int midnight, Times times) {
        int begin = midnight + times.begin();
        int end = midnight + times.end();
        minutes.set(begin, Math.min(end, WEEK));
        // what goes on from Sunday to Monday
        minutes.set(0, Math.max(end - WEEK, 0));
    }

    private static Optional<Times> times(String item, Part part) {
        Matcher matcher = TIMES_OF_DAY.matcher(item);
        if (!matcher.matches()) {
            part.refuse(item, "is no begin and end of a day's hours", TIMES);
            return Optional.empty();
        }
        int begin = minute(matcher.group(1), matcher.group(2));
        int end = matcher.group(3) == null ? DAY : minute(matcher.group(3), matcher.group(4));
        if (begin == end) {
            part.refuse(item, "begins and ends at the same time", "00:00-24:00 for the whole day, else " + TIMES);
            return Optional.empty();
        }
        return Optional.of(new Times(begin, end > begin ? end : end + DAY));
    }

    private static int minute(String hour, String minute) {
        return Integer.parseInt(hour) * HOUR + Integer.parseInt(minute);
    }

    /** Writes minutes of the week as {@link #read} reads them; the same minutes give the same text. */
    static String print(BitSet minutes) {
        if (minutes.cardinality() == WEEK) {
            return ALWAYS;
        }
        Map<DayOfWeek, StringJoiner> hours = new EnumMap<>(DayOfWeek.class);
        pieces(minutes)
                .forEach((begin, end) -> hours.computeIfAbsent(
                                DayOfWeek.of(begin / DAY + 1), day -> new StringJoiner(","))
                        .add(time(begin % DAY) + "-" + (end % DAY == 0 ? "24:00" : time(end % DAY))));
        Map<String, Set<DayOfWeek>> days = new LinkedHashMap<>();
        hours.forEach((day, text) -> days.computeIfAbsent(text.toString(), t -> EnumSet.noneOf(DayOfWeek.class))
                .add(day));
        return days.entrySet().stream()
                .map(each -> Days.print(each.getValue()) + " " + each.getKey())
                .collect(Collectors.joining("; "));
    }

    /** {@return begins and ends of what is written as one: what lasts for less than a day, else up to each midnight} */
    private static SortedMap<Integer, Integer> pieces(BitSet minutes) {
        SortedMap<Integer, Integer> pieces = new TreeMap<>();
        for (int begin = 0; begin < WEEK; begin++) {
            boolean begins = minutes.get(begin) && !minutes.get(Math.floorMod(begin - 1, WEEK));
            int end = begins ? end(minutes, begin) : begin;
            boolean inOne = end - begin < DAY;
            for (int from = begin; from < end; ) {
                int to = inOne ? end : Math.min(end, (from / DAY + 1) * DAY);
                pieces.put(from % WEEK, to);
                from = to;
            }
        }
        return pieces;
    }

    private static int end(BitSet minutes, int begin) {
        int end = begin;
        while (minutes.get(end % WEEK)) {
            end++;
        }
        return end;
    }

    private static String time(int minute) {
        return LocalTime.of(minute / HOUR, minute % HOUR).toString();
    }

    /** Minutes from midnight on; the end may be after the next one. */
    private record Times(int begin, int end) {}
}
