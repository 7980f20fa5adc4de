package io.releaseconductor.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Risky paths")
@Label("Risky paths")
class RiskyPathsTest {

    private static RiskyPaths of(String... globs) {
        return new RiskyPaths(List.of(globs));
    }

    @ParameterizedTest
    @CsvSource({
        "db/migration/**, db/migration/V7__orders.sql, true",
        "db/migration/**, db/migration/old/V1.sql, true",
        "db/migration/**, db/migrations/V1.sql, false",
        "db/migration/**, src/db/migration/V1.sql, false",
        "db/migration/**, DB/migration/V1.sql, false",
        "db/migration/*, db/migration/V1.sql, true",
        "db/migration/*, db/migration/old/V1.sql, false",
        "*.sql, V1.sql, true",
        "*.sql, db/V1.sql, false",
        "**/*.sql, V1.sql, true",
        "**/*.sql, db/migration/V1.sql, true",
        "**/*.sql, db/migration/V1.sql.md, false",
        "**, anything/at/all, true",
        "a/**/z, a/z, true",
        "a/**/z, a/b/c/z, true",
        "a/**/z/**/z, a/z/b/z, true",
        "a/**/z/**/z, a/b/z, false",
        "V?.sql, V1.sql, true",
        "V?.sql, V12.sql, false",
        "V?.sql, V🚀.sql, true",
        "V*1*.sql, V2011.sql, true",
        "a?b, a/b, false",
        "pom.xml, pom.xml, true",
        "pom.xml, pomxxml, false",
        "a+(b)|$^.txt, a+(b)|$^.txt, true",
        "a b/c, a b/c, true"
    })
    @DisplayName("are found by their globs, name by name")
    void found(String glob, String path, boolean matches) {
        assertThat(of(glob).match(path)).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "/db",
                "db/",
                "db//x",
                "./db",
                "db/../x",
                "db/**.sql",
                "***",
                "a\\b",
                "{a}",
                "[ab].sql",
                "!db",
                "db\n",
                "\u202Edb",
                " db"
            })
    @DisplayName("are no more than names, * and ?, and what is none is refused")
    void refused(String glob) {
        assertThatThrownBy(() -> of("db/**", glob))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "risky paths: \"" + glob + "\" is not allowed; allowed: paths from the root of the repository,"
                                + " in which * stands for anything within a name, ** for any number of folders and ? for one"
                                + " character, such as db/migration/** or **/*.sql; at most 20 of them, of at most 200 characters");
    }

    @Test
    @DisplayName("are refused all at once, and where there are too many")
    void refused_at_once() {
        assertThatThrownBy(() -> of("/a", "b", "c/"))
                .hasMessageStartingWith("risky paths: \"/a\", \"c/\" is not allowed;");
        assertThatThrownBy(() -> new RiskyPaths(Collections.nCopies(21, "a")))
                .hasMessageStartingWith("risky paths: 21 of them is not allowed; allowed: ");
        assertThatThrownBy(() -> of("a".repeat(201))).hasMessageContaining("of at most 200 characters");
        assertThat(of("a".repeat(200)).match("a".repeat(200))).isTrue();
    }

    @Property
    @Label("of plain characters are those paths and no others")
    void plain(
            @ForAll @CharRange(from = 'a', to = 'c') @StringLength(min = 1, max = 4) String one,
            @ForAll @CharRange(from = 'a', to = 'c') @StringLength(min = 1, max = 4) String other) {
        assertThat(of(one + "/" + other).match(other + "/" + one)).isEqualTo(one.equals(other));
        assertThat(of("*" + one).match(other)).isEqualTo(other.endsWith(one));
        assertThat(of(one + "*" + one).match(other))
                .isEqualTo(other.length() >= 2 * one.length() && other.startsWith(one) && other.endsWith(one));
        assertThat(of("**/" + one + "/**").match(other + "/" + one + "/x")).isTrue();
    }

    @Test
    @DisplayName("are found fast, whatever path somebody thought of")
    void fast() {
        RiskyPaths risky = of("*a".repeat(90) + "b", "**/a/".repeat(30) + "b");

        long before = System.nanoTime();
        assertThat(risky.match("a".repeat(4000))).isFalse();
        assertThat(risky.match("a/".repeat(2000) + "c")).isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    @DisplayName("that changed are named up to five, counted and said in words")
    void risk() {
        List<String> changed = List.of("db/1", "x", "db/2", "db/1", "db/\u202E3", "db/4", "db/5", "db/6");
        ChangeSummary.Risk risk = ChangeSummary.Risk.of(of("db/*"), changed, true);

        assertThat(risk).isEqualTo(new ChangeSummary.Risk(List.of("db/1", "db/2", "db/3", "db/4", "db/5"), 6, true));
        assertThat(risk.words(5)).isEqualTo("db/1, db/2, db/3, db/4, db/5 and 1 more");
        assertThat(risk.words(1)).isEqualTo("db/1 and 5 more");
        assertThat(new ChangeSummary.Risk(List.of("db/1"), 1, false).words(2)).isEqualTo("db/1");
        assertThat(new ChangeSummary.Risk(List.of("db/1"), 3, false).words(2)).isEqualTo("db/1 and at least 2 more");
        assertThat(new ChangeSummary.Risk(List.of("\u200B"), 3, true).words(2)).isEqualTo("3 paths");
        assertThat(ChangeSummary.Risk.of(of("db/*"), List.of("x"), true).isKnown())
                .isFalse();
        assertThatThrownBy(() -> new ChangeSummary.Risk(List.of("a", "b"), 1, true))
                .hasMessage("change: 1 risky paths are not allowed; allowed: 2 or more, since that many are named");
    }
}
