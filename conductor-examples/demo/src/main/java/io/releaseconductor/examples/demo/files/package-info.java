/**
 * Small files that one process writes and another one reads.
 */
@NullMarked
package io.releaseconductor.examples.demo.files;

import org.jspecify.annotations.NullMarked;
