/**
 * What every chat, REST endpoint or console shares beside its cards: commands and clicks, what is refused at once, what is answered and in
 * which words, listings, completions. An adapter brings who asked and from where, and shows the replies.
 */
@NullMarked
package io.releaseconductor.chatops;

import org.jspecify.annotations.NullMarked;
