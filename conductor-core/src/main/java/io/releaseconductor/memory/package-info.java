/**
 * The state store that keeps everything in memory, for one process.
 */
@NullMarked
package io.releaseconductor.memory;

import org.jspecify.annotations.NullMarked;
