/**
 * The application that is shipped: a few endpoints on loopback, served as the version that is installed on disk says.
 */
@NullMarked
package io.releaseconductor.examples.demo.app;

import org.jspecify.annotations.NullMarked;
