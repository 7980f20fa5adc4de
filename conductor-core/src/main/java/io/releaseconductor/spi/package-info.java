/**
 * The ports: what the conductor needs from the outside, for adapters to implement.
 */
@NullMarked
package io.releaseconductor.spi;

import org.jspecify.annotations.NullMarked;
