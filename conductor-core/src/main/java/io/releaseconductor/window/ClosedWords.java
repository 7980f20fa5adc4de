package io.releaseconductor.window;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says why no deployment may begin at a time at which it is closed. */
final class ClosedWords {

    /** So many freezes are named, and more are counted. */
    private static final int MOST_NAMED = 3;

    private final DeploymentWindows windows;
    private final Instant now;
    private final LocalDate today;
    private final Optional<Instant> opening;

    ClosedWords(DeploymentWindows windows, Instant now) {
        this.windows = windows;
        this.now = now;
        this.today = windows.local(now).toLocalDate();
        this.opening = windows.closedUntil(now);
    }

    String sentence() {
        return windows.freezes().include(today) ? frozen() : outside();
    }

    private String frozen() {
        LocalDate horizon = windows.horizon(now);
        LocalDate thaw = windows.freezes().thaw(today, horizon);
        String freezes = " (" + names(windows.freezes().within(today, thaw)) + ")";
        if (!thaw.isBefore(horizon)) {
            return "frozen for good" + freezes;
        }
        String until = "frozen until " + thaw + freezes;
        Instant start = thaw.atStartOfDay(windows.zone()).toInstant();
        return opening.filter(start::equals).isPresent() ? until : until + ", " + opens();
    }

    private String outside() {
        // what would hold if nothing were frozen
        Optional<Instant> planned =
                new DeploymentWindows(windows.zone(), windows.hours(), Freezes.NONE).closedUntil(now);
        String hours = "open " + windows.hours() + ", " + opens();
        if (planned.equals(opening)) {
            return hours;
        }
        LocalDate begin = date(planned).orElse(today);
        LocalDate end = date(opening).orElse(windows.horizon(now));
        // where the clock goes back over midnight, the day before may open after the frozen one has begun
        LocalDate behind = end.isAfter(begin) ? end : begin.plusDays(1);
        return hours + " (frozen " + names(windows.freezes().within(begin, behind)) + ")";
    }

    private Optional<LocalDate> date(Optional<Instant> instant) {
        return instant.map(windows::local).map(LocalDateTime::toLocalDate);
    }

    private String opens() {
        return opening.map(at -> "opens " + format(at)).orElse("never opens");
    }

    private static String names(List<Freeze> freezes) {
        int more = freezes.size() - MOST_NAMED;
        return freezes.stream().limit(MOST_NAMED).map(Freeze::toString).collect(Collectors.joining(", "))
                + (more > 0 ? " and " + more + " more" : "");
    }

    /** With the offset only where the local time comes twice. */
    private String format(Instant instant) {
        ZonedDateTime at = instant.atZone(windows.zone());
        boolean twice =
                windows.zone().getRules().getValidOffsets(at.toLocalDateTime()).size() > 1;
        return Days.name(at.getDayOfWeek()) + " " + at.toLocalDate() + " " + at.toLocalTime()
                + (twice ? at.getOffset() : "") + " " + windows.zone();
    }
}
