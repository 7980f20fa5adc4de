/**
 * Benchmarks of the Redis store and of the wire format beside what they are built on.
 */
@NullMarked
package io.releaseconductor.benchmarks;

import org.jspecify.annotations.NullMarked;
