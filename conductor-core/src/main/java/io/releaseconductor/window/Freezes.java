package io.releaseconductor.window;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * All freezes of an environment. Two of them are equal if they hold the same ranges, in whatever order they were written. Immutable.
 *
 * @param all the freezes, each once: first those of one time, then the yearly ones, each sorted by their days
 */
public record Freezes(List<Freeze> all) {

    private static final Comparator<Freeze> BY_DAYS = Comparator.comparing(
                    (Freeze freeze) -> freeze instanceof Freeze.Yearly)
            .thenComparing(Freeze::toString);

    /** Nothing is frozen. */
    public static final Freezes NONE = new Freezes(List.of());

    /** Copies and sorts. */
    public Freezes {
        all = all.stream().distinct().sorted(BY_DAYS).toList();
    }

    /**
     * Whether a day is frozen.
     *
     * @param date the day, by the local calendar
     * @return whether it belongs to any of them
     */
    public boolean include(LocalDate date) {
        return all.stream().anyMatch(freeze -> freeze.includes(date));
    }

    /** {@return the first frozen day from {@code date} on, or empty if none follows} */
    Optional<LocalDate> next(LocalDate date) {
        return all.stream().flatMap(freeze -> freeze.next(date).stream()).min(Comparator.naturalOrder());
    }

    /**
     * Where the frozen days end that a day belongs to.
     *
     * @param date where to begin
     * @param limit how far to look
     * @return the first day from {@code date} on that is not frozen, or some day not before {@code limit} if there is none before it
     */
    LocalDate thaw(LocalDate date, LocalDate limit) {
        LocalDate thawed = date;
        while (thawed.isBefore(limit) && include(thawed)) {
            for (Freeze freeze : all) {
                thawed = freeze.includes(thawed) ? freeze.end(thawed) : thawed;
            }
        }
        return thawed;
    }

    /** {@return those that freeze a day of a span, which ends before {@code end}} */
    List<Freeze> within(LocalDate begin, LocalDate end) {
        return all.stream()
                .filter(freeze -> freeze.next(begin).filter(end::isAfter).isPresent())
                .toList();
    }

    /** {@return the last day of those of one time, or empty if there are none} */
    Optional<LocalDate> lastDate() {
        return all.stream()
                .filter(Freeze.Dates.class::isInstance)
                .map(freeze -> ((Freeze.Dates) freeze).last())
                .max(Comparator.naturalOrder());
    }

    /** {@return all of them in one form, such as {@code 2026-11-27, 12-20..01-02}; empty if there are none} */
    @Override
    public String toString() {
        return all.stream().map(Freeze::toString).collect(Collectors.joining(", "));
    }
}
