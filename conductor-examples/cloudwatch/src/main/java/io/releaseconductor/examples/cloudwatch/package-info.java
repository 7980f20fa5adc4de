/** What the conductor counts and times, in CloudWatch. */
@NullMarked
package io.releaseconductor.examples.cloudwatch;

import org.jspecify.annotations.NullMarked;
