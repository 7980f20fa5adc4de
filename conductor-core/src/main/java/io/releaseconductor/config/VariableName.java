package io.releaseconductor.config;

import java.util.Objects;

/**
 * The name of a variable that somebody reads.
 *
 * @param name the plain name, such as {@code SHIP_AUTO_PROMOTE}
 * @param perEnvironment whether it can be set for one environment alone, such as {@code SHIP_AUTO_PROMOTE_PROD}
 */
public record VariableName(String name, boolean perEnvironment) {

    /** Requires a name. */
    public VariableName {
        Objects.requireNonNull(name, "name");
    }

    /** {@return the name as lists of variables show it, such as {@code SHIP_AUTO_PROMOTE[_{ENV}]}} */
    @Override
    public String toString() {
        return name + (perEnvironment ? "[_{ENV}]" : "");
    }
}
