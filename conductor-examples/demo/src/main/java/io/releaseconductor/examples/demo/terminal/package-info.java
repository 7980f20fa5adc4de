/**
 * What a person or a script sits at: a pipe, a plain terminal, or one that edits lines.
 */
@NullMarked
package io.releaseconductor.examples.demo.terminal;

import org.jspecify.annotations.NullMarked;
