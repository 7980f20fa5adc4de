/** Alerts as signed webhooks, for applications to use. */
@NullMarked
package io.releaseconductor.http.alerts;

import org.jspecify.annotations.NullMarked;
