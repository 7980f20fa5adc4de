/**
 * Whether what concurrent callers of the store were told could have come from one call after the other.
 */
@NullMarked
package io.releaseconductor.testkit.linear;

import org.jspecify.annotations.NullMarked;
