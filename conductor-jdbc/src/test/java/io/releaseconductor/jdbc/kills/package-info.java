/** Whole conductors that are killed again and again, on a file and on a database, and an account of what came of their deployments. */
@NullMarked
package io.releaseconductor.jdbc.kills;

import org.jspecify.annotations.NullMarked;
