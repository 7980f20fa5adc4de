/** Stories and texts as they are met in the field, read from files, and what the project makes of them. */
@NullMarked
package io.releaseconductor.examples.cases;

import org.jspecify.annotations.NullMarked;
