package io.releaseconductor.alert;

import io.releaseconductor.deployment.Alert;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.health.HealthContributor;
import io.releaseconductor.health.PartHealth;
import io.releaseconductor.lock.LockNotice;
import io.releaseconductor.spi.AlertSink;
import io.releaseconductor.spi.NodeAlert;
import io.releaseconductor.spi.NotDeliveredException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the team through several sinks, one after the other. One that fails keeps no other one from being told, and repeats none: which have
 * had an alert of a deployment is recorded with it, so that another node, or this one after a restart, goes on with those that have not. So
 * each of them gets each alert at least once, and twice only where a crash, or a call that does not come back in time, falls between the send and
 * the mark. What is told of a node or of a lock is remembered by this node alone. Thread-safe.
 */
public final class AlertSinks implements AlertSink, HealthContributor {

    /** The most sinks that there can be. */
    public static final int MOST = 8;

    private static final Logger LOG = LoggerFactory.getLogger(AlertSinks.class);

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,31}");

    /** An older one is not repeated any more. */
    private static final int MOST_REMEMBERED = 1_000;

    private final Map<String, AlertSink> sinks;

    private final Map<String, Boolean> had = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST_REMEMBERED;
        }
    });

    private AlertSinks(Map<String, AlertSink> sinks) {
        this.sinks = sinks;
    }

    private interface Sending {
        void to(AlertSink sink) throws Exception;
    }

    /**
     * Several sinks.
     *
     * @param sinks each by a name that stays the same over restarts and on all nodes, small letters, digits and dashes, at most 32; told in
     *     this order, so that one that is slow belongs at the end; 1 to {@value #MOST}
     * @return a sink that tells all of them
     * @throws IllegalArgumentException if there is none or are too many, or a name is not allowed; names all of them
     */
    public static AlertSinks of(Map<String, ? extends AlertSink> sinks) {
        List<String> refused = sinks.keySet().stream()
                .filter(name -> !NAME.matcher(name).matches())
                .toList();
        if (!refused.isEmpty()) {
            throw new IllegalArgumentException("alert sinks: the names " + refused
                    + " are not allowed; allowed: small letters, digits and dashes, a letter first, at most 32");
        }
        if (sinks.isEmpty() || sinks.size() > MOST) {
            throw new IllegalArgumentException(
                    "alert sinks: " + sinks.size() + " are not allowed; allowed: 1 to " + MOST);
        }
        return new AlertSinks(Collections.unmodifiableMap(new LinkedHashMap<>(sinks)));
    }

    @Override
    public void send(Alert alert, Deployment deployment) throws NotDeliveredException {
        tell(alert.id(), alert.deliveredTo(), sink -> sink.send(alert, deployment));
    }

    @Override
    public void send(NodeAlert alert) throws NotDeliveredException {
        tell(alert.id(), List.of(), sink -> sink.send(alert));
    }

    @Override
    public void send(LockNotice notice) throws NotDeliveredException {
        tell(notice.id(), List.of(), sink -> sink.send(notice));
    }

    private void tell(String id, List<String> recorded, Sending sending) throws NotDeliveredException {
        List<String> delivered = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        sinks.forEach((name, sink) -> {
            String key = name + " " + id;
            String problem = recorded.contains(name) || had.containsKey(key) ? "" : problem(name, id, sink, sending);
            if (problem.isEmpty()) {
                had.put(key, true);
                delivered.add(name);
            } else {
                problems.add(name + ": " + problem);
            }
        });
        if (!problems.isEmpty()) {
            throw new NotDeliveredException(String.join("; ", problems), delivered);
        }
    }

    /** Why a sink did not get it; empty if it did. */
    private static String problem(String name, String id, AlertSink sink, Sending sending) {
        if (Thread.currentThread().isInterrupted()) {
            return "no time was left for it";
        }
        try {
            sending.to(sink);
            return "";
        } catch (NotDeliveredException e) {
            return said(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "it did not come back in time";
        } catch (Exception e) {
            LOG.warn("{}: the alert sink {} threw", id, name, e);
            return e.getClass().getSimpleName() + ": " + said(e);
        }
    }

    private static String said(Exception e) {
        return e.getMessage() == null ? "without a reason" : e.getMessage();
    }

    /** {@return how they are together: as the worst of those that say how they are} */
    @Override
    public PartHealth health() {
        PartHealth worst = PartHealth.well("Alert sinks");
        for (Map.Entry<String, AlertSink> each : sinks.entrySet()) {
            if (each.getValue() instanceof HealthContributor contributor) {
                PartHealth one = contributor.health();
                if (one.state().compareTo(worst.state()) > 0) {
                    worst = new PartHealth("Alert sinks", one.state(), each.getKey() + ": " + one.detail());
                }
            }
        }
        return worst;
    }
}
