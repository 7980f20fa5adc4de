/**
 * The conductor: the façade that an application embeds, its builder and its exceptions.
 */
@NullMarked
package io.releaseconductor;

import org.jspecify.annotations.NullMarked;
