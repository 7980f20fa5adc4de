/**
 * A state store on Redis, shared by several nodes.
 */
@NullMarked
package io.releaseconductor.redis;

import org.jspecify.annotations.NullMarked;
