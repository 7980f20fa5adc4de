package io.releaseconductor.window;

import static io.releaseconductor.window.Written.at;
import static io.releaseconductor.window.Written.windows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("Deployment windows")
class DeploymentWindowsTest {

    private static final String BERLIN = "Europe/Berlin";
    private static final String OFFICE = "Mon-Thu 09:00-17:00; Fri 09:00-12:00";

    /** When it opens and closes from a time on, such as {@code +2026-11-30T09:00+01:00}. */
    private static List<String> changes(DeploymentWindows windows, Instant from, int count) {
        List<String> changes = new ArrayList<>();
        Instant now = from;
        while (changes.size() < count) {
            boolean open = windows.isOpen(now);
            Optional<Instant> next = open ? windows.openUntil(now) : windows.closedUntil(now);
            if (next.isEmpty()) {
                changes.add("never");
                return changes;
            }
            now = next.get();
            assertThat(windows.isOpen(now)).isNotEqualTo(open);
            assertThat(windows.isOpen(now.minusNanos(1))).isEqualTo(open);
            changes.add((open ? "-" : "+") + now.atZone(windows.zone()).toOffsetDateTime());
        }
        return changes;
    }

    private static List<String> changes(String zone, String hours, String freezes, String from, int count) {
        return changes(windows(zone, hours, freezes), at(zone, from), count);
    }

    @Test
    @DisplayName("are always open if nothing is set")
    void nothing() {
        Instant now = Instant.parse("2026-11-30T08:15:00Z");
        for (DeploymentWindows always : List.of(DeploymentWindows.ALWAYS_OPEN, windows(BERLIN, "", ""))) {
            assertThat(always.isOpen(now)).isTrue();
            assertThat(always.closedUntil(now)).contains(now);
            assertThat(always.openUntil(now)).isEmpty();
            assertThat(always.whyClosed(now)).isEmpty();
        }
    }

    @Test
    @DisplayName("open and close by weekly hours, to the nanosecond")
    void weekly() {
        assertThat(changes(BERLIN, OFFICE, "", "2026-12-03T18:00", 4))
                .containsExactly(
                        "+2026-12-04T09:00+01:00",
                        "-2026-12-04T12:00+01:00",
                        "+2026-12-07T09:00+01:00",
                        "-2026-12-07T17:00+01:00");
    }

    @Test
    @DisplayName("answer with now itself what is so already")
    void already() {
        DeploymentWindows windows = windows(BERLIN, OFFICE, "");
        Instant open = at(BERLIN, "2026-12-04T10:11:12.013");
        Instant closed = at(BERLIN, "2026-12-04T20:11:12.013");
        assertThat(windows.closedUntil(open)).contains(open);
        assertThat(windows.openUntil(closed)).contains(closed);
    }

    @Test
    @DisplayName("go over midnight, and over the week's end")
    void overMidnight() {
        assertThat(changes(BERLIN, "Fri,Sun 22:00-02:00", "", "2026-12-04T12:00", 5))
                .containsExactly(
                        "+2026-12-04T22:00+01:00",
                        "-2026-12-05T02:00+01:00",
                        "+2026-12-06T22:00+01:00",
                        "-2026-12-07T02:00+01:00",
                        "+2026-12-11T22:00+01:00");
    }

    @Test
    @DisplayName("open and close with the week")
    void withTheWeek() {
        assertThat(changes(BERLIN, "Mon 00:00-01:00", "", "2026-12-02T12:00", 2))
                .containsExactly("+2026-12-07T00:00+01:00", "-2026-12-07T01:00+01:00");
        assertThat(changes(BERLIN, "Fri-Sun 00:00-24:00", "", "2026-12-04T12:00", 2))
                .containsExactly("-2026-12-07T00:00+01:00", "+2026-12-11T00:00+01:00");
    }

    @Test
    @DisplayName("do not close at midnight where the next day goes on")
    void adjoining() {
        assertThat(changes(BERLIN, "Mon 22:00-24:00; Tue 00:00-24:00; Wed 00:00-01:30", "", "2026-12-07T12:00", 2))
                .containsExactly("+2026-12-07T22:00+01:00", "-2026-12-09T01:30+01:00");
    }

    @Test
    @DisplayName("are closed on frozen days, whatever the hours are")
    void frozen() {
        assertThat(changes(BERLIN, "Mon-Fri 22:00-02:00", "2026-12-08..2026-12-09", "2026-12-07T12:00", 4))
                .containsExactly(
                        "+2026-12-07T22:00+01:00",
                        "-2026-12-08T00:00+01:00",
                        "+2026-12-10T00:00+01:00",
                        "-2026-12-10T02:00+01:00");
    }

