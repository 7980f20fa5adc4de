package io.releaseconductor.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.config.Problems;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

@Label("Deployment windows")
class DeploymentWindowsPropertyTest {

    private static final int MINUTES_OF_WEEK = 7 * 24 * 60;

    /** So many minutes of a long time are looked at, and a week of it. */
    private static final int LOOKS = 2_000;

    private static final List<String> ZONES = List.of(
            "UTC",
            "Europe/Berlin",
            "America/New_York",
            "America/Sao_Paulo",
            // goes back over midnight until 2011, from 00:01 to 23:01
            "America/St_Johns",
            "Asia/Beirut",
            "Asia/Kathmandu",
            "Asia/Tehran",
            "Australia/Lord_Howe",
            "Pacific/Apia",
            "Pacific/Chatham",
            "Africa/Casablanca",
            "Antarctica/Troll",
            "+05:45");

    @Property(tries = 300)
    @Label("are read as the same from what they print, and print that again")
    void roundTrip(@ForAll("windows") DeploymentWindows windows) {
        Problems problems = new Problems();
        WindowsReader reader = new WindowsReader(problems);
        DeploymentWindows read = new DeploymentWindows(
                reader.zone("zone", windows.zone().getId()),
                reader.hours("hours", windows.hours().toString()),
                reader.freezes("freezes", windows.freezes().toString()));

        assertThat(problems.messages()).isEmpty();
        assertThat(read).isEqualTo(windows).hasToString(windows.toString());
    }

    @Property(tries = 100)
    @Label("hold the minutes that were written, and in one form, however they are")
    void minutes(@ForAll("parts") List<Part> parts) {
        WeeklyHours hours = Written.windows("UTC", text(parts), "").hours();
        Set<Integer> minutes = new HashSet<>();
        parts.forEach(part -> minutes.addAll(part.minutes()));

        assertThat(IntStream.range(0, MINUTES_OF_WEEK)
                        .filter(minute -> hours.include(
                                DayOfWeek.of(minute / 1440 + 1), LocalTime.of(minute / 60 % 24, minute % 60)))
                        .boxed()
                        .collect(Collectors.toSet()))
                .isEqualTo(minutes);
        String oneByOne = minutes.stream()
                .sorted()
                .map(minute -> new Part(Set.of(DayOfWeek.of(minute / 1440 + 1)), minute % 1440, minute % 1440 + 1))
                .map(Part::text)
                .collect(Collectors.joining(";"));
        assertThat(Written.windows("UTC", oneByOne, "").hours())
                .isEqualTo(hours)
                .hasToString(hours.toString());
    }

    @Property(tries = 300)
    @Label("are closed from now on until they say that they open, and open then")
    void closed(@ForAll("windows") DeploymentWindows windows, @ForAll("times") Instant now) {
        holds(windows, now, false, windows.closedUntil(now));
    }

    @Property(tries = 300)
    @Label("say why they are closed, and only then, naming what freezes them and when they open")
    void words(@ForAll("windows") DeploymentWindows windows, @ForAll("times") Instant now) {
        Optional<String> why = windows.whyClosed(now);
        assertThat(why.isPresent()).isEqualTo(!windows.isOpen(now));
        why.ifPresent(words -> assertThat(words)
                .matches("(frozen (until [-0-9]+|for good) \\([-.0-9, ]+( and [0-9]+ more)?\\)"
                        + "|open " + Pattern.quote(windows.hours().toString()) + ")"
                        + "(, opens \\w{3} [-0-9]+ [0-9:]+([-+][0-9:]+)? "
                        + Pattern.quote(windows.zone().getId())
                        + "|, never opens)?( \\(frozen [-.0-9, ]+( and [0-9]+ more)?\\))?"));
    }

    @Property(tries = 300)
    @Label("are open from now on until they say that they close, and closed then")
    void open(@ForAll("windows") DeploymentWindows windows, @ForAll("times") Instant now) {
        holds(windows, now, true, windows.openUntil(now));
    }

    private static void holds(DeploymentWindows windows, Instant now, boolean open, Optional<Instant> change) {
        if (windows.isOpen(now) != open) {
            assertThat(change).contains(now);
            return;
        }
        change.ifPresent(at -> {
            assertThat(at).isAfter(now);
            assertThat(windows.isOpen(at)).isNotEqualTo(open);
            assertThat(windows.isOpen(at.minusNanos(1))).isEqualTo(open);
        });
        Instant end = change.orElse(now.plus(Duration.ofDays(366L * 50)));
        assertThat(between(windows.zone(), now, end).filter(at -> windows.isOpen(at) != open))
                .as("%s, %s until %s", windows, now, change)
                .isEmpty();
    }

    /** Each minute of a week, more of what follows, and all about changes of the clock. */
    private static Stream<Instant> between(ZoneId zone, Instant begin, Instant end) {
        long minutes = Duration.between(begin, end).toMinutes();
        List<Instant> times = new ArrayList<>();
        for (long minute = 1; minute <= minutes; minute += minute < MINUTES_OF_WEEK ? 1 : 1 + minutes / LOOKS) {
            times.add(begin.plusSeconds(minute * 60));
        }
        ZoneOffsetTransition change = zone.getRules().nextTransition(begin);
        while (change != null && change.getInstant().isBefore(end)) {
            times.add(change.getInstant());
            times.add(change.getInstant().minusNanos(1));
            change = zone.getRules().nextTransition(change.getInstant());
        }
        return times.stream().filter(end::isAfter).filter(time -> !time.isBefore(begin));
    }

