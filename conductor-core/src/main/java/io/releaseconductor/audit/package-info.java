/** The audit trail: what happened to a deployment, entry after entry, chained by digest so that a changed or cut one is found. Pure. */
@NullMarked
package io.releaseconductor.audit;

import org.jspecify.annotations.NullMarked;
