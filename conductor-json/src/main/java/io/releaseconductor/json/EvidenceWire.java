package io.releaseconductor.json;

import io.releaseconductor.metric.Correlation;
import io.releaseconductor.metric.Counts;
import io.releaseconductor.metric.Evidence;
import io.releaseconductor.metric.Strand;
import io.releaseconductor.metric.Waiting;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** What a metric's looks came to. Whole numbers all of it, but for φ. */
final class EvidenceWire {

    private static final double HIGHEST_PHI = 1e6;

    private EvidenceWire() {}

    static void write(JsonOut out, Evidence evidence) {
        out.time("since", evidence.since())
                .time("up_to", evidence.upTo())
                .decimal("correlation", evidence.correlation().phi())
                .flagIfSet("correlation_assumed", !evidence.correlation().measured())
                .number("looks", evidence.looks());
        write(out, "canary", evidence.canary());
        out.number("peak", evidence.peak()).list("strands", evidence.strands(), EvidenceWire::write);
    }

    private static void write(JsonOut out, Strand strand) {
        write(out, "stable", strand.stable());
        write(out, "stable_lately", strand.stableLately());
        write(out, "canary_lately", strand.canaryLately());
        out.number("looks", strand.looks()).number("roughness", strand.roughness());
        write(out, "waiting_canary", strand.waiting().canary());
        write(out, "waiting_stable", strand.waiting().stable());
        out.numberUnlessZero("waiting_looks", strand.waiting().looks())
                .numbers("harm", strand.harm())
                .numbers("harmless", strand.harmless());
    }

    /** Counts as {@code [bad, total]}. */
    static void write(JsonOut out, String name, Counts counts) {
        out.numbers(name, counts.isEmpty() ? List.of() : List.of(counts.bad(), counts.total()));
    }

    static Evidence read(JsonIn in) {
        Instant since = in.time("since");
        Instant upTo = in.time("up_to");
        if (upTo.isBefore(since)) {
            throw in.corrupt("up_to", "is before since");
        }
        List<Strand> strands = in.list("strands", EvidenceWire::readStrand);
        if (strands.isEmpty()) {
            throw in.corrupt("strands", "is missing or empty; allowed: one for each reference");
        }
        return new Evidence(
                since,
                upTo,
                new Correlation(in.decimal("correlation", 1, HIGHEST_PHI), !in.flagOrFalse("correlation_assumed")),
                in.number("looks", 0, Long.MAX_VALUE),
                counts(in, "canary"),
                strands,
                in.number("peak", 0, Long.MAX_VALUE));
    }

    private static Strand readStrand(JsonIn in) {
        return new Strand(
                counts(in, "stable"),
                counts(in, "stable_lately"),
                counts(in, "canary_lately"),
                in.number("looks", 0, Long.MAX_VALUE),
                in.number("roughness", 0, Long.MAX_VALUE),
                readWaiting(in),
                stakes(in, "harm", Set.of(Strand.HARM_STAKES)),
                stakes(in, "harmless", Set.of(0, Strand.HARMLESS_STAKES)));
    }

    private static Waiting readWaiting(JsonIn in) {
        Counts canary = counts(in, "waiting_canary");
        Counts stable = counts(in, "waiting_stable");
        if (!canary.isEmpty() && !stable.isEmpty()) {
            throw in.corrupt("waiting_stable", "is there, but waiting_canary is as well");
        }
        return new Waiting(canary, stable, in.countOrZero("waiting_looks", Waiting.MOST_LOOKS));
    }

    private static List<Long> stakes(JsonIn in, String name, Set<Integer> numbers) {
        List<Long> stakes = in.numbers(name, Long.MIN_VALUE, Long.MAX_VALUE);
        if (!numbers.contains(stakes.size())) {
            throw in.corrupt(name, "holds " + stakes.size() + " stakes; allowed: " + Collections.max(numbers));
        }
        return stakes;
    }

    static Counts counts(JsonIn in, String name) {
        List<Long> numbers = in.numbers(name, 0, Long.MAX_VALUE);
        if (numbers.isEmpty()) {
            return Counts.NONE;
        }
        if (numbers.size() != 2 || numbers.get(0) > numbers.get(1)) {
            throw in.corrupt(name, "is no pair of counts; allowed: [bad, total]");
        }
        return new Counts(numbers.get(0), numbers.get(1));
    }
}
