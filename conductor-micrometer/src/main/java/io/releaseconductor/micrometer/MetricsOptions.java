package io.releaseconductor.micrometer;

import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.config.Problems;
import io.releaseconductor.model.Environment;
import java.util.List;

/**
 * What is measured how finely. Immutable.
 *
 * @param environments those whose counters are there from the beginning, at zero: a counter that is first seen at one does not tell a
 *     monitoring system that it rose. Others are counted as well, from their first change on
 * @param mostChecks how many checks are told apart by their ids, 1 to {@value #MOST_CHECKS}; what comes after that many counts as
 *     {@code other}
 * @param buckets whether timers count in buckets besides, for quantiles and objectives; where a time series costs money, better not
 */
public record MetricsOptions(List<Environment> environments, int mostChecks, boolean buckets) {

    /** The most checks that can be told apart. */
    public static final int MOST_CHECKS = 1000;

    /** No environment from the beginning, 50 checks, with buckets. */
    public static final MetricsOptions DEFAULT = new MetricsOptions(List.of(), 50, true);

    /**
     * Validates and copies.
     *
     * @throws ConfigurationException if the number of checks is not allowed
     */
    public MetricsOptions {
        environments = List.copyOf(environments);
        Problems problems = new Problems();
        if (mostChecks < 1 || mostChecks > MOST_CHECKS) {
            problems.add("metrics: mostChecks is " + mostChecks + "; allowed: 1 to " + MOST_CHECKS);
        }
        problems.throwIfAny();
    }

    /**
     * The same with counters that are there from the beginning.
     *
     * @param value the environments
     * @return the changed options
     */
    public MetricsOptions withEnvironments(List<Environment> value) {
        return new MetricsOptions(value, mostChecks, buckets);
    }

    /**
     * The same with another number of checks.
     *
     * @param value how many are told apart, 1 to {@value #MOST_CHECKS}
     * @return the changed options
     * @throws ConfigurationException if the number is not allowed
     */
    public MetricsOptions withMostChecks(int value) {
        return new MetricsOptions(environments, value, buckets);
    }

    /**
     * The same with buckets, or without.
     *
     * @param value whether timers count in buckets besides
     * @return the changed options
     */
    public MetricsOptions withBuckets(boolean value) {
        return new MetricsOptions(environments, mostChecks, value);
    }
}
