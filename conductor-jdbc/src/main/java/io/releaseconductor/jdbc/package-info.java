/**
 * A state store in a database: in a file of its own, or in one that the team has.
 */
@NullMarked
package io.releaseconductor.jdbc;

import org.jspecify.annotations.NullMarked;
