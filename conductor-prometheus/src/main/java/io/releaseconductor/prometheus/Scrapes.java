package io.releaseconductor.prometheus;

import io.releaseconductor.prometheus.Series.Instance;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** When each instance was scraped, and when its process began, as far as the answer tells. */
final class Scrapes {

    /** 1 where an instance was scraped, 0 where that failed. */
    static final String UP = "up";

    /** When a process began, in seconds since 1970; what comes from another process has counted from zero. */
    static final String STARTED = "process_start_time_seconds";

    /** Some work out anew at each scrape when they began, from a clock that is corrected meanwhile. */
    private static final double SAME_SECONDS = 2;

    private final Map<Instance, NavigableSet<Long>> scraped = new HashMap<>();
    private final Map<Instance, NavigableSet<Long>> tried = new HashMap<>();
    private final Map<Instance, NavigableMap<Long, Double>> started = new HashMap<>();
    private final NavigableSet<Long> anyScraped = new TreeSet<>();

    Scrapes(List<Series> answer, Window window) {
        for (Series series : answer) {
            for (int i = 0; i < series.samples().size(); i++) {
                if (window.holds(series.samples().time(i))) {
                    add(series, series.samples().time(i), series.samples().value(i));
                }
            }
        }
    }

    private void add(Series series, long time, double value) {
        Instance instance = series.instance();
        String name = series.label(Selector.NAME);
        tried.computeIfAbsent(instance, i -> new TreeSet<>()).add(time);
        if (!name.equals(UP) || value == 1) {
            scraped.computeIfAbsent(instance, i -> new TreeSet<>()).add(time);
            anyScraped.add(time);
        }
        if (name.equals(STARTED) && Double.isFinite(value)) {
            started.computeIfAbsent(instance, i -> new TreeMap<>()).put(time, value);
        }
    }

    /** {@return an instance that may yet have been scraped before the end of the spans, if there is one} */
    Optional<Instance> awaited(Window window, long patience) {
        long patientSince = window.until().toEpochMilli() - patience;
        return tried.entrySet().stream()
                .filter(entry -> !window.isAfter(entry.getValue().last())
                        && entry.getValue().last() > patientSince)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** {@return whether anything was scraped at the end of the spans or later} */
    boolean goOnAfter(Window window) {
        return tried.values().stream().anyMatch(times -> window.isAfter(times.last()));
    }

    boolean wasScraped(Instance instance, long from, long before) {
        NavigableSet<Long> times = scraped.get(instance);
        return times != null && isBetween(times, from, before);
    }

    boolean wasAnythingScraped(long from, long before) {
        return isBetween(anyScraped, from, before);
    }

    private static boolean isBetween(NavigableSet<Long> times, long from, long before) {
        Long last = times.lower(before);
        return last != null && last >= from;
    }

    /** {@return when the process began that was scraped then, in milliseconds; null if that is not known} */
    @Nullable
    Long startedAt(Instance instance, long time) {
        Double seconds = seconds(instance, time);
        return seconds == null ? null : (long) (seconds * 1000);
    }

    boolean isAnotherProcess(Instance instance, long earlier, long later) {
        Double before = seconds(instance, earlier);
        Double after = seconds(instance, later);
        return before != null && after != null && after - before > SAME_SECONDS;
    }

    private @Nullable Double seconds(Instance instance, long time) {
        NavigableMap<Long, Double> known = started.get(instance);
        return known == null ? null : known.get(time);
    }
}
