/**
 * What the conductor does as meters and traces, by Micrometer: for Prometheus, CloudWatch, OpenTelemetry and whatever else Micrometer
 * speaks to.
 */
@NullMarked
package io.releaseconductor.micrometer;

import org.jspecify.annotations.NullMarked;