    @Test
    @DisplayName("are frozen each year, over the year's end as well")
    void yearly() {
        assertThat(changes(BERLIN, "", "12-20..01-02", "2026-12-01T12:00", 4))
                .containsExactly(
                        "-2026-12-20T00:00+01:00",
                        "+2027-01-03T00:00+01:00",
                        "-2027-12-20T00:00+01:00",
                        "+2028-01-03T00:00+01:00");
        assertThat(changes(BERLIN, "", "12-24..12-26", "2026-12-25T12:00", 2))
                .containsExactly("+2026-12-27T00:00+01:00", "-2027-12-24T00:00+01:00");
    }

    @Test
    @DisplayName("are frozen on February 29 in leap years only")
    void leapDay() {
        assertThat(changes("UTC", "", "02-29", "2095-01-01T00:00", 3))
                .containsExactly("-2096-02-29T00:00Z", "+2096-03-01T00:00Z", "-2104-02-29T00:00Z");
        assertThat(changes("UTC", "", "02-29..03-01", "2027-01-01T00:00", 4))
                .containsExactly(
                        "-2027-03-01T00:00Z", "+2027-03-02T00:00Z", "-2028-02-29T00:00Z", "+2028-03-02T00:00Z");
        assertThat(changes("UTC", "", "02-27..02-29", "2027-01-01T00:00", 4))
                .containsExactly(
                        "-2027-02-27T00:00Z", "+2027-03-01T00:00Z", "-2028-02-27T00:00Z", "+2028-03-01T00:00Z");
        assertThat(changes("UTC", "", "12-31..02-29", "2026-12-01T00:00", 2))
                .containsExactly("-2026-12-31T00:00Z", "+2027-03-01T00:00Z");
        assertThat(changes("UTC", "", "03-02..02-29", "2026-12-01T00:00", 3))
                .containsExactly("+2027-03-01T00:00Z", "-2027-03-02T00:00Z", "+2028-03-01T00:00Z");
    }

    @Test
    @DisplayName("stay closed through freezes that follow on each other")
    void chained() {
        assertThat(changes(
                        BERLIN,
                        "",
                        "2026-12-10..2026-12-12, 12-12..12-14, 2026-12-15, 2026-12-17",
                        "2026-12-10T00:00",
                        3))
                .containsExactly("+2026-12-16T00:00+01:00", "-2026-12-17T00:00+01:00", "+2026-12-18T00:00+01:00");
    }

    @Test
    @DisplayName("say that they never open, or never close")
    void never() {
        assertThat(changes(BERLIN, "", "01-01..12-31", "2026-12-10T00:00", 1)).containsExactly("never");
        assertThat(changes(BERLIN, "", "03-01..02-29", "2026-12-10T00:00", 1)).containsExactly("never");
        assertThat(changes(BERLIN, "", "2026-12-12", "2026-12-10T00:00", 3))
                .containsExactly("-2026-12-12T00:00+01:00", "+2026-12-13T00:00+01:00", "never");
    }

    @Test
    @DisplayName("know that a day that comes every 28 or 40 years will come, and a freeze of the far future")
    void far() {
        assertThat(changes("UTC", "Tue 10:00-11:00", "03-01..02-28", "2057-01-01T00:00", 3))
                .containsExactly("+2084-02-29T10:00Z", "-2084-02-29T11:00Z", "+2124-02-29T10:00Z");
        assertThat(changes("UTC", "", "9999-12-31", "2026-12-10T00:00", 3))
                .containsExactly("-9999-12-31T00:00Z", "++10000-01-01T00:00Z", "never");
        assertThat(changes("UTC", "", "0000-01-01..9999-12-31", "2026-12-10T00:00", 1))
                .containsExactly("++10000-01-01T00:00Z");
    }

    @Test
    @DisplayName("are told by a time that Java has no local date for that it has none")
    void beyond() {
        assertThatThrownBy(() -> windows("+01:00", "", "").isOpen(Instant.MAX)).isInstanceOf(DateTimeException.class);
    }

    @Nested
    @DisplayName("where the clock goes forward,")
    class Gap {

        @Test
        @DisplayName(
                "begin at the gap's end if they would begin in it, and end at its beginning if they would end in it")
        void berlin() {
            assertThat(changes(BERLIN, "Sun 02:30-04:00", "", "2026-03-28T12:00", 2))
                    .containsExactly("+2026-03-29T03:00+02:00", "-2026-03-29T04:00+02:00");
            assertThat(changes(BERLIN, "Sun 01:00-02:30", "", "2026-03-28T12:00", 2))
                    .containsExactly("+2026-03-29T01:00+01:00", "-2026-03-29T03:00+02:00");
            assertThat(changes(BERLIN, "Sun 01:00-04:00", "", "2026-03-28T12:00", 2))
                    .containsExactly("+2026-03-29T01:00+01:00", "-2026-03-29T04:00+02:00");
        }

