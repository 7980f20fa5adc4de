/**
 * The wire format of deployments and history, as JSON, for stores and exports.
 */
@NullMarked
package io.releaseconductor.json;

import org.jspecify.annotations.NullMarked;
