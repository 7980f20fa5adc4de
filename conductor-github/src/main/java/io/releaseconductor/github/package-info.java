/**
 * Dispatches, finds, watches and cancels runs of GitHub Actions.
 */
@NullMarked
package io.releaseconductor.github;

import org.jspecify.annotations.NullMarked;
