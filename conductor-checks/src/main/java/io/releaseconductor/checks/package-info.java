/**
 * The built-in checks, over HTTP: frontend, API health, login, search and media.
 */
@NullMarked
package io.releaseconductor.checks;

import org.jspecify.annotations.NullMarked;
