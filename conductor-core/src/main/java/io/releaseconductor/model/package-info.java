/**
 * The words that everything else is told in: which deployment, where to, who, which phase, how.
 */
@NullMarked
package io.releaseconductor.model;

import org.jspecify.annotations.NullMarked;
