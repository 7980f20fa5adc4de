/**
 * Adapters that need nothing but this machine: workflows and rules of the pre-flight that are commands, and a chat that prints. For a
 * service that begins without a CI service and a chat, and for tests. And, for adapters that run programs, {@link
 * io.releaseconductor.local.ProcessTree what they have started}.
 */
@NullMarked
package io.releaseconductor.local;

import org.jspecify.annotations.NullMarked;
