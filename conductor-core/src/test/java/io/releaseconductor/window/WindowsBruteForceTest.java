package io.releaseconductor.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Windows beside a brute force that looks at one minute after the other, and knows of each no more than day of week, date and local time: nothing
 * of changes of the clock, of weeks, or of the minute before.
 */
@DisplayName("Minute by minute, windows are open and closed as a brute force has it")
class WindowsBruteForceTest {

    /** With an hour, half an hour, midnight, a whole day, and no more at all. */
    private static final List<String> ZONES =
            List.of("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Tehran", "Pacific/Apia");

    private static final List<String> MORE_ZONES = List.of("Asia/Kathmandu", "America/Sao_Paulo", "Asia/Beirut");

    private static final List<Case> CASES = List.of(
            new Case(
                    "Mon-Thu 09:00-17:00; Fri 09:00-12:00",
                    "12-20..01-02, 2011-12-30, 2012-05-17..2012-05-20",
                    minute -> {
                        boolean frozen = minute.onDay(1220, 1231)
                                || minute.onDay(101, 102)
                                || minute.onDate(20111230, 20111230)
                                || minute.onDate(20120517, 20120520);
                        boolean office = minute.day <= 4 && minute.time >= 900 && minute.time < 1700;
                        boolean friday = minute.day == 5 && minute.time >= 900 && minute.time < 1200;
                        return !frozen && (office || friday);
                    }),
            new Case(
                    "Mon-Sun 23:30-00:30; Sat,Sun 01:45-02:15; Sun 02:20-02:40,03:00-03:10",
                    "02-29, 2011-12-31, 2012-03-25",
                    minute -> {
                        boolean frozen = minute.onDay(229, 229)
                                || minute.onDate(20111231, 20111231)
                                || minute.onDate(20120325, 20120325);
                        boolean daily = minute.time >= 2330 || minute.time < 30;
                        boolean weekend = minute.day >= 6 && minute.time >= 145 && minute.time < 215;
                        boolean sunday = minute.day == 7
                                && ((minute.time >= 220 && minute.time < 240)
                                        || (minute.time >= 300 && minute.time < 310));
                        return !frozen && (daily || weekend || sunday);
                    }),
            new Case(
                    "",
                    "02-27..02-29, 03-20..03-22, 10-28..11-04, 2011-12-29",
                    minute -> !(minute.onDay(227, 229)
                            || minute.onDay(320, 322)
                            || minute.onDay(1028, 1104)
                            || minute.onDate(20111229, 20111229))),
            new Case(
                    "Thu 22:00-24:00; Fri 00:00-24:00; Sat 00:00-02:00; Sun 20:00-19:00",
                    "2011-01-01..2011-03-27",
                    minute -> {
                        boolean weekend = (minute.day == 4 && minute.time >= 2200)
                                || minute.day == 5
                                || (minute.day == 6 && minute.time < 200);
                        boolean overWeeksEnd =
                                (minute.day == 7 && minute.time >= 2000) || (minute.day == 1 && minute.time < 1900);
                        return !minute.onDate(20110101, 20110327) && (weekend || overWeeksEnd);
                    }));

    /** What is written, and what it means. */
    private record Case(String hours, String freezes, Rule rule) {

        @Override
        public String toString() {
            return hours + " without " + freezes;
        }
    }

    private interface Rule {
        boolean isOpen(Minute minute);
    }

    /** A minute by clock and calendar: 1 for Monday, 20111230, 1230 and 2359. */
    private record Minute(int day, int date, int dayOfYear, int time) {

        boolean onDay(int first, int last) {
            return dayOfYear >= first && dayOfYear <= last;
        }

