/** Where the team is told: the chat, the log, and several of them at once. */
@NullMarked
package io.releaseconductor.alert;

import org.jspecify.annotations.NullMarked;
