package io.releaseconductor.policy;

import java.time.Duration;
import java.util.Map;

/**
 * When a policy may promote by itself (spec, "Auto-Promote Criteria"): every criterion has to be met.
 *
 * @param maxLatencies the longest latency per check id, such as {@code frontend → 500 ms}; a check without data does not
 *     meet its criterion
 * @param minChecksPassing how many checks have to pass at least, 0 or more; a warning is no pass
 * @param minPassPercentage which share of the checks has to pass at least, 0 to 100; a warning is no pass
 */
public record PromoteThresholds(Map<String, Duration> maxLatencies, int minChecksPassing, int minPassPercentage) {}
