package io.releaseconductor.spi;

import io.releaseconductor.deployment.ChangeOutcome;
import io.releaseconductor.deployment.ChangeSummary;
import io.releaseconductor.deployment.RiskyPaths;
import io.releaseconductor.model.Environment;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Tells what is being shipped, for the card that people decide by. Asked once for a deployment, beside its run, and once more if nobody
 * answered, and nothing waits for the answer. All that is decided by it is that the policy deploys no earlier version again where paths that
 * are marked as risky are known to have changed.
 *
 * <p>Blocks, is called from several threads at once, and should give up within the conductor's call limit (30 seconds by default); one
 * that does not is interrupted and counts as {@link ChangeOutcome.Unavailable}, as does whatever is thrown. Once eight calls did not end
 * all the same, no more are made until one of them ends. Changes nothing. Reasons must be free of secrets.
 */
@FunctionalInterface
public interface ChangeLog {

    /** Knows nothing, and is not even asked: the default. */
    ChangeLog NONE = question -> new ChangeOutcome.NothingKnown("no change log is given");

    /**
     * The question.
     *
     * @param environment where it is shipped to
     * @param ref the branch or tag whose workflow deploys it, or null for the default one
     * @param version what is shipped: the version that was asked for, which need not be a name that the change log knows, else the commit
     *     of the run. Nobody is asked while neither is known
     * @param since what it replaces, as far as that is known: the version that a rollback would return to; null if it is not
     * @param risky which paths are risky, so that the answer's {@link ChangeSummary#risk} is asked for; {@link RiskyPaths#NONE} if it is not
     */
    record Question(
            Environment environment,
            @Nullable String ref,
            String version,
            @Nullable String since,
            RiskyPaths risky) {
        /** Requires environment, version and paths. */
        public Question {
            Objects.requireNonNull(environment, "environment");
            Objects.requireNonNull(version, "version");
            Objects.requireNonNull(risky, "risky");
        }

        /**
         * Makes a question where no paths are risky.
         *
         * @param environment as for the record
         * @param ref as for the record
         * @param version as for the record
         * @param since as for the record
         */
        public Question(Environment environment, @Nullable String ref, String version, @Nullable String since) {
            this(environment, ref, version, since, RiskyPaths.NONE);
        }
    }

    /**
     * Answers the question. Must not guess: what is not certainly what is shipped is {@link ChangeOutcome.NothingKnown}.
     *
     * @param question the question
     * @return the answer; never null
     */
    ChangeOutcome find(Question question);
}
