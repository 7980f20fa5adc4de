package io.releaseconductor.spring;

import io.releaseconductor.ConductorBuilder;

/**
 * Says what neither beans nor properties do: a bean of it is given the builder last, when all else has been given, and wins. Several are
 * called in their order.
 */
@FunctionalInterface
public interface ConductorBuilderCustomizer {

    /**
     * Changes what the conductor is made from.
     *
     * @param builder the builder; not to be kept
     */
    void customize(ConductorBuilder builder);
}
