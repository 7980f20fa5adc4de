package io.releaseconductor.window;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Objects;
import java.util.Optional;

/**
 * When deployments may begin in an environment: within weekly hours, and not on frozen days; a freeze wins over an hour. Immutable.
 *
 * <p>Hours and days are those of clock and calendar in the zone. Every instant has exactly one local date and time there, by
 * {@link ZoneRules#getOffset(Instant)}, and that alone decides whether it is open. So where the clock changes,
 *
 * <ul>
 *   <li>a window that would begin within a gap begins at its end, one that would end within it ends at its beginning, and one that lies
 *       in it does not take place; if midnight is in the gap, a day begins where the gap ends, and a day that is skipped is neither open nor
 *       frozen;
 *   <li>in an overlap both passes of a local time count: what lies within it is open twice, and closed in between.
 * </ul>
 *
 * <p>No local time is ever turned into an instant by a guess: between two changes of the clock, as
 * {@link ZoneRules#nextTransition(Instant)} has them, the offset stays, and the answers are found stretch by stretch.
 *
 * <p>"Never" means: not within {@value #YEARS} years, counted from the last freeze of one time if that is later than now. By then every date
 * has fallen on every day of the week, February 29 included.
 *
 * @param zone whose clock and calendar hold
 * @param hours when deployments may begin
 * @param freezes when they may not
 */
public record DeploymentWindows(ZoneId zone, WeeklyHours hours, Freezes freezes) {

    /** How far the answers look. February 29 takes up to 40 years to come back to a day of the week. */
    public static final int YEARS = 50;

    /** Nothing is closed, ever. */
    public static final DeploymentWindows ALWAYS_OPEN =
            new DeploymentWindows(ZoneOffset.UTC, WeeklyHours.ALWAYS, Freezes.NONE);

    /** Requires all. */
    public DeploymentWindows {
        Objects.requireNonNull(zone, "zone");
        Objects.requireNonNull(hours, "hours");
        Objects.requireNonNull(freezes, "freezes");
    }

    /**
     * Whether a deployment may begin.
     *
     * @param now the time
     * @return whether it is within the hours and not on a frozen day
     * @throws java.time.DateTimeException if the time has no local date in Java, some 999,999,999 years away
     */
    public boolean isOpen(Instant now) {
        LocalDateTime local = local(now);
        return hours.include(local.getDayOfWeek(), local.toLocalTime()) && !freezes.include(local.toLocalDate());
    }

    /**
     * When deployments may begin again.
     *
     * @param now the time
     * @return the first time from now on at which it is open, which is {@code now} itself if it is open; empty if it never opens
     * @throws java.time.DateTimeException if a time has no local date in Java, some 999,999,999 years away
     */
    public Optional<Instant> closedUntil(Instant now) {
        return first(now, true);
    }

    /**
     * Until when deployments may begin.
     *
     * @param now the time
     * @return the first time from now on at which it is closed, which is {@code now} itself if it is closed; empty if it never closes
     * @throws java.time.DateTimeException if a time has no local date in Java, some 999,999,999 years away
     */
    public Optional<Instant> openUntil(Instant now) {
        return first(now, false);
    }

    /**
     * Why no deployment may begin, for people.
     *
     * @param now the time
     * @return such as {@code frozen until 2027-01-03 (12-20..01-02)} or {@code open Mon-Thu 09:00-17:00, opens Mon 2026-11-30 09:00
     *     Europe/Berlin}, one line without a full stop; empty if it is open
     * @throws java.time.DateTimeException if a time has no local date in Java, some 999,999,999 years away
     */
    public Optional<String> whyClosed(Instant now) {
        return isOpen(now) ? Optional.empty() : Optional.of(new ClosedWords(this, now).sentence());
    }

    LocalDateTime local(Instant instant) {
        return LocalDateTime.ofInstant(instant, zone);
    }

    /** {@return the day before which an answer has to be found} */
    LocalDate horizon(Instant now) {
        LocalDate today = local(now).toLocalDate();
        return freezes.lastDate().filter(today::isBefore).orElse(today).plusYears(YEARS);
    }

    private Optional<Instant> first(Instant now, boolean open) {
        ZoneRules rules = zone.getRules();
        Instant horizon = horizon(now).atStartOfDay().toInstant(ZoneOffset.UTC);
        Instant begin = now;
        while (begin.isBefore(horizon)) {
            ZoneOffset offset = rules.getOffset(begin);
            ZoneOffsetTransition change = rules.nextTransition(begin);
            Instant end = change == null || change.getInstant().isAfter(horizon) ? horizon : change.getInstant();
            Optional<LocalDateTime> found =
                    first(LocalDateTime.ofInstant(begin, offset), LocalDateTime.ofInstant(end, offset), open);
            if (found.isPresent()) {
                return Optional.of(found.get().toInstant(offset));
            }
            begin = end;
        }
        return Optional.empty();
    }

    /** Within a stretch in which the clock does not change. */
    private Optional<LocalDateTime> first(LocalDateTime begin, LocalDateTime end, boolean open) {
        LocalDateTime from = begin;
        while (from.isBefore(end)) {
            LocalDate date = from.toLocalDate();
            if (!freezes.include(date)) {
                LocalDateTime freeze = freezes.next(date)
                        .map(LocalDate::atStartOfDay)
                        .filter(end::isAfter)
                        .orElse(end);
                Optional<LocalDateTime> change = hours.next(from, open).filter(freeze::isAfter);
                if (change.isPresent()) {
                    return change;
                }
                from = freeze;
            } else if (open) {
                from = freezes.thaw(date, end.toLocalDate().plusDays(1)).atStartOfDay();
            } else {
                return Optional.of(from);
            }
        }
        return Optional.empty();
    }

    /** {@return all of it, such as {@code Mon-Thu 09:00-17:00, not on 12-20..01-02, Europe/Berlin}} */
    @Override
    public String toString() {
        return hours + (freezes.equals(Freezes.NONE) ? "" : ", not on " + freezes) + ", " + zone;
    }
}
