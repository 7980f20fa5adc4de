/**
 * When a verified deployment is promoted or rolled back by itself, and the verdict that says why.
 */
@NullMarked
package io.releaseconductor.policy;

import org.jspecify.annotations.NullMarked;
