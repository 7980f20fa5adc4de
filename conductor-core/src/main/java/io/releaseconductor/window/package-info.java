/**
 * When deployments may begin in an environment: weekly hours and freezes in the local time of a zone, right across changes of the
 * clock. Pure: no clock of its own, no input or output.
 */
@NullMarked
package io.releaseconductor.window;

import org.jspecify.annotations.NullMarked;
