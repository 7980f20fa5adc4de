/**
 * The chat of the demo: a console that shows cards as text and takes buttons as typed words.
 */
@NullMarked
package io.releaseconductor.examples.demo.console;

import org.jspecify.annotations.NullMarked;
