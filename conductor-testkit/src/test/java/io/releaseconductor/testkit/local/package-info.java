/** Tests of the adapters that need nothing but this machine, by the kit's contracts. */
@NullMarked
package io.releaseconductor.testkit.local;

import org.jspecify.annotations.NullMarked;
