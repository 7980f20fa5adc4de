/**
 * The check SPI: what verifies a deployment, how checks are found, and what they answer.
 */
@NullMarked
package io.releaseconductor.check;

import org.jspecify.annotations.NullMarked;
