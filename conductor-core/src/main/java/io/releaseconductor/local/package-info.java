/**
 * Adapters that need nothing but this machine: workflows and rules of the pre-flight that are commands, and a chat that prints. For a
 * service that begins without a CI service and a chat, and for tests.
 */
@NullMarked
package io.releaseconductor.local;

import org.jspecify.annotations.NullMarked;
