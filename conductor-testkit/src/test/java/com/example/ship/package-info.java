/**
 * The examples of the guide for authors of adapters, written as they would be outside of this project.
 */
@NullMarked
package com.example.ship;

import org.jspecify.annotations.NullMarked;
