/**
 * A Discord for tests, REST and gateway, on the loopback. It enforces what Discord does: 3 seconds to acknowledge, one
 * acknowledgement, 15 minutes for a token, lengths, distinct ids.
 */
@NullMarked
package io.releaseconductor.examples.fakediscord;

import org.jspecify.annotations.NullMarked;
