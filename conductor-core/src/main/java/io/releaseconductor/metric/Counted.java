package io.releaseconductor.metric;

import java.util.Objects;

/** What became of a look. */
public sealed interface Counted {

    /**
     * It was counted.
     *
     * @param evidence what is known now
     */
    record Continued(Evidence evidence) implements Counted {

        /** Requires the evidence. */
        public Continued {
            Objects.requireNonNull(evidence, "evidence");
        }
    }

    /**
     * It was not counted, and the evidence is as it was.
     *
     * @param reason why, for people
     */
    record Refused(String reason) implements Counted {

        /** Requires a reason. */
        public Refused {
            Objects.requireNonNull(reason, "reason");
        }
    }
}