        @Test
        @DisplayName("do not take place if they lie in it")
        void within() {
            assertThat(changes(BERLIN, "Sun 02:15-02:45", "", "2026-03-28T12:00", 1))
                    .containsExactly("+2026-04-05T02:15+02:00");
            // March 31 is a Sunday only where it is the last one
            assertThat(changes(BERLIN, "Sun 02:15-02:45", "04-01..03-30", "2026-03-28T12:00", 1))
                    .containsExactly("never");
        }

        @Test
        @DisplayName("stay open if only closed times lie in it")
        void closedWithin() {
            assertThat(changes(BERLIN, "Mon-Sat 00:00-24:00; Sun 00:00-02:00,03:00-24:00", "", "2026-03-28T12:00", 2))
                    .containsExactly("-2026-04-05T02:00+02:00", "+2026-04-05T03:00+02:00");
        }

        @Test
        @DisplayName("begin a day at one o'clock where it has no midnight")
        void noMidnight() {
            assertThat(changes("America/Sao_Paulo", "", "2018-11-04", "2018-11-03T12:00", 2))
                    .containsExactly("-2018-11-04T01:00-02:00", "+2018-11-05T00:00-02:00");
            assertThat(changes("America/Sao_Paulo", "Sun 00:00-02:00", "", "2018-11-03T12:00", 2))
                    .containsExactly("+2018-11-04T01:00-02:00", "-2018-11-04T02:00-02:00");
            assertThat(changes("Asia/Beirut", "", "2022-03-26", "2022-03-26T12:00", 1))
                    .containsExactly("+2022-03-27T01:00+03:00");
        }

        @Test
        @DisplayName("know half an hour")
        void halfAnHour() {
            assertThat(changes("Australia/Lord_Howe", "Sun 02:15-03:00", "", "2026-10-03T12:00", 2))
                    .containsExactly("+2026-10-04T02:30+11:00", "-2026-10-04T03:00+11:00");
        }

        @Test
        @DisplayName("have no day that the calendar skips, neither open nor frozen, and what goes on from it goes on")
        void dayline() {
            assertThat(changes("Pacific/Apia", "Fri 10:00-12:00", "", "2011-12-29T12:00", 1))
                    .containsExactly("+2012-01-06T10:00+14:00");
            assertThat(changes("Pacific/Apia", "", "2011-12-30, 2012-01-15", "2011-12-29T12:00", 1))
                    .containsExactly("-2012-01-15T00:00+14:00");
            assertThat(changes("Pacific/Apia", "Thu,Fri 22:00-02:00", "", "2011-12-29T12:00", 2))
                    .containsExactly("+2011-12-29T22:00-10:00", "-2011-12-31T02:00+14:00");
        }
    }

    @Nested
    @DisplayName("where the clock goes back,")
    class Overlap {

        @Test
        @DisplayName("are open in both passes of a local time")
        void within() {
            assertThat(changes(BERLIN, "Sun 02:15-02:45", "", "2026-10-24T12:00", 4))
                    .containsExactly(
                            "+2026-10-25T02:15+02:00",
                            "-2026-10-25T02:45+02:00",
                            "+2026-10-25T02:15+01:00",
                            "-2026-10-25T02:45+01:00");
        }

        @Test
        @DisplayName("open twice if they begin in it, and close twice if they end in it")
        void across() {
            assertThat(changes(BERLIN, "Sun 02:30-04:00", "", "2026-10-24T12:00", 4))
                    .containsExactly(
                            "+2026-10-25T02:30+02:00",
                            "-2026-10-25T02:00+01:00",
                            "+2026-10-25T02:30+01:00",
                            "-2026-10-25T04:00+01:00");
            assertThat(changes(BERLIN, "Sun 01:00-02:30", "", "2026-10-24T12:00", 4))
                    .containsExactly(
                            "+2026-10-25T01:00+02:00",
                            "-2026-10-25T02:30+02:00",
                            "+2026-10-25T02:00+01:00",
                            "-2026-10-25T02:30+01:00");
            assertThat(changes(BERLIN, "Sun 01:00-04:00", "", "2026-10-24T12:00", 2))
                    .containsExactly("+2026-10-25T01:00+02:00", "-2026-10-25T04:00+01:00");
        }

