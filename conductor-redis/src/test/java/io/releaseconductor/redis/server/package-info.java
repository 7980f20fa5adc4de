/**
 * Real Redis servers for tests, alone, as a cluster and behind Sentinel, and a proxy that spoils connections to them.
 */
@NullMarked
package io.releaseconductor.redis.server;

import org.jspecify.annotations.NullMarked;
