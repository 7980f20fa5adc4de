/**
 * A strict stand-in for the part of GitHub's REST API that starts, lists, shows and cancels workflow runs.
 */
@NullMarked
package io.releaseconductor.examples.fakegithub;

import org.jspecify.annotations.NullMarked;