        @Test
        @DisplayName("come back to a day that was over")
        void backOverMidnight() {
            assertThat(changes("America/Sao_Paulo", "", "2018-02-17", "2018-02-16T12:00", 2))
                    .containsExactly("-2018-02-17T00:00-02:00", "+2018-02-18T00:00-03:00");
            assertThat(changes("America/Sao_Paulo", "", "2018-02-18", "2018-02-17T12:00", 2))
                    .containsExactly("-2018-02-18T00:00-03:00", "+2018-02-19T00:00-03:00");
        }

        @Test
        @DisplayName("know half an hour")
        void halfAnHour() {
            assertThat(changes("Australia/Lord_Howe", "Sun 01:45-02:00", "", "2026-04-04T12:00", 4))
                    .containsExactly(
                            "+2026-04-05T01:45+11:00",
                            "-2026-04-05T01:30+10:30",
                            "+2026-04-05T01:45+10:30",
                            "-2026-04-05T02:00+10:30");
        }

        @Test
        @DisplayName("have a day twice where the calendar has")
        void dayTwice() {
            // Kwajalein crossed the date line westwards in 1969: its clock went back by 23 hours.
            DeploymentWindows windows = windows("Pacific/Kwajalein", "Tue 10:00-12:00", "");
            Instant change = ZoneId.of("Pacific/Kwajalein")
                    .getRules()
                    .nextTransition(Instant.parse("1969-09-01T00:00:00Z"))
                    .getInstant();
            assertThat(LocalDateTime.ofInstant(change.minusSeconds(1), windows.zone()))
                    .isEqualTo("1969-09-30T23:59:59");
            assertThat(changes(windows, change.minusSeconds(86_400), 4))
                    .containsExactly(
                            "+1969-09-30T10:00+11:00",
                            "-1969-09-30T12:00+11:00",
                            "+1969-09-30T10:00-12:00",
                            "-1969-09-30T12:00-12:00");
        }
    }

    @Test
    @DisplayName("hold in zones whose offset has seconds")
    void seconds() {
        assertThat(changes(BERLIN, "Mon-Sun 09:00-10:00", "", "1880-05-05T00:00", 1))
                .containsExactly("+1880-05-05T09:00+00:53:28");
    }

    @Test
    @DisplayName("are equal if they mean the same")
    void equal() {
        DeploymentWindows one = windows(BERLIN, "Mon,Tue 09:00-12:00; Mon-Tue 12:00-17:00", "12-24, 2026-01-01");
        DeploymentWindows other =
                windows("europe/berlin", "Mon-Tue 9:00-17:00", "2026-01-01..2026-01-01; 12-24; 12-24");
        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other).hasToString(other.toString());
        assertThat(one).isNotEqualTo(windows(BERLIN, "Mon-Tue 09:00-16:59", "12-24, 2026-01-01"));
        assertThat(one).hasToString("Mon-Tue 09:00-17:00, not on 2026-01-01, 12-24, Europe/Berlin");
        assertThat(windows("UTC", "Fri 09:00-17:00", "")).hasToString("Fri 09:00-17:00, UTC");
    }

    @Test
    @DisplayName("refuse freezes that end before they begin, or cannot be written")
    void refused() {
        LocalDate day = LocalDate.of(2026, 12, 24);
        assertThatThrownBy(() -> new Freeze.Dates(day, day.minusDays(1)))
                .hasMessage("last: 2026-12-23 is before 2026-12-24; allowed: that day, or a later one");
        assertThatThrownBy(() -> new Freeze.Dates(day, day.withYear(10_000)))
                .hasMessage("last: +10000-12-24 is not allowed; allowed: years 0000 to 9999");
        assertThatThrownBy(() -> new Freeze.Dates(day.withYear(-1), day))
                .hasMessage("first: -0001-12-24 is not allowed; allowed: years 0000 to 9999");
        assertThat(new Freeze.Yearly(MonthDay.of(12, 24), MonthDay.of(12, 26))).hasToString("12-24..12-26");
    }

    @Test
    @DisplayName("are asked by day and time as well")
    void byDay() {
        DeploymentWindows windows = windows(BERLIN, OFFICE, "12-24");
        LocalDateTime monday = LocalDateTime.parse("2026-11-30T16:59:59");
        assertThat(windows.hours().include(monday.getDayOfWeek(), monday.toLocalTime()))
                .isTrue();
        assertThat(windows.hours()
                        .include(monday.getDayOfWeek(), monday.plusSeconds(1).toLocalTime()))
                .isFalse();
        assertThat(windows.hours().isAlways()).isFalse();
        assertThat(WeeklyHours.ALWAYS.isAlways()).isTrue();
        assertThat(windows.freezes().include(LocalDate.of(1999, 12, 24))).isTrue();
        assertThat(windows.freezes().include(LocalDate.of(1999, 12, 25))).isFalse();
    }
}
