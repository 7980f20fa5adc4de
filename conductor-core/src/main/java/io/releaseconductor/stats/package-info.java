/**
 * Figures over many deployments, computed from their history alone: how often something is shipped, how long it takes, how often it fails
 * and how soon that is mended. Pure: no clock of its own, no input or output. {@code docs/statistics.md} defines each of them.
 */
@NullMarked
package io.releaseconductor.stats;

import org.jspecify.annotations.NullMarked;
