package io.releaseconductor.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.config.Problems;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Windows are read from text,")
class WindowsReaderTest {

    private static final String DAYS =
            "Mon, Tue, Wed, Thu, Fri, Sat, Sun, their long names, and ranges such as Mon-Fri";
    private static final String TIMES =
            "times such as 09:00-17:00, from 00:00 on, up to 24:00 or over midnight, such as 22:00-02:00";
    private static final String DATES =
            "a date such as 2026-12-24, or 12-24 for every year, or a range of either, such as"
                    + " 2026-12-20..2027-01-02 or 12-20..01-02";

    private final Problems problems = new Problems();
    private final WindowsReader reader = new WindowsReader(problems);

    @ParameterizedTest(name = "{0} → {1}")
    @DisplayName("hours as people write them, and printed in one form")
    @CsvSource(delimiter = '|', textBlock = """
                    '' | Mon-Sun 00:00-24:00
                    Mon-Thu 09:00-17:00; Fri 09:00-12:00 | Mon-Thu 09:00-17:00; Fri 09:00-12:00
                    FRIDAY 9:00 - 12:00 ;monday - thursday 9:00-17:00; | Mon-Thu 09:00-17:00; Fri 09:00-12:00
                    Mon 9:00-17:00; Tue 9:00-17:00; Wed 9:00-17:00;Thu 9:00-17:00 | Mon-Thu 09:00-17:00
                    Sun, Mon,Wed 13:00-17:00, 09:00-12:00 | Mon,Wed,Sun 09:00-12:00,13:00-17:00
                    Sat-Mon 09:00-10:00 | Mon,Sat-Sun 09:00-10:00
                    Tue-Mon 09:00-10:00 | Mon-Sun 09:00-10:00
                    Mon 09:00-12:00,12:00-13:00,11:00-17:00 | Mon 09:00-17:00
                    Fri 22:00-02:00 | Fri 22:00-02:00
                    Fri 22:00-24:00; Sat 00:00-02:00 | Fri 22:00-02:00
                    Sun 22:00-24:00; Mon 00:00-02:00 | Sun 22:00-02:00
                    Fri 22:00-00:00 | Fri 22:00-24:00
                    Fri 23:59-24:00 | Fri 23:59-24:00
                    Fri 00:00-00:01 | Fri 00:00-00:01
                    Mon 22:00-24:00; Tue 00:00-24:00; Wed 00:00-02:00 | Mon 22:00-24:00; Tue 00:00-24:00; Wed 00:00-02:00
                    Mon 22:00-24:00; Tue 00:00-22:00 | Mon 22:00-24:00; Tue 00:00-22:00
                    Mon 22:00-24:00; Tue 00:00-21:59 | Mon 22:00-21:59
                    Mon-Sun 22:00-21:00 | Mon-Sun 22:00-21:00
                    Mon-Sun 22:00-21:00,21:00-22:00 | Mon-Sun 00:00-24:00
                    Sun 10:00-10:30; Sat 00:00-24:00; Mon 00:00-24:00; Sun 00:00-24:00 | Mon,Sat-Sun 00:00-24:00
                    """)
    void hours(String text, String printed) {
        assertThat(reader.hours("SHIP_WINDOWS", text)).hasToString(printed);
        assertThat(problems.messages()).isEmpty();
    }

    @ParameterizedTest(name = "{0} → {1}")
    @DisplayName("freezes as people write them, and printed in one form")
    @CsvSource(delimiter = '|', textBlock = """
                    '' | ''
                    2026-12-20..2027-01-02 | 2026-12-20..2027-01-02
                    12-20..01-02, 12-01 ;2027-05-01,2026-05-01, | 2026-05-01, 2027-05-01, 12-01, 12-20..01-02
                    12-24 .. 12-26, 12-24..12-24, 12-24..12-26 | 12-24, 12-24..12-26
                    2028-02-29, 02-29 | 2028-02-29, 02-29
                    5-1, 2026-5-1..2026-05-02 | 2026-05-01..2026-05-02, 05-01
                    0000-01-01..9999-12-31 | 0000-01-01..9999-12-31
                    """)
    void freezes(String text, String printed) {
        assertThat(reader.freezes("SHIP_FREEZES", text)).hasToString(printed);
        assertThat(problems.messages()).isEmpty();
    }

