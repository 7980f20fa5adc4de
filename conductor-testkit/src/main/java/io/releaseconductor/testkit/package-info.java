/**
 * Contract tests for each port, a manual clock, and builders and assertions for the domain.
 */
@NullMarked
package io.releaseconductor.testkit;

import org.jspecify.annotations.NullMarked;
