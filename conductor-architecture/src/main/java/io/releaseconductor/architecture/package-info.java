/** The rules that the tests of every module hold its classes to. */
@NullMarked
package io.releaseconductor.architecture;

import org.jspecify.annotations.NullMarked;
