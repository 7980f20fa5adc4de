/** The judge of canaries beside the rules of others, on the same histories. */
@NullMarked
package io.releaseconductor.benchmarks.judge;

import org.jspecify.annotations.NullMarked;
