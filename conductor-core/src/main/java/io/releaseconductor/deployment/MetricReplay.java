package io.releaseconductor.deployment;

import io.releaseconductor.metric.MetricAnswer;
import io.releaseconductor.metric.Outcome;
import io.releaseconductor.metric.Recount;
import io.releaseconductor.metric.Spans;
import io.releaseconductor.metric.TimeBefore;
import io.releaseconductor.model.Reach;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Asks for the metrics of an earlier deployment again, and counts them as they were counted then. */
public final class MetricReplay {

    /** Whom it asks. */
    @FunctionalInterface
    public interface Source {

        /**
         * Counts.
         *
         * @param reach how far the canary went
         * @param metrics the names of the metrics, at least one
         * @param spans the spans
         * @return an answer for each metric, with as many spans
         */
        Map<String, MetricAnswer> count(Reach reach, List<String> metrics, Spans spans);
    }

    private final MetricHistory history;
    private final List<String> names;
    private final Source source;
    private final List<BackTest.Span> otherwise = new ArrayList<>();
    private final List<BackTest.Span> unknown = new ArrayList<>();
    private final List<BackTest.Difference> differences = new ArrayList<>();
    private List<MetricEvidence> last = List.of();
    private @Nullable String reason;
    private int answers;
    private boolean cut;

    private MetricReplay(MetricHistory history, Source source) {
        this.history = history;
        this.names = history.plan().names();
        this.source = source;
    }

    /**
     * Asks again.
     *
     * @param history what was kept of the deployment
     * @param source whom to ask
     * @return what comes of it
     */
    public static BackTest of(MetricHistory history, Source source) {
        MetricReplay replay = new MetricReplay(history, source);
        for (CountedWave wave : history.waves()) {
            LookLog log = wave.log();
            if (log == null) {
                return new BackTest.NotReplayed("what its looks were answered was not kept");
            }
            replay.replay(wave, log);
        }
        return replay.result();
    }

    private BackTest result() {
        boolean nothing = unknown.size() == answers;
        if (nothing && reason != null) {
            return new BackTest.NotReplayed("the source of metrics tells nothing of it: " + reason);
        }
        if (!otherwise.isEmpty() || !unknown.isEmpty()) {
            return new BackTest.AnswersDiffer(
                    answers,
                    otherwise,
                    unknown,
                    reason,
                    differences.stream().allMatch(difference -> difference.then() == difference.now()));
        }
        return differences.isEmpty()
                ? new BackTest.Equal(answers, cut)
                : new BackTest.ResultDiffers(answers, differences);
    }

    private void replay(CountedWave wave, LookLog log) {
        MetricRounds rounds = wave.rounds(history.plan(), history.judgedTogether());
        List<MetricEvidence> metrics = begin(wave, log, rounds);
        Instant from = wave.from();
        int due = 0;
        List<LookLog.Entry> entries = log.entries();
        for (int first = 0; first < entries.size(); ) {
            int number = alike(entries, first);
            LookLog.Entry look = entries.get(first);
            Spans spans = new Spans(from, wave.bake().every().multipliedBy(look.spans()), number);
            List<Map<String, MetricAnswer>> answers = ask(wave.reach(), look, spans);
            for (int i = 0; i < number; i++) {
                Spans span = spans.part(i, 1);
                compare(wave, span, entries.get(first + i), answers.get(i));
                metrics = rounds.counted(
                        metrics, new MetricRounds.Span(span.from(), span.to(), due, look.spans()), answers.get(i));
                due += look.spans();
            }
            from = spans.to();
            first += number;
        }
        cut |= log.isCut();
        last = metrics;
        if (!cut) {
            compare(wave, CountedWave.metrics(rounds, metrics));
        }
    }

    private List<MetricEvidence> begin(CountedWave wave, LookLog log, MetricRounds rounds) {
        List<LookLog.Entry> before = log.before();
        if (before.isEmpty()) {
            return rounds.goOn(last, wave.from());
        }
        Spans hour = Spans.before(history.deployedAt().minus(history.plan().lag()), wave.bake());
        Map<String, MetricAnswer> answers = ask(wave, before.get(0), hour);
        Map<TimeBefore, Map<String, MetricAnswer>> earlier = new EnumMap<>(TimeBefore.class);
        Iterator<LookLog.Entry> others = before.subList(1, before.size()).iterator();
        TimeBefore.earlier(wave.from(), wave.bake()).forEach((time, spans) -> {
            if (others.hasNext()) {
                earlier.put(time, ask(wave, others.next(), spans));
            }
        });
        return rounds.begin(answers, earlier, wave.from());
    }

    /** About a time before the first look. */
    private Map<String, MetricAnswer> ask(CountedWave wave, LookLog.Entry then, Spans spans) {
        List<String> known = known(then);
        Map<String, MetricAnswer> told = known.isEmpty() ? Map.of() : source.count(Reach.ALL, known, spans);
        note(wave, spans, then, LookLog.Entry.before(names, told), told);
        return told;
    }

    /** How many looks from one on can be asked about at once: of the same length, and the same metrics known. */
    private static int alike(List<LookLog.Entry> entries, int first) {
        int number = 1;
        LookLog.Entry look = entries.get(first);
        while (first + number < entries.size()
                && entries.get(first + number).spans() == look.spans()
                && entries.get(first + number).unknown() == look.unknown()) {
            number++;
        }
        return number;
    }

    /** What was not known then is not asked about. */
    private List<Map<String, MetricAnswer>> ask(Reach reach, LookLog.Entry look, Spans spans) {
        Map<String, List<MetricAnswer>> answers =
                Recount.of((metrics, part) -> source.count(reach, metrics, part), known(look), spans);
        return IntStream.range(0, spans.count())
                .mapToObj(i -> {
                    Map<String, MetricAnswer> ofLook = new LinkedHashMap<>();
                    answers.forEach((metric, all) -> ofLook.put(metric, all.get(i)));
                    return ofLook;
                })
                .toList();
    }

    private List<String> known(LookLog.Entry look) {
        return IntStream.range(0, names.size())
                .filter(look::isKnown)
                .mapToObj(names::get)
                .toList();
    }

    private void compare(CountedWave wave, Spans span, LookLog.Entry then, Map<String, MetricAnswer> answers) {
        note(wave, span, then, LookLog.Entry.look(names, answers, then.spans()), answers);
    }

    private void note(
            CountedWave wave, Spans spans, LookLog.Entry then, LookLog.Entry now, Map<String, MetricAnswer> told) {
        answers++;
        BackTest.Span span = new BackTest.Span(wave.number(), spans.from(), spans.to());
        if (now.unknown() != then.unknown()) {
            unknown.add(span);
            told.values().forEach(this::noteReason);
        } else if (!now.equals(then)) {
            otherwise.add(span);
        }
    }

    private void noteReason(MetricAnswer answer) {
        if (reason != null) {
            return;
        }
        if (answer instanceof MetricAnswer.NotYet notYet) {
            reason = notYet.reason();
        } else if (answer instanceof MetricAnswer.Missing missing) {
            reason = missing.reason();
        }
    }

    private void compare(CountedWave wave, List<CountedMetric> now) {
        for (CountedMetric then : wave.metrics()) {
            CountedMetric again = now.stream()
                    .filter(metric -> metric.rule().equals(then.rule()))
                    .findFirst()
                    .orElse(null);
            if (!then.equals(again)) {
                differences.add(new BackTest.Difference(
                        wave.number(),
                        then.rule(),
                        then.outcome(),
                        again == null ? Outcome.UNDECIDED : again.outcome()));
            }
        }
    }
}
