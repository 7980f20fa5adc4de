/**
 * A stand-in for the part of Prometheus that keeps samples and answers queries for ranges of them.
 */
@NullMarked
package io.releaseconductor.examples.fakeprometheus;

import org.jspecify.annotations.NullMarked;
