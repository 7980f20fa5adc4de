package io.releaseconductor.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.releaseconductor.metric.BothSides;
import io.releaseconductor.metric.Counts;
import io.releaseconductor.metric.MetricAnswer;
import io.releaseconductor.metric.TimeBefore;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

@Label("A log of looks")
class LookLogTest {

    private static final List<String> NAMES = List.of("errors", "slow");

    @Provide
    Arbitrary<LookLog.Entry> entries() {
        return Combinators.combine(
                        Arbitraries.oneOf(
                                Arbitraries.just(1), Arbitraries.integers().between(1, 999_999_999)),
                        Arbitraries.oneOf(
                                Arbitraries.just(0), Arbitraries.integers().between(0, 255)),
                        Arbitraries.integers().between(0, 0xFFFFFF))
                .as(LookLog.Entry::new);
    }

    @Provide
    Arbitrary<List<LookLog.Entry>> looks() {
        return entries().list().ofMaxSize(40);
    }

    @Property(tries = 300)
    @Label("is the same after it was a text")
    void same_as_text(
            @ForAll("looks") List<LookLog.Entry> looks,
            @ForAll("looks") List<LookLog.Entry> first,
            @ForAll @IntRange(max = 45) int room) {
        List<LookLog.Entry> before = first.subList(0, Math.min(3, first.size()));
        LookLog log = LookLog.parse(text(before).substring(1) + ";");
        for (int i = 0; i < looks.size(); i++) {
            log = log.and(looks.get(i), room - i);
        }
        LookLog read = LookLog.parse(log.text());

        assertThat(read).isEqualTo(log).hasSameHashCodeAs(log);
        assertThat(read.looks()).isEqualTo(Math.min(room, looks.size()));
        assertThat(read.isCut()).isEqualTo(room < looks.size());
        assertThat(read.before()).isEqualTo(before);
        assertThat(read.entries()).isEqualTo(looks.subList(0, Math.min(room, looks.size())));
    }

    private static String text(List<LookLog.Entry> looks) {
        LookLog log = LookLog.goOn();
        for (LookLog.Entry look : looks) {
            log = log.and(look, 1);
        }
        return log.text();
    }

    @Example
    @Label("takes four characters a look")
    void short_text() {
        LookLog log = LookLog.parse("!2:AAAA;")
                .and(new LookLog.Entry(1, 0, 0xFFFFFF), 9)
                .and(new LookLog.Entry(12, 5, 1), 8)
                .and(new LookLog.Entry(3, 0, 64), 7)
                .and(new LookLog.Entry(1, 0, 64), 0)
                .and(new LookLog.Entry(1, 0, 64), 9);
        assertThat(log.text()).isEqualTo("!2:AAAA;____*12!5:AAAB*3:AABA+");
        assertThat(log.fits(16)).isTrue();
        assertThat(log.fits(99)).isTrue();
        assertThat(log.fits(15)).isFalse();
        assertThat(LookLog.parse(";AAAAAAAA").fits(2)).isTrue();
        assertThat(LookLog.parse(";AAAAAAAA").fits(3)).isFalse();
    }

    @Example
    @Label("is refused where it is none, however long")
    void no_log() {
        String full = ";" + "AAAA".repeat(LookLog.MOST);
        assertThat(LookLog.parse(full).looks()).isEqualTo(LookLog.MOST);
        for (String text : List.of(
                "",
                "AAAA",
                ";AAA",
                ";AA A",
                ";AAAA;",
                ";*1:AAAA",
                ";!0:AAAA",
                ";*x:AAAA",
                ";:AAAA",
                ";++",
                ";*03:AAAA",
                "AAAAAAAAAAAAAAAA;",
                ";AAAA+AAAA",
                "+;AAAA",
                full + "AAAA")) {
            assertThatIllegalArgumentException().as(text).isThrownBy(() -> LookLog.parse(text));
        }
    }

    private static Map<String, MetricAnswer> answers(long... counts) {
        return Map.of(
                "errors", known(counts[0], counts[1], counts[2], counts[3]),
                "slow", known(counts[4], counts[5], counts[6], counts[7]));
    }

    private static MetricAnswer known(long bad, long canary, long badOfStable, long stable) {
        return new MetricAnswer.Known(
                List.of(new BothSides(new Counts(bad, bad + canary), new Counts(badOfStable, badOfStable + stable))));
    }

    @Property(tries = 300)
    @Label("has another digest once any count is another one")
    void any_count(
            @ForAll @IntRange(max = 7) int which,
            @ForAll @LongRange(min = 0, max = 1_000_000) long value,
            @ForAll @LongRange(min = 1, max = 1_000) long more) {
        long[] counts = {value, value / 2, 3, 4, value / 3, 6, 7, value};
        LookLog.Entry look = LookLog.Entry.look(NAMES, answers(counts), 1);
        assertThat(LookLog.Entry.look(NAMES, answers(counts), 1)).isEqualTo(look);
        counts[which] += more;
        assertThat(LookLog.Entry.look(NAMES, answers(counts), 1)).isNotEqualTo(look);
    }

    @Example
    @Label("says of which metrics nothing is known")
    void unknown() {
        Map<String, MetricAnswer> answers = Map.of(
                "errors", new MetricAnswer.Missing("lost"), "slow", known(1, 2, 3, 4), "other", known(9, 9, 9, 9));
        LookLog.Entry look = LookLog.Entry.look(NAMES, answers, 3);
        assertThat(look.unknown()).isEqualTo(1);
        assertThat(look.spans()).isEqualTo(3);
        assertThat(look.isKnown(0)).isFalse();
        assertThat(look.isKnown(1)).isTrue();
        assertThat(look.digest())
                .isEqualTo(LookLog.Entry.look(List.of("slow"), answers, 1).digest());
        assertThat(LookLog.Entry.look(NAMES, Map.of(), 1).unknown()).isEqualTo(3);
    }

    @Example
    @Label("tells of each time before, and of which metrics nothing is known of it")
    void times_before() {
        Map<String, MetricAnswer> all = answers(1, 2, 3, 4, 5, 6, 7, 8);
        LookLog log = LookLog.begin(
                NAMES,
                all,
                Map.of(
                        TimeBefore.LAST_WEEK,
                        Map.of("slow", all.get("slow")),
                        TimeBefore.YESTERDAY,
                        answers(9, 2, 3, 4, 5, 6, 7, 8)));
        assertThat(log.before())
                .containsExactly(
                        LookLog.Entry.before(NAMES, all),
                        LookLog.Entry.before(NAMES, answers(9, 2, 3, 4, 5, 6, 7, 8)),
                        LookLog.Entry.before(NAMES, Map.of("slow", all.get("slow"))));
        assertThat(log.before()).extracting(LookLog.Entry::unknown).containsExactly(0, 0, 1);
        assertThat(LookLog.begin(NAMES, all, Map.of()).before()).hasSize(1);
        assertThat(LookLog.goOn().before()).isEmpty();
    }

    @Example
    @Label("has the same digests in all versions and on all machines")
    void golden() {
        assertThat(text(List.of(
                        LookLog.Entry.look(NAMES, answers(0, 0, 0, 0, 0, 0, 0, 0), 1),
                        LookLog.Entry.look(NAMES, answers(1, 99, 20, 980, 0, 100, 1, 999), 1),
                        LookLog.Entry.look(NAMES, Map.of(), 2))))
                .isEqualTo(";rcGY0Cy4*2!3:IKg4");
    }
}
