/**
 * Locks: what people keep from beginning in an environment, or in all of them, for a while. Pure; the stores hold writes against it. Beside them
 * stand the notes of an environment, which keep nobody from anything.
 */
@NullMarked
package io.releaseconductor.lock;

import org.jspecify.annotations.NullMarked;
