package io.releaseconductor.spi;

import io.releaseconductor.deployment.AdmissionOutcome;
import io.releaseconductor.model.Environment;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One rule of the pre-flight, which is asked outside: may this begin now? Asked when a deployment is shipped, every 30 seconds while it waits,
 * and once more before its first intent if the last answer is older than two minutes; never for a later wave or a rollback. Rules that are data
 * alone, such as windows and the order of environments, are no admissions.
 *
 * <p>Blocks, and is called from several threads at once. Whoever asks waits for it ten seconds at most; what takes longer is interrupted and
 * counts as {@link AdmissionOutcome.Unknown}, as does whatever is thrown. Once eight calls did not end all the same, no more are made until one of
 * them ends. Changes nothing. Answers must be free of secrets.
 */
public interface Admission {

    /**
     * What is about to begin.
     *
     * @param environment where it is shipped to
     * @param ref the branch or tag whose workflow deploys it, or null for the default one
     * @param version what is shipped, as far as it is known before it begins: the version that was asked for, else the commit of the ref; null
     *     if nobody knows it
     */
    record Question(
            Environment environment,
            @Nullable String ref,
            @Nullable String version) {
        /** Requires the environment. */
        public Question {
            Objects.requireNonNull(environment, "environment");
        }
    }

    /**
     * By which name it is switched on, for an environment, and told of on the card. Always the same.
     *
     * @return 1 to 24 lower-case letters, digits and hyphens, beginning with a letter, such as {@code ci}
     */
    String name();

    /**
     * Answers the question. Must not guess: what is not understood is {@link AdmissionOutcome.Unknown}.
     *
     * @param question the question
     * @return the answer; never null
     */
    AdmissionOutcome ask(Question question);
}
