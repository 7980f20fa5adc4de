/**
 * What the adapters over HTTP have in common. For them and for nobody else: it changes with them.
 */
@NullMarked
package io.releaseconductor.http;

import org.jspecify.annotations.NullMarked;
