/**
 * How a node is: what it says about its own work, and what the parts that were plugged into it say.
 */
@NullMarked
package io.releaseconductor.health;

import org.jspecify.annotations.NullMarked;
