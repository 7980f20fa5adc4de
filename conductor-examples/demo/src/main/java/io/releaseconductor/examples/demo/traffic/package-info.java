/** Those who use the small application. */
@NullMarked
package io.releaseconductor.examples.demo.traffic;

import org.jspecify.annotations.NullMarked;
