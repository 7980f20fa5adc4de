/**
 * Fault runs: conductors in JVMs of their own over one Redis, while nodes and Redis are killed and connections are spoilt.
 */
@NullMarked
package io.releaseconductor.redis.faults;

import org.jspecify.annotations.NullMarked;
