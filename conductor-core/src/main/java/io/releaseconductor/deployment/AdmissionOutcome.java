package io.releaseconductor.deployment;

import io.releaseconductor.model.OneLine;
import org.jspecify.annotations.Nullable;

/** What one rule of the pre-flight says: may a deployment begin now? */
public sealed interface AdmissionOutcome {

    /** The longest text that is kept, in characters; what is longer is cut. */
    int MAX_LENGTH = 300;

    /** {@return what people are told of it, one line without a full stop, free of secrets} */
    String detail();

    /**
     * It may.
     *
     * @param detail what was found, such as {@code 14 of 14 green at 1a2b3c4}
     */
    record Yes(String detail) implements AdmissionOutcome {
        /** Makes one line of it. */
        public Yes {
            detail = line(detail);
        }
    }

    /**
     * Not yet, and waiting helps: what is not decided, or over by itself.
     *
     * @param detail what is waited for, such as {@code 3 of 14 still running at 1a2b3c4}
     */
    record NotYet(String detail) implements AdmissionOutcome {
        /** Makes one line of it. */
        public NotYet {
            detail = line(detail);
        }
    }

    /**
     * No. Whoever ships is refused at once; what was stored already waits, since somebody may mend it.
     *
     * @param detail why, such as {@code 2 of 14 failed at 1a2b3c4: lint, e2e}
     */
    record No(String detail) implements AdmissionOutcome {
        /** Makes one line of it. */
        public No {
            detail = line(detail);
        }
    }

    /**
     * Nobody can tell. It waits as for {@link NotYet}: what is not known admits nothing, and refuses nothing for good.
     *
     * @param detail why it is not known, such as {@code api.github.com does not answer}
     */
    record Unknown(String detail) implements AdmissionOutcome {
        /** Makes one line of it. */
        public Unknown {
            detail = line(detail);
        }
    }

    private static String line(@Nullable String detail) {
        String line = detail == null
                ? ""
                : OneLine.cut(OneLine.of(detail), MAX_LENGTH).strip();
        return line.isEmpty() ? "no detail given" : line;
    }
}
