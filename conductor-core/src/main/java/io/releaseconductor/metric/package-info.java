/**
 * Whether a canary is worse than what it replaces, said from counts that are looked at again and again, without being fooled by
 * the number of looks. Pure: no clock, no chance, no input or output.
 */
@NullMarked
package io.releaseconductor.metric;

import org.jspecify.annotations.NullMarked;
