/**
 * How users of the library set the store up, outside of our packages as they are.
 */
@NullMarked
package com.example.ship;

import org.jspecify.annotations.NullMarked;
