/**
 * A check of a team's own, packed as a jar with a service file.
 */
@NullMarked
package io.releaseconductor.examples.customcheck;

import org.jspecify.annotations.NullMarked;
