/**
 * Counts what metrics in Prometheus counted, on the canary's side and on the stable one.
 */
@NullMarked
package io.releaseconductor.prometheus;

import org.jspecify.annotations.NullMarked;
