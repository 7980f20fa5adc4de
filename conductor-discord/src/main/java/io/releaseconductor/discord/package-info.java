/**
 * The slash commands, cards and buttons on Discord.
 */
@NullMarked
package io.releaseconductor.discord;

import org.jspecify.annotations.NullMarked;
