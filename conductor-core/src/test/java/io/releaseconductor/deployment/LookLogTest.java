package io.releaseconductor.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.releaseconductor.metric.BothSides;
import io.releaseconductor.metric.Counts;
import io.releaseconductor.metric.MetricAnswer;
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
        LookLog.Entry before = first.isEmpty() ? null : first.get(0);
        LookLog log = LookLog.begin(before);
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

    @Example
    @Label("takes four characters a look")
    void short_text() {
        LookLog log = LookLog.begin(new LookLog.Entry(1, 2, 0))
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
                "AAAAAAAA;",
                ";*1:AAAA",
                ";!0:AAAA",
                ";*x:AAAA",
                ";:AAAA",
                ";++",
                ";*03:AAAA",
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
}