        boolean onDate(int first, int last) {
            return date >= first && date <= last;
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("zones")
    @DisplayName("for a year")
    void year(String zone) {
        Minutes minutes = new Minutes(zone, LocalDate.of(2011, 7, 1), LocalDate.of(2012, 7, 1));
        CASES.forEach(each -> compare(minutes, each, 61));
    }

    static List<String> zones() {
        return ZONES;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("moreZones")
    @Tag("thorough")
    @DisplayName("for two years, and each minute is told when that ends")
    void twoYears(String zone) {
        compareAll(new Minutes(zone, LocalDate.of(2011, 1, 1), LocalDate.of(2013, 1, 1)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("moreZones")
    @Tag("long")
    @DisplayName("for ten years, and each minute is told when that ends")
    void decade(String zone) {
        compareAll(new Minutes(zone, LocalDate.of(2011, 1, 1), LocalDate.of(2021, 1, 1)));
    }

    private static void compareAll(Minutes minutes) {
        CASES.forEach(each -> compare(minutes, each, 1));
    }

    static List<String> moreZones() {
        return Stream.concat(ZONES.stream(), MORE_ZONES.stream()).toList();
    }

    /** Compares each minute, and at each change, the minute before it and every so many minutes also what is said of the next one. */
    private static void compare(Minutes minutes, Case each, int step) {
        DeploymentWindows windows = Written.windows(minutes.zone, each.hours, each.freezes);
        BitSet open = minutes.open(each.rule);
        assertThat(open.cardinality()).as("open minutes").isBetween(1, minutes.count - 1);
        for (int i = 0; i < minutes.count; i++) {
            Instant now = minutes.within(i);
            boolean isOpen = open.get(i);
            if (windows.isOpen(now) != isOpen) {
                fail(each + " in " + minutes.zone + " at " + now + ": open is " + !isOpen + ", not " + isOpen);
            }
            if (i % step == 0 || open.get(i + 1) != isOpen || (i > 0 && open.get(i - 1) != isOpen)) {
                int change = isOpen ? open.nextClearBit(i) : open.nextSetBit(i);
                Optional<Instant> told = isOpen ? windows.openUntil(now) : windows.closedUntil(now);
                if (!isRight(told, change, minutes)) {
                    fail(each + " in " + minutes.zone + " at " + now + " changes at minute " + change + ", not "
                            + told);
                }
            }
        }
    }

    /** What is beyond the last minute nobody knows. */
    private static boolean isRight(Optional<Instant> told, int change, Minutes minutes) {
        boolean known = change >= 0 && change < minutes.count;
        return known
                ? told.isPresent() && told.get().equals(minutes.start(change))
                : told.isEmpty() || !told.get().isBefore(minutes.start(minutes.count));
    }

    /** All minutes of some years in a zone. */
    private static final class Minutes {

        private final String zone;
        private final Instant first;
        private final int count;
        private final byte[] days;
        private final int[] dates;
        private final short[] times;

        Minutes(String zone, LocalDate begin, LocalDate end) {
            this.zone = zone;
            this.first = begin.atStartOfDay(ZoneOffset.UTC).toInstant();
            this.count = Math.toIntExact(ChronoUnit.DAYS.between(begin, end) * 1_440);
            this.days = new byte[count];
            this.dates = new int[count];
            this.times = new short[count];
            for (int i = 0; i < count; i++) {
                ZonedDateTime local = start(i).atZone(ZoneId.of(zone));
                days[i] = (byte) local.getDayOfWeek().getValue();
                dates[i] = local.getYear() * 10_000 + local.getMonthValue() * 100 + local.getDayOfMonth();
                times[i] = (short) (local.getHour() * 100 + local.getMinute());
            }
        }

        Instant start(int minute) {
            return first.plusSeconds(minute * 60L);
        }

        /** Some time of the minute. */
        Instant within(int minute) {
            return first.plusMillis(minute * 60_000L + minute % 59_999);
        }

        BitSet open(Rule rule) {
            BitSet open = new BitSet(count);
            for (int i = 0; i < count; i++) {
                open.set(i, rule.isOpen(new Minute(days[i], dates[i], dates[i] % 10_000, times[i])));
            }
            return open;
        }
    }
}
