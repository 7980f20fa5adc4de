package io.releaseconductor.deployment;

import io.releaseconductor.metric.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What comes of asking for the metrics of an earlier deployment again, and judging them again. */
public sealed interface BackTest {

    /**
     * Everything comes out as it did then.
     *
     * @param answers how many answers there were: one for each look, and one for what was there before
     * @param cut whether more looks followed, which were not kept: then the answers are the same as far as they were, and how it ended was
     *     not compared
     */
    record Equal(int answers, boolean cut) implements BackTest {}

    /**
     * The source of metrics does not answer as it did then.
     *
     * @param answers how many answers there were
     * @param otherwise what it answers otherwise about now
     * @param unknown what it does not know any more, or could not be asked about
     * @param reason why not, for people; or null
     * @param sameOutcome whether the metrics would say the same in the end with what it answers now
     */
    record AnswersDiffer(
            int answers,
            List<Span> otherwise,
            List<Span> unknown,
            @Nullable String reason,
            boolean sameOutcome) implements BackTest {
        /** Copies. */
        public AnswersDiffer {
            otherwise = List.copyOf(otherwise);
            unknown = List.copyOf(unknown);
        }
    }

    /**
     * The source answers as it did then, and it comes out otherwise: a defect, or another version of the judge.
     *
     * @param answers how many answers there were
     * @param differences what comes out otherwise, at least one
     */
    record ResultDiffers(int answers, List<Difference> differences) implements BackTest {
        /** Copies. */
        public ResultDiffers {
            differences = List.copyOf(differences);
        }

        /** {@return whether a metric says something else in the end, and not just with other figures} */
        public boolean inOutcome() {
            return differences.stream().anyMatch(difference -> difference.then() != difference.now());
        }
    }

    /**
     * It cannot be asked again.
     *
     * @param reason why, for people
     */
    record NotReplayed(String reason) implements BackTest {
        /** Requires the reason. */
        public NotReplayed {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /**
     * A span of time of a wave: that of a look, or what was there before the first one.
     *
     * @param wave which wave, from 1
     * @param from when it begins
     * @param to when it ends
     */
    record Span(int wave, Instant from, Instant to) {
        /** Requires both ends. */
        public Span {
            Objects.requireNonNull(from, "from");
            Objects.requireNonNull(to, "to");
        }
    }

    /**
     * What comes out otherwise.
     *
     * @param wave in which wave, from 1
     * @param rule of which metric, by the rule that harm decides, such as {@code errors_worse}
     * @param then what it said in the end
     * @param now what it says now; the same where only the figures behind it differ
     */
    record Difference(int wave, String rule, Outcome then, Outcome now) {
        /** Requires all. */
        public Difference {
            Objects.requireNonNull(rule, "rule");
            Objects.requireNonNull(then, "then");
            Objects.requireNonNull(now, "now");
        }
    }
}
