package io.releaseconductor.window;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Days of the week as people write them: {@code Mon-Thu}, {@code Mon,Wed}, {@code sat-monday}. */
final class Days {

    static final String ALLOWED = "Mon, Tue, Wed, Thu, Fri, Sat, Sun, their long names, and ranges such as Mon-Fri";

    private Days() {}

    /** Reads names and ranges with commas between them, and notes what is none. */
    static Set<DayOfWeek> read(String text, Part part) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String item : text.split(",", -1)) {
            days.addAll(range(item.strip(), part));
        }
        return days;
    }

    private static Collection<DayOfWeek> range(String item, Part part) {
        String[] ends = item.split("-", -1);
        if (ends.length > 2 || item.isEmpty()) {
            part.refuse(item, "is neither a day nor a range of days", ALLOWED);
            return List.of();
        }
        String last = ends[ends.length - 1].strip();
        Optional<DayOfWeek> begin = day(ends[0].strip(), part);
        Optional<DayOfWeek> end = day(last, part);
        if (begin.isEmpty() || end.isEmpty()) {
            return List.of();
        }
        if (ends.length == 2 && begin.equals(end)) {
            part.refuse(item, "begins and ends with the same day", name(end.get()) + ", or Mon-Sun for every day");
            return List.of();
        }
        return from(begin.get(), end.get());
    }

    private static Optional<DayOfWeek> day(String word, Part part) {
        Optional<DayOfWeek> day = Arrays.stream(DayOfWeek.values())
                .filter(each -> word.equalsIgnoreCase(each.name()) || word.equalsIgnoreCase(name(each)))
                .findFirst();
        if (day.isEmpty()) {
            part.refuse(word, "is no day of the week", ALLOWED);
        }
        return day;
    }

    /** Over the week's end, if need be. */
    private static List<DayOfWeek> from(DayOfWeek begin, DayOfWeek end) {
        List<DayOfWeek> days = new ArrayList<>(List.of(begin));
        for (DayOfWeek day = begin; day != end; ) {
            day = day.plus(1);
            days.add(day);
        }
        return days;
    }

    static String name(DayOfWeek day) {
        return day.name().charAt(0) + day.name().substring(1, 3).toLowerCase(Locale.ROOT);
    }

    /** Writes days as {@link #read} reads them, each run of them as a range that does not go over the week's end. */
    static String print(Set<DayOfWeek> days) {
        List<String> ranges = new ArrayList<>();
        DayOfWeek begin = null;
        for (DayOfWeek day : DayOfWeek.values()) {
            if (days.contains(day)) {
                begin = begin == null ? day : begin;
                if (day == DayOfWeek.SUNDAY || !days.contains(day.plus(1))) {
                    ranges.add(begin == day ? name(day) : name(begin) + "-" + name(day));
                    begin = null;
                }
            }
        }
        return String.join(",", ranges);
    }
}
