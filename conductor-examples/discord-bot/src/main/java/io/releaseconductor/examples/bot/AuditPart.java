package io.releaseconductor.examples.bot;

import io.releaseconductor.config.Problems;
import io.releaseconductor.config.Secret;
import io.releaseconductor.config.Variables;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How exported audit trails are signed.
 *
 * @param key the key; null where they are not
 */
record AuditPart(@Nullable Secret key) {

    static final String VARIABLE = "SHIP_AUDIT_KEY";

    /** What is shorter can be guessed from an export. */
    private static final int SHORTEST = 16;

    static AuditPart read(Variables variables, Problems problems) {
        Optional<Secret> key = variables.reader(problems).secret(VARIABLE);
        if (key.isPresent() && key.get().reveal().length() < SHORTEST) {
            problems.add(VARIABLE + " has " + key.get().reveal().length() + " characters; allowed: " + SHORTEST
                    + " or more, such as what openssl rand -hex 32 prints");
        }
        return new AuditPart(key.orElse(null));
    }
}
