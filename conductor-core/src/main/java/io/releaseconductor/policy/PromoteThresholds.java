package io.releaseconductor.policy;

import io.releaseconductor.check.Check;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * When a policy may promote by itself (spec, "Auto-Promote Criteria"): every criterion has to be met.
 *
 * @param maxLatencies the longest latency per check id, such as {@code frontend → 500 ms}, 1 ms to 1 day; a check without
 *     data does not meet its criterion
 * @param minChecksPassing how many checks have to pass at least, 0 or more; a warning is no pass
 * @param minPassPercentage which share of the checks has to pass at least, 0 to 100; a warning is no pass
 * @param byDefault the names of the rules that nobody chose, such as {@code min_checks_passing}: they give way where there are too few
 *     checks to meet them, see {@link ReleasePolicy#fittedTo}
 */
public record PromoteThresholds(
        Map<String, Duration> maxLatencies, int minChecksPassing, int minPassPercentage, Set<String> byDefault) {

    /**
     * The spec's: {@code frontend} 500 ms, {@code api} 200 ms, {@code search} 1000 ms, 4 checks (80 % of them, rounded up, where there are
     * fewer), 80 %.
     */
    public static final PromoteThresholds DEFAULT = ofSpec();

    private static final int ALL = 100;

    /** What share of the checks the spec asks for, 4 of 5, in percent. */
    private static final int SHARE = 80;

    /**
     * All of it chosen.
     *
     * @param maxLatencies the longest latency per check id
     * @param minChecksPassing how many checks have to pass at least
     * @param minPassPercentage which share of the checks has to pass at least
     * @throws IllegalArgumentException if a check id, a latency or a minimum is not allowed
     */
    public PromoteThresholds(Map<String, Duration> maxLatencies, int minChecksPassing, int minPassPercentage) {
        this(maxLatencies, minChecksPassing, minPassPercentage, Set.of());
    }

    /**
     * Copies, keeping the order, and validates.
     *
     * @throws IllegalArgumentException if a check id, a latency or a minimum is not allowed
     */
    public PromoteThresholds {
        byDefault = Set.copyOf(byDefault);
        maxLatencies = Collections.unmodifiableMap(new LinkedHashMap<>(maxLatencies));
        maxLatencies.forEach(PromoteThresholds::validate);
        if (minChecksPassing < 0) {
            throw new IllegalArgumentException(
                    "min_checks_passing: " + minChecksPassing + " is not allowed; allowed: 0 or more");
        }
        if (minPassPercentage < 0 || minPassPercentage > ALL) {
            throw new IllegalArgumentException(
                    "min_pass_percentage: " + minPassPercentage + " is not allowed; allowed: 0 to 100");
        }
    }

    private static PromoteThresholds ofSpec() {
        Map<String, Duration> latencies = new LinkedHashMap<>();
        latencies.put("frontend", Duration.ofMillis(500));
        latencies.put("api", Duration.ofMillis(200));
        latencies.put("search", Duration.ofSeconds(1));
        Set<String> byDefault = new LinkedHashSet<>(Set.of(PolicyRules.MIN_CHECKS_PASSING));
        latencies.keySet().forEach(id -> byDefault.add(PolicyRules.latencyRule(id)));
        return new PromoteThresholds(latencies, 4, 80, byDefault);
    }

    private static void validate(String checkId, Duration limit) {
        Objects.requireNonNull(limit, "maxLatencies");
        if (!Check.isValidId(checkId)) {
            throw new IllegalArgumentException(
                    "check id: \"" + checkId + "\" is not allowed; allowed: " + Check.ALLOWED_IDS);
        }
        if (limit.compareTo(Duration.ofMillis(1)) < 0 || limit.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException(
                    PolicyRules.latencyRule(checkId) + ": " + limit + " is not allowed; allowed: 1 ms to 1 day");
        }
    }

    /**
     * The same with another longest latency for one check.
     *
     * @param checkId the check's id
     * @param limit the longest latency, 1 ms to 1 day
     * @return the changed thresholds
     * @throws IllegalArgumentException if the id or the latency is not allowed
     */
    public PromoteThresholds withMaxLatency(String checkId, Duration limit) {
        Map<String, Duration> changed = new LinkedHashMap<>(maxLatencies);
        changed.put(checkId, limit);
        return new PromoteThresholds(
                changed, minChecksPassing, minPassPercentage, chosen(PolicyRules.latencyRule(checkId)));
    }

    /**
     * The same without a longest latency for one check.
     *
     * @param checkId the check's id
     * @return the changed thresholds
     */
    public PromoteThresholds withoutMaxLatency(String checkId) {
        Map<String, Duration> changed = new LinkedHashMap<>(maxLatencies);
        changed.remove(checkId);
        return new PromoteThresholds(
                changed, minChecksPassing, minPassPercentage, chosen(PolicyRules.latencyRule(checkId)));
    }

    /**
     * The same with another minimum.
     *
     * @param value how many checks have to pass at least, 0 or more
     * @return the changed thresholds
     * @throws IllegalArgumentException if it is negative
     */
    public PromoteThresholds withMinChecksPassing(int value) {
        return new PromoteThresholds(maxLatencies, value, minPassPercentage, chosen(PolicyRules.MIN_CHECKS_PASSING));
    }

    /**
     * The same with another share.
     *
     * @param value which share of the checks has to pass at least, 0 to 100
     * @return the changed thresholds
     * @throws IllegalArgumentException if it is not from 0 to 100
     */
    public PromoteThresholds withMinPassPercentage(int value) {
        return new PromoteThresholds(maxLatencies, minChecksPassing, value, byDefault);
    }

    private Set<String> chosen(String rule) {
        Set<String> rest = new LinkedHashSet<>(byDefault);
        rest.remove(rule);
        return rest;
    }

    /** What nobody chose gives way to the checks that there are. */
    PromoteThresholds fittedTo(Collection<String> checks) {
        Map<String, Duration> latencies = new LinkedHashMap<>(maxLatencies);
        latencies.keySet().removeIf(id -> byDefault.contains(PolicyRules.latencyRule(id)) && !checks.contains(id));
        boolean gives = byDefault.contains(PolicyRules.MIN_CHECKS_PASSING) && minChecksPassing > checks.size();
        int minimum = gives ? PolicyRules.share(SHARE, checks.size()) : minChecksPassing;
        return new PromoteThresholds(latencies, minimum, minPassPercentage, byDefault);
    }

    PromoteThresholds frozen() {
        return byDefault.isEmpty() ? this : new PromoteThresholds(maxLatencies, minChecksPassing, minPassPercentage);
    }

    /** {@return such as {@code frontend_latency_ms at most 500ms, min_checks_passing at least 4}} */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        maxLatencies.forEach((id, limit) -> text.append(PolicyRules.latencyRule(id))
                .append(' ')
                .append(PolicyRules.atMost(limit))
                .append(", "));
        return text.append(PolicyRules.MIN_CHECKS_PASSING + " at least " + minChecksPassing + ", ")
                .append(PolicyRules.MIN_PASS_PERCENTAGE + " at least " + minPassPercentage + "%")
                .toString();
    }
}
