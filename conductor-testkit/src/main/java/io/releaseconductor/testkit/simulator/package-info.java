/**
 * A deterministic simulator: real conductors on several nodes, in virtual time, against a world in which everything that can go
 * wrong does.
 */
@NullMarked
package io.releaseconductor.testkit.simulator;

import org.jspecify.annotations.NullMarked;
