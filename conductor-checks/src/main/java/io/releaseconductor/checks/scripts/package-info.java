/**
 * Checks that are scripts: any executable file, judged by its exit code.
 */
@NullMarked
package io.releaseconductor.checks.scripts;

import org.jspecify.annotations.NullMarked;
