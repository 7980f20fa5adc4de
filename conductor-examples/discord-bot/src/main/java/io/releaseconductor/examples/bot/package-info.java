/** A bot that ships from Discord by GitHub Actions, configured by environment variables alone, and its doctor. */
@NullMarked
package io.releaseconductor.examples.bot;

import org.jspecify.annotations.NullMarked;
