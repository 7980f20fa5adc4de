/**
 * Chat-neutral cards, their buttons, and the {@code /ship} command as text.
 */
@NullMarked
package io.releaseconductor.chat;

import org.jspecify.annotations.NullMarked;
