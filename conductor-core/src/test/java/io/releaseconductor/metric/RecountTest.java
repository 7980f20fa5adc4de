package io.releaseconductor.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

@Label("Spans of the past")
class RecountTest {

    private static final Instant FROM = Instant.parse("2026-11-30T08:00:00Z");
    private static final Spans SPANS = new Spans(FROM, Duration.ofSeconds(10), 300);

    private final List<Spans> asked = new ArrayList<>();

    private static int number(Instant at) {
        return (int) Duration.between(FROM, at).dividedBy(SPANS.every());
    }

    /** A span's number is what was counted in it. */
    private Map<String, MetricAnswer> answer(List<String> metrics, Spans spans, Map<String, Set<Integer>> missing) {
        asked.add(spans);
        Map<String, MetricAnswer> answers = new HashMap<>();
        for (String metric : metrics) {
            int first = number(spans.from());
            boolean known = missing.getOrDefault(metric, Set.of()).stream()
                    .noneMatch(lost -> lost >= first && lost < first + spans.count());
            answers.put(
                    metric,
                    known
                            ? new MetricAnswer.Known(IntStream.range(first, first + spans.count())
                                    .mapToObj(i -> new BothSides(new Counts(0, i), Counts.NONE))
                                    .toList())
                            : new MetricAnswer.Missing("lost"));
        }
        return answers;
    }

    private Map<String, List<MetricAnswer>> recount(Map<String, Set<Integer>> missing) {
        return Recount.of((metrics, part) -> answer(metrics, part, missing), List.of("errors", "slow"), SPANS);
    }

    @Property(tries = 100)
    @Label("are told span by span, as far as they are known: all of them, where not much is missing")
    void all_but_missing(@ForAll @Size(max = 2) Set<@IntRange(max = 299) Integer> lost) {
        Map<String, List<MetricAnswer>> answers = recount(Map.of("errors", lost));
        Set<Integer> unknown = new TreeSet<>();
        for (int i = 0; i < 300; i++) {
            if (answers.get("errors").get(i) instanceof MetricAnswer.Known known) {
                assertThat(known.spans()).containsExactly(new BothSides(new Counts(0, i), Counts.NONE));
            } else {
                unknown.add(i);
            }
        }
        assertThat(unknown).isEqualTo(lost);
        assertThat(answers.get("slow")).hasSize(300).allMatch(MetricAnswer.Known.class::isInstance);
    }

    @Example
    @Label("take one question where all is known, and some where nothing is")
    void few_questions() {
        recount(Map.of());
        assertThat(asked).containsExactly(SPANS);
        asked.clear();
        Set<Integer> all = new TreeSet<>(IntStream.range(0, 300).boxed().toList());
        assertThat(recount(Map.of("errors", all, "slow", all)).get("slow"))
                .containsOnly(new MetricAnswer.Missing("lost"));
        assertThat(asked).hasSizeLessThan(45);
    }

    @Example
    @Label("are not asked about in parts where the source is away")
    void away() {
        Recount.Source source = (metrics, spans) -> {
            asked.add(spans);
            return Map.of("errors", new MetricAnswer.NotYet("away"));
        };
        assertThat(Recount.of(source, List.of("errors", "slow"), SPANS))
                .hasEntrySatisfying("errors", all -> assertThat(all).containsOnly(new MetricAnswer.NotYet("away")))
                .hasEntrySatisfying(
                        "slow",
                        all -> assertThat(all).containsOnly(new MetricAnswer.NotYet("nothing is said of slow")));
        assertThat(asked).hasSize(1);
    }

    @Example
    @Label("are some, each of some length")
    void validates() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Spans(FROM, Duration.ZERO, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Spans(FROM, Duration.ofSeconds(1), 0));
        assertThatIllegalArgumentException().isThrownBy(() -> SPANS.part(299, 2));
        assertThat(SPANS.part(299, 1).to()).isEqualTo(SPANS.to()).isEqualTo(FROM.plusSeconds(3000));
    }
}
