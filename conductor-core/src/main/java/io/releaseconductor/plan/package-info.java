/**
 * The planner: which piece of work, which announcement and which point in time come next for a deployment.
 */
@NullMarked
package io.releaseconductor.plan;

import org.jspecify.annotations.NullMarked;
