/**
 * The deployment, the only state there is, and the lifecycle, the only code that changes it.
 */
@NullMarked
package io.releaseconductor.deployment;

import org.jspecify.annotations.NullMarked;
