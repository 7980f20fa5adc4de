package io.releaseconductor.prometheus;

import java.util.Map;

/**
 * A series in Prometheus's answer.
 *
 * @param labels its labels, the name included
 * @param samples what was there when it was scraped
 */
record Series(Map<String, String> labels, Samples samples) {

    Series {
        labels = Map.copyOf(labels);
    }

    String label(String name) {
        return labels.getOrDefault(name, "");
    }

    /** {@return which instance it is of} */
    Instance instance() {
        return new Instance(label("job"), label("instance"));
    }

    /** Where a series is scraped. */
    record Instance(String job, String name) {

        /** {@return the name for people} */
        @Override
        public String toString() {
            return name.isEmpty() ? "the instance" : name;
        }
    }
}
