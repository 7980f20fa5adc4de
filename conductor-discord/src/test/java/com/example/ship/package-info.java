/**
 * A team's own code, as the documentation shows it.
 */
@NullMarked
package com.example.ship;

import org.jspecify.annotations.NullMarked;
