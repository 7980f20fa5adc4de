package io.releaseconductor.json;

import io.releaseconductor.model.DeployId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Stored text that is not a record of this format, or contradicts itself. Nothing of it was taken over. The message names the
 * deployment as far as it could be read, or the environment, the field and what is wrong; of what stands there it shows numbers and plain words
 * only, since nobody knows what a corrupt record holds. Trying again is useless.
 */
public final class CorruptRecordException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final @Nullable String deployId;
    private final String field;
    private final String problem;
    private final boolean ofLaterVersion;

    CorruptRecordException(
            String subject, @Nullable DeployId deployId, String field, String problem, boolean ofLaterVersion) {
        super(subject + ": " + (field.isEmpty() ? "the record" : field) + " " + problem);
        this.deployId = deployId == null ? null : deployId.value();
        this.field = field;
        this.problem = problem;
        this.ofLaterVersion = ofLaterVersion;
    }

    /** {@return whose record it is, or empty if that could not be read either} */
    public Optional<DeployId> deployId() {
        return Optional.ofNullable(deployId).map(DeployId::new);
    }

    /** {@return where it is wrong, such as {@code phases/deploy/run/status}; empty if the text as a whole is} */
    public String field() {
        return field;
    }

    /** {@return what is wrong there, and what is allowed, such as {@code is missing}} */
    public String problem() {
        return problem;
    }

    /** {@return whether nothing is wrong with the record, but a later version of the library wrote it, and only such a one reads it} */
    public boolean isOfLaterVersion() {
        return ofLaterVersion;
    }
}
