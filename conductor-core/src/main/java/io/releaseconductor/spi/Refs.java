package io.releaseconductor.spi;

import io.releaseconductor.deployment.ResolvedRef;
import io.releaseconductor.model.Environment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells what branches and tags there are, and what they point at.
 *
 * <p>Blocks, and is called from several threads at once. Whoever asks waits for {@link #resolve} five seconds at most, and for
 * {@link #named} two, since a person waits as well; what takes longer is interrupted and counts as not known, as does whatever is thrown.
 * Once eight calls did not end all the same, no more are made until one of them ends. Changes nothing. Reasons must be free of secrets.
 */
public interface Refs {

    /** Knows nothing, and is not even asked: the default. */
    Refs NONE = new Refs() {
        @Override
        public ResolvedRef resolve(Environment environment, @Nullable String ref) {
            return ResolvedRef.unknown(ref, "nobody is there to ask");
        }

        @Override
        public List<String> named(String typed, int atMost) {
            return List.of();
        }
    };

    /**
     * What a branch or tag points at now. Asked once for a deployment, when it is shipped without a version and its workflow {@linkplain
     * WorkflowDispatcher#takesVersion takes one}: that commit is its version from then on, whatever becomes of the branch. Where it is not
     * known the deployment is shipped all the same, and its version is what the run deploys.
     *
     * @param environment where it is shipped to
     * @param ref the branch or tag, or null for the one that the {@link WorkflowDispatcher} takes by default
     * @return the commit, or why it is not known; never null. Must not guess
     */
    ResolvedRef resolve(Environment environment, @Nullable String ref);

    /**
     * Branches and tags, to propose while somebody types. Should answer from memory, and need not know what is younger than a minute.
     *
     * @param typed what they contain, in any case; empty for all
     * @param atMost how many to tell at most, 1 or more
     * @return their names, the default branch first, then what begins with what is typed; empty if nothing is known
     */
    List<String> named(String typed, int atMost);
}
