/** What a process of the small application counts, and the text in which Prometheus reads it. */
@NullMarked
package io.releaseconductor.examples.demo.metrics;

import org.jspecify.annotations.NullMarked;
