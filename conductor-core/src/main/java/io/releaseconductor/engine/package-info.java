/**
 * The reconciler and the runner of verifications; not public API.
 */
@NullMarked
package io.releaseconductor.engine;

import org.jspecify.annotations.NullMarked;
