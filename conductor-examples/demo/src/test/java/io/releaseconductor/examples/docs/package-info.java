/**
 * The code that the documentation shows, so that it is compiled, and the tests that hold the documentation to the code.
 */
@NullMarked
package io.releaseconductor.examples.docs;

import org.jspecify.annotations.NullMarked;
