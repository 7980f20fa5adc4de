package io.releaseconductor.window;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Freezes as people write them: {@code 2026-11-27, 12-20..01-02}. */
final class FreezesText {

    static final String ALLOWED = "a date such as 2026-12-24, or 12-24 for every year, or a range of either, such as"
            + " 2026-12-20..2027-01-02 or 12-20..01-02";

    private static final Pattern DAY = Pattern.compile("(?:([0-9]{4})-)?([0-9]{1,2})-([0-9]{1,2})");

    private FreezesText() {}

    static Freezes read(Part whole) {
        List<Freeze> freezes = new ArrayList<>();
        whole.split("[,;]", ALLOWED).forEach(part -> freeze(part).ifPresent(freezes::add));
        return new Freezes(freezes);
    }

    private static Optional<Freeze> freeze(Part part) {
        String[] ends = part.text().split("\\.\\.", -1);
        if (ends.length > 2) {
            part.refuse("is no date and no range of two dates", ALLOWED);
            return Optional.empty();
        }
        Optional<TemporalAccessor> first = day(ends[0].strip(), part);
        Optional<TemporalAccessor> last = ends.length == 1 ? first : day(ends[1].strip(), part);
        return first.isEmpty() || last.isEmpty() ? Optional.empty() : freeze(first.get(), last.get(), part);
    }

    private static Optional<Freeze> freeze(TemporalAccessor first, TemporalAccessor last, Part part) {
        if (first instanceof MonthDay from && last instanceof MonthDay to) {
            return Optional.of(new Freeze.Yearly(from, to));
        }
        if (!(first instanceof LocalDate from && last instanceof LocalDate to)) {
            part.refuse("has a year at one end only", ALLOWED);
        } else if (to.isBefore(from)) {
            part.refuse("ends before it begins", "the earlier date first; " + ALLOWED);
        } else {
            return Optional.of(new Freeze.Dates(from, to));
        }
        return Optional.empty();
    }

    /** {@return a date, or a day of every year} */
    private static Optional<TemporalAccessor> day(String word, Part part) {
        Matcher matcher = DAY.matcher(word);
        if (!matcher.matches()) {
            part.refuse(word, "is no date", ALLOWED);
            return Optional.empty();
        }
        int month = Integer.parseInt(matcher.group(2));
        int day = Integer.parseInt(matcher.group(3));
        try {
            return Optional.of(
                    matcher.group(1) == null
                            ? MonthDay.of(month, day)
                            : LocalDate.of(Integer.parseInt(matcher.group(1)), month, day));
        } catch (DateTimeException e) {
            part.refuse(word, "is not in the calendar", ALLOWED);
            return Optional.empty();
        }
    }

    static <D> String range(D first, D last) {
        return first.equals(last) ? first.toString() : first + ".." + last;
    }

    /** As {@link MonthDay} writes it, without the dashes for the year. */
    static String yearly(MonthDay day) {
        return day.toString().substring(2);
    }
}