    @Property
    @Label("are read from any text, or it is said what is wrong with it")
    void anyText(@ForAll("scraps") String text) {
        Problems problems = new Problems();
        WindowsReader reader = new WindowsReader(problems);
        WeeklyHours hours = reader.hours("HOURS", text);
        if (problems.messages().isEmpty()) {
            assertThat(reader.hours("HOURS", hours.toString())).isEqualTo(hours);
        }
        Freezes freezes = reader.freezes("FREEZES", text);
        reader.zone("ZONE", text);
        assertThat(problems.messages()).allMatch(message -> message.matches("(HOURS|FREEZES|ZONE): \".*; allowed: .*"));
        assertThat(reader.freezes("FREEZES", freezes.toString())).isEqualTo(freezes);
    }

    @Provide
    Arbitrary<String> scraps() {
        return Arbitraries.of(
                        "Mon",
                        "fri",
                        "Monday",
                        "-",
                        ",",
                        ";",
                        " ",
                        "..",
                        ":",
                        "09:00",
                        "17:00",
                        "24:00",
                        "00:00",
                        "9",
                        "2026-12-24",
                        "12-24",
                        "02-29",
                        "2027-02-29",
                        "x",
                        "é",
                        "\n",
                        "٣",
                        "Europe/",
                        "Berlin",
                        "UTC",
                        "+")
                .list()
                .ofMaxSize(8)
                .map(scraps -> String.join("", scraps));
    }

    /** Days, and hours in minutes from midnight on; they end the next day if they do not end later. */
    private record Part(Set<DayOfWeek> days, int begin, int end) {

        List<Integer> minutes() {
            List<Integer> minutes = new ArrayList<>();
            for (DayOfWeek day : days) {
                for (int minute = begin; minute < (end > begin ? end : end + 1440); minute++) {
                    minutes.add(((day.getValue() - 1) * 1440 + minute) % MINUTES_OF_WEEK);
                }
            }
            return minutes;
        }

        String text() {
            return days.stream().map(this::name).collect(Collectors.joining(", ")) + " " + time(begin) + "-"
                    + time(end);
        }

        private String name(DayOfWeek day) {
            return begin % 2 == 0 ? day.name() : day.name().substring(0, 3);
        }

        private static String time(int minute) {
            return minute / 60 + (minute % 60 < 10 ? ":0" : ":") + minute % 60;
        }
    }

    private static String text(List<Part> parts) {
        return parts.stream().map(Part::text).collect(Collectors.joining("; "));
    }

    @Provide
    Arbitrary<List<Part>> parts() {
        // on the hour more often than not, and about the changes of the clock
        Arbitrary<Integer> minute = Arbitraries.oneOf(
                Arbitraries.integers().between(0, 23).map(hour -> hour * 60),
                Arbitraries.integers().between(0, 200),
                Arbitraries.integers().between(0, 1439));
        Arbitrary<Set<DayOfWeek>> days =
                Arbitraries.of(DayOfWeek.class).set().ofMinSize(1).ofMaxSize(7);
        return Combinators.combine(days, minute, Arbitraries.oneOf(minute, Arbitraries.just(1440)))
                .as(Part::new)
                .filter(part -> part.begin != part.end)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    @Provide
    Arbitrary<DeploymentWindows> windows() {
        Arbitrary<String> hours =
                Arbitraries.oneOf(parts().map(DeploymentWindowsPropertyTest::text), Arbitraries.just(""));
        Arbitrary<List<Freeze>> freezes =
                Arbitraries.oneOf(dates(), yearly()).list().ofMaxSize(4);
        return Combinators.combine(Arbitraries.of(ZONES), hours, freezes)
                .as((zone, text, frozen) -> new DeploymentWindows(
                        ZoneId.of(zone), Written.windows(zone, text, "").hours(), new Freezes(frozen)));
    }

    private static Arbitrary<Freeze> dates() {
        Arbitrary<LocalDate> first =
                Arbitraries.integers().between(0, 366 * 22).map(LocalDate.of(2008, 1, 1)::plusDays);
        return Combinators.combine(first, Arbitraries.integers().between(0, 20))
                .as((date, days) -> new Freeze.Dates(date, date.plusDays(days)));
    }

    private static Arbitrary<Freeze> yearly() {
        Arbitrary<MonthDay> day = Arbitraries.oneOf(
                Arbitraries.integers().between(1, 366).map(number -> MonthDay.from(LocalDate.ofYearDay(2012, number))),
                Arbitraries.of(MonthDay.of(2, 28), MonthDay.of(2, 29), MonthDay.of(3, 1)));
        return Combinators.combine(day, day).as(Freeze.Yearly::new);
    }

    @Provide
    Arbitrary<Instant> times() {
        Arbitrary<Instant> any = Arbitraries.longs()
                .between(
                        Instant.parse("2009-01-01T00:00:00Z").getEpochSecond(),
                        Instant.parse("2029-01-01T00:00:00Z").getEpochSecond())
                .map(Instant::ofEpochSecond);
        Arbitrary<Instant> aboutChanges = Combinators.combine(
                        Arbitraries.of(ZONES), any, Arbitraries.longs().between(-200_000, 200_000))
                .as((zone, time, apart) -> Optional.ofNullable(
                                ZoneId.of(zone).getRules().nextTransition(time))
                        .map(ZoneOffsetTransition::getInstant)
                        .orElse(time)
                        .plusSeconds(apart));
        return Arbitraries.oneOf(any, aboutChanges);
    }
}
