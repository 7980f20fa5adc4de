package io.releaseconductor.window;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/** Whole days on which no deployment begins, from midnight to midnight by the local calendar. Immutable. */
public sealed interface Freeze {

    /**
     * Whether a day belongs to it.
     *
     * @param date the day, by the local calendar
     * @return whether no deployment begins on it
     */
    boolean includes(LocalDate date);

    /**
     * The next day that belongs to it.
     *
     * @param date where to begin
     * @return the first such day from {@code date} on, or empty if none follows
     */
    Optional<LocalDate> next(LocalDate date);

    /**
     * Where a stretch of its days ends.
     *
     * @param date a day that belongs to it
     * @return the day behind the stretch; it belongs to the freeze only if that covers every day of a year
     */
    LocalDate end(LocalDate date);

    /**
     * Days of one time only.
     *
     * @param first the first day
     * @param last the last day, which belongs to it, too
     */
    record Dates(LocalDate first, LocalDate last) implements Freeze {

        private static final int LAST_YEAR = 9999;

        /**
         * Requires both, in order.
         *
         * @throws IllegalArgumentException if the last day is before the first, or a year has not four digits
         */
        public Dates {
            requireFourDigits("first", first);
            requireFourDigits("last", last);
            if (last.isBefore(first)) {
                throw new IllegalArgumentException(
                        "last: " + last + " is before " + first + "; allowed: that day, or a later one");
            }
        }

        private static void requireFourDigits(String name, LocalDate date) {
            if (date.getYear() < 0 || date.getYear() > LAST_YEAR) {
                throw new IllegalArgumentException(name + ": " + date + " is not allowed; allowed: years 0000 to 9999");
            }
        }

        @Override
        public boolean includes(LocalDate date) {
            return !date.isBefore(first) && !date.isAfter(last);
        }

        @Override
        public Optional<LocalDate> next(LocalDate date) {
            return date.isAfter(last) ? Optional.empty() : Optional.of(date.isBefore(first) ? first : date);
        }

        @Override
        public LocalDate end(LocalDate date) {
            return last.plusDays(1);
        }

        /** {@return such as {@code 2026-12-24} or {@code 2026-12-20..2027-01-02}} */
        @Override
        public String toString() {
            return FreezesText.range(first, last);
        }
    }

    /**
     * Days of every year. A range goes over the year's end if its last day is before its first. February 29 is a day of leap years only: in
     * other years a range that begins with it begins on March 1, one that ends with it ends on February 28, and alone it freezes nothing.
     *
     * @param first the first day
     * @param last the last day, which belongs to it, too
     */
    record Yearly(MonthDay first, MonthDay last) implements Freeze {

        /** Leap years are at most so many years apart, as 1896 and 1904. */
        private static final int LEAP = 8;

        /** Requires both. */
        public Yearly {
            Objects.requireNonNull(first, "first");
            Objects.requireNonNull(last, "last");
        }

        private boolean isOverYearsEnd() {
            return last.isBefore(first);
        }

        @Override
        public boolean includes(LocalDate date) {
            MonthDay day = MonthDay.from(date);
            boolean begun = !day.isBefore(first);
            boolean over = day.isAfter(last);
            return isOverYearsEnd() ? begun || !over : begun && !over;
        }

        @Override
        public Optional<LocalDate> next(LocalDate date) {
            return includes(date)
                    ? Optional.of(date)
                    : IntStream.rangeClosed(date.getYear(), date.getYear() + LEAP)
                            .mapToObj(this::begin)
                            .filter(begin -> begin.isAfter(date) && includes(begin))
                            .findFirst();
        }

        private LocalDate begin(int year) {
            return first.isValidYear(year) ? first.atYear(year) : LocalDate.of(year, 3, 1);
        }

        @Override
        public LocalDate end(LocalDate date) {
            boolean endsNextYear = isOverYearsEnd() && MonthDay.from(date).isAfter(last);
            // in a year without February 29 it is the 28th that comes last
            return last.atYear(date.getYear() + (endsNextYear ? 1 : 0)).plusDays(1);
        }

        /** {@return such as {@code 12-24} or {@code 12-20..01-02}} */
        @Override
        public String toString() {
            return FreezesText.range(FreezesText.yearly(first), FreezesText.yearly(last));
        }
    }
}
