package io.releaseconductor.window;

import static io.releaseconductor.window.Written.at;
import static io.releaseconductor.window.Written.windows;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Why it is closed")
class WhyClosedTest {

    @ParameterizedTest(name = "{0}; not on {1}; at {2}: {3}")
    @DisplayName("is said in one line, with when it opens")
    @CsvSource(delimiter = '|', textBlock = """
                    Mon-Thu 09:00-17:00 | | 2026-11-27T10:00 | open Mon-Thu 09:00-17:00, opens Mon 2026-11-30 09:00 Europe/Berlin
                    Mon-Thu 09:00-17:00 | 12-20..01-02 | 2026-11-27T10:00 | open Mon-Thu 09:00-17:00, opens Mon 2026-11-30 09:00 Europe/Berlin
                    '' | 12-20..01-02 | 2026-12-25T10:00 | frozen until 2027-01-03 (12-20..01-02)
                    '' | 12-20..12-26, 2026-12-27..2027-01-02 | 2026-12-25T10:00 | frozen until 2027-01-03 (2026-12-27..2027-01-02, 12-20..12-26)
                    '' | 12-25, 12-26, 12-27, 12-31 | 2026-12-25T10:00 | frozen until 2026-12-28 (12-25, 12-26, 12-27)
                    '' | 12-24, 12-25, 12-26, 12-27, 12-28, 12-31 | 2026-12-25T10:00 | frozen until 2026-12-29 (12-25, 12-26, 12-27 and 1 more)
                    Mon-Thu 09:00-17:00 | 12-20..01-02 | 2026-12-25T10:00 | frozen until 2027-01-03 (12-20..01-02), opens Mon 2027-01-04 09:00 Europe/Berlin
                    Sun 00:00-17:00 | 12-20..01-02 | 2026-12-25T10:00 | frozen until 2027-01-03 (12-20..01-02)
                    Mon-Thu 09:00-17:00 | 12-20..01-02 | 2026-12-19T10:00 | open Mon-Thu 09:00-17:00, opens Mon 2027-01-04 09:00 Europe/Berlin (frozen 12-20..01-02)
                    Mon-Thu 09:00-17:00 | 2026-12-20, 2026-12-21 | 2026-12-19T10:00 | open Mon-Thu 09:00-17:00, opens Tue 2026-12-22 09:00 Europe/Berlin (frozen 2026-12-21)
                    '' | 01-01..12-31 | 2026-12-25T10:00 | frozen for good (01-01..12-31)
                    '' | 07-01..06-30 | 2026-12-25T10:00 | frozen for good (07-01..06-30)
                    Sun 02:30-02:40 | 04-01..03-30 | 2026-12-25T10:00 | frozen until 2027-03-31 (04-01..03-30), never opens
                    Sun 02:30-02:40 | 04-01..03-30 | 2027-03-31T10:00 | open Sun 02:30-02:40, never opens (frozen 04-01..03-30)
                    Sun 02:30-02:40 | | 2026-10-24T10:00 | open Sun 02:30-02:40, opens Sun 2026-10-25 02:30+02:00 Europe/Berlin
                    """)
    void sentences(String hours, String freezes, String now, String sentence) {
        assertThat(windows("Europe/Berlin", hours, freezes == null ? "" : freezes)
                        .whyClosed(at("Europe/Berlin", now)))
                .contains(sentence);
    }

    @ParameterizedTest
    @DisplayName("is not said while it is open")
    @CsvSource({"2026-11-30T09:00", "2026-11-30T16:59"})
    void open(String now) {
        assertThat(windows("Europe/Berlin", "Mon-Thu 09:00-17:00", "12-24").whyClosed(at("Europe/Berlin", now)))
                .isEmpty();
    }

    @ParameterizedTest
    @DisplayName("names the day on which a freeze ends, though that has no midnight")
    @CsvSource({"2018-11-03,frozen until 2018-11-04 (2018-11-03)"})
    void noMidnight(String freeze, String sentence) {
        assertThat(windows("America/Sao_Paulo", "", freeze).whyClosed(at("America/Sao_Paulo", "2018-11-03T10:00")))
                .contains(sentence);
    }

    @Test
    @DisplayName("names the freeze also where the clock goes back over midnight, to a day that is not frozen")
    void backOverMidnight() {
        // at 00:01 of November 7 it was 23:01 of the day before
        assertThat(windows("America/St_Johns", "Sat 23:30-23:40; Sun 00:00-00:20", "2010-11-07")
                        .whyClosed(at("America/St_Johns", "2010-11-06T23:50")))
                .contains("open Sat 23:30-23:40; Sun 00:00-00:20, opens Sat 2010-11-06 23:30-03:30 America/St_Johns"
                        + " (frozen 2010-11-07)");
    }
}
