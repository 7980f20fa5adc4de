package io.releaseconductor.metric;

import java.util.List;
import java.util.Objects;

/** What is known of a metric in the spans that were asked about. */
public sealed interface MetricAnswer {

    /**
     * All of it. It stays so: whoever asks for the same spans again is told the same.
     *
     * @param spans what was counted, for each span in the order of time
     */
    record Known(List<BothSides> spans) implements MetricAnswer {
        /** Copies. */
        public Known {
            spans = List.copyOf(spans);
        }
    }

    /**
     * Not all of it yet; it is asked again. So is a source that is away.
     *
     * @param reason why, for people, free of secrets
     */
    record NotYet(String reason) implements MetricAnswer {
        /** Requires the reason. */
        public NotYet {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /**
     * It cannot be known any more: asking again would not help.
     *
     * @param reason why, for people, free of secrets
     */
    record Missing(String reason) implements MetricAnswer {
        /** Requires the reason. */
        public Missing {
            Objects.requireNonNull(reason, "reason");
        }
    }
}
