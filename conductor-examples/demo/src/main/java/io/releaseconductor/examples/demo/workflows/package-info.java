/**
 * The CI service of the demo: runs deploy, promote and rollback workflows as processes and keeps their runs on disk.
 */
@NullMarked
package io.releaseconductor.examples.demo.workflows;

import org.jspecify.annotations.NullMarked;