    @ParameterizedTest(name = "{0} → {1}")
    @DisplayName("zones in any case, and offsets")
    @CsvSource({
        "Europe/Berlin,Europe/Berlin",
        "europe/BERLIN,Europe/Berlin",
        "utc,UTC",
        "+05:45,+05:45",
        "' Asia/Kathmandu ',Asia/Kathmandu"
    })
    void zones(String text, String id) {
        assertThat(reader.zone("SHIP_TIME_ZONE", text).getId()).isEqualTo(id);
        assertThat(problems.messages()).isEmpty();
    }

    @Test
    @DisplayName("all problems at once, each with the part that is wrong and what is allowed")
    void problems() {
        assertThat(reader.hours("SHIP_WINDOWS_PROD", "Mo-Fri 9-17; Tue 25:00-26:00,10:00-11:00; Fry all day"))
                .hasToString("Tue 10:00-11:00");
        assertThat(reader.freezes("SHIP_FREEZES", "2026-13-01..2026-02-30, 12-24"))
                .hasToString("12-24");
        assertThat(reader.zone("SHIP_TIME_ZONE", "Europe/Berln")).isEqualTo(ZoneOffset.UTC);
        assertThat(problems.messages())
                .containsExactly(
                        "SHIP_WINDOWS_PROD: \"Mo\" in \"Mo-Fri 9-17\" is no day of the week; allowed: " + DAYS,
                        "SHIP_WINDOWS_PROD: \"9-17\" in \"Mo-Fri 9-17\" is no begin and end of a day's hours; allowed: "
                                + TIMES,
                        "SHIP_WINDOWS_PROD: \"25:00-26:00\" in \"Tue 25:00-26:00,10:00-11:00\" is no begin and end of a day's"
                                + " hours; allowed: " + TIMES,
                        "SHIP_WINDOWS_PROD: \"Fry all day\" names no hours; allowed: days and their hours, such as Mon-Thu"
                                + " 09:00-12:00,13:00-17:00; Fri 22:00-02:00, which goes on to Saturday; 00:00-24:00 for"
                                + " the whole day",
                        "SHIP_WINDOWS_PROD: \"Fry all day\" is no day of the week; allowed: " + DAYS,
                        "SHIP_FREEZES: \"2026-13-01\" in \"2026-13-01..2026-02-30\" is not in the calendar; allowed: "
                                + DATES,
                        "SHIP_FREEZES: \"2026-02-30\" in \"2026-13-01..2026-02-30\" is not in the calendar; allowed: "
                                + DATES,
                        "SHIP_TIME_ZONE: \"Europe/Berln\" is no time zone; allowed: the name of a time zone, such as"
                                + " Europe/Berlin, America/New_York or UTC, or an offset such as +05:45; did you mean"
                                + " Europe/Berlin?");
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("no hours that are not clear")
    @CsvSource(delimiter = '|', textBlock = """
                    09:00-17:00 | "09:00-17:00" names no day
                    Mon-Fri | "Mon-Fri" names no hours
                    Mon-Mon 09:00-17:00 | "Mon-Mon" in "Mon-Mon 09:00-17:00" begins and ends with the same day
                    Mon-Wed-Fri 09:00-17:00 | "Mon-Wed-Fri" in "Mon-Wed-Fri 09:00-17:00" is neither a day nor a range of days
                    Mon,,Wed 09:00-17:00 | "" in "Mon,,Wed 09:00-17:00" is neither a day nor a range of days
                    Mon Wed 09:00-17:00 | "Mon Wed" in "Mon Wed 09:00-17:00" is no day of the week
                    Mon- 09:00-17:00 | "" in "Mon- 09:00-17:00" is no day of the week
                    Montag 09:00-17:00 | "Montag" in "Montag 09:00-17:00" is no day of the week
                    Mon 09:00-09:00 | "09:00-09:00" in "Mon 09:00-09:00" begins and ends at the same time
                    Mon 00:00-00:00 | "00:00-00:00" in "Mon 00:00-00:00" begins and ends at the same time
                    Mon 24:00-02:00 | "24:00-02:00" in "Mon 24:00-02:00" is no begin and end of a day's hours
                    Mon 09:00-24:01 | "09:00-24:01" in "Mon 09:00-24:01" is no begin and end of a day's hours
                    Mon 09:60-10:00 | "09:60-10:00" in "Mon 09:60-10:00" is no begin and end of a day's hours
                    Mon 09:00-17:00 UTC | "09:00-17:00 UTC" in "Mon 09:00-17:00 UTC" is no begin and end of a day's hours
                    Mon 09:00 | "09:00" in "Mon 09:00" is no begin and end of a day's hours
                    Mon 09:00-10:00, | "" in "Mon 09:00-10:00," is no begin and end of a day's hours
                    Mon 09:00-10:00 Tue 09:00-10:00 | "09:00-10:00 Tue 09:00-10:00" in "Mon 09:00-10:00 Tue 09:00-10:00" is no begin and end of a day's hours
                    ' ; ' | ";" says nothing
                    """)
    void badHours(String text, String message) {
        reader.hours("HOURS", text);
        assertThat(problems.messages()).hasSize(1).first().asString().startsWith("HOURS: " + message + "; allowed: ");
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("no freezes that are not clear")
    @CsvSource(delimiter = '|', textBlock = """
                    02-30 | "02-30" is not in the calendar
                    2027-02-29 | "2027-02-29" is not in the calendar
                    00-10 | "00-10" is not in the calendar
                    2026-12-20..01-02 | "2026-12-20..01-02" has a year at one end only
                    12-20..2027-01-02 | "12-20..2027-01-02" has a year at one end only
                    2027-01-02..2026-12-20 | "2027-01-02..2026-12-20" ends before it begins
                    12-20..12-22..12-24 | "12-20..12-22..12-24" is no date and no range of two dates
                    12-20.. | "" in "12-20.." is no date
                    12-20-12-22 | "12-20-12-22" is no date
                    24.12. | "24.12." is no date
                    Christmas | "Christmas" is no date
                    ' , ; ' | ", ;" says nothing
                    """)
    void badFreezes(String text, String message) {
        assertThat(reader.freezes("FREEZES", text)).isEqualTo(Freezes.NONE);
        assertThat(problems.messages()).hasSize(1).first().asString().startsWith("FREEZES: " + message + "; allowed: ");
    }

    @ParameterizedTest
    @DisplayName("no zone that is none")
    @ValueSource(strings = {"", "Berlin time", "+25:00", "\u0000"})
    void badZones(String text) {
        assertThat(reader.zone("ZONE", text)).isEqualTo(ZoneOffset.UTC);
        assertThat(problems.messages()).hasSize(1).first().asString().contains("is no time zone");
    }

    @Test
    @DisplayName("and long or many-lined text is shown short, on one line")
    void shown() {
        reader.freezes("FREEZES", "x\n" + "y".repeat(1_000));
        assertThat(problems.messages())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("FREEZES: \"x yyy")
                .hasSizeLessThan(300);
    }

    @Test
    @DisplayName("with every day's name, short and long")
    void names() {
        String text = String.join(
                ";",
                List.of(
                        "mon 1:00-2:00",
                        "Tuesday 1:00-2:00",
                        "WED 1:00-2:00",
                        "thursday 1:00-2:00",
                        "Fri 1:00-2:00",
                        "SATURDAY 1:00-2:00",
                        "sUn 1:00-2:00"));
        assertThat(reader.hours("HOURS", text)).hasToString("Mon-Sun 01:00-02:00");
    }
}
