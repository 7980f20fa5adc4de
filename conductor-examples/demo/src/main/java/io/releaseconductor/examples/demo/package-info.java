/**
 * The demo: a small application on loopback, its workflows as processes, and a console for a chat.
 */
@NullMarked
package io.releaseconductor.examples.demo;

import org.jspecify.annotations.NullMarked;
