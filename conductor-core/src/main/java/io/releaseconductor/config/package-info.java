/**
 * Configuration, validated as a whole, from a builder or from environment variables.
 */
@NullMarked
package io.releaseconductor.config;

import org.jspecify.annotations.NullMarked;
