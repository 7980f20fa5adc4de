package io.releaseconductor.engine;

import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentEvent;
import io.releaseconductor.health.CallbackHealth;
import io.releaseconductor.plan.Step;
import io.releaseconductor.spi.Authorizer;
import io.releaseconductor.spi.DeploymentListener;
import io.releaseconductor.spi.MetricSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All that a node calls and that is somebody else's, but for the store and the checks. Thread-safe. */
final class Callbacks {

    private static final Logger LOG = LoggerFactory.getLogger(Callbacks.class);

    private final Threads threads;
    private final Callback workflows;
    private final Callback chat;
    private final Callback alerts;
    private final @Nullable Callback changes;
    private final @Nullable Callback refs;
    private final @Nullable Callback metrics;
    private final Map<String, Callback> admissions = new TreeMap<>();
    private final Callback preflight = new Callback("pre-flight");
    private final Callback verifications = new Callback("verifications");
    private final Callback parts = new Callback("health of parts");
    private final IdentityHashMap<Authorizer, Callback> authorizers = new IdentityHashMap<>();
    private final List<Feed> feeds = new ArrayList<>();

    /** @param caughtUp told when a listener has been told all that there was to tell */
    Callbacks(EngineParts given, Runnable caughtUp) {
        this.threads = given.threads();
        Map<String, Integer> names = new HashMap<>();
        this.workflows = new Callback(name(names, "workflows", given.workflows()));
        this.chat = new Callback(name(names, "chat", given.chat()));
        this.alerts = new Callback(name(names, "alert sink", given.alerts()));
        this.changes = given.looksUpChanges() ? new Callback(name(names, "change log", given.changes())) : null;
        this.refs = given.knowsRefs() ? new Callback(name(names, "refs", given.refs())) : null;
        this.metrics =
                given.metrics() == MetricSource.NONE ? null : new Callback(name(names, "metrics", given.metrics()));
        given.admissions()
                .forEach((rule, each) -> admissions.put(rule, new Callback(name(names, "rule " + rule, each))));
        given.environments().values().stream()
                .map(ResolvedSettings::authorizer)
                .forEach(a -> authorizers.computeIfAbsent(a, key -> new Callback(name(names, "authorizer", key))));
        for (DeploymentListener listener : given.listeners()) {
            feeds.add(new Feed(listener, new Callback(name(names, "listener", listener)), threads, caughtUp));
        }
    }

    private static String name(Map<String, Integer> names, String role, Object given) {
        String type = given.getClass().getName();
        int generated = type.indexOf("$$");
        String name = role + " " + (generated < 0 ? type : type.substring(0, generated));
        int number = names.merge(name, 1, Integer::sum);
        return number == 1 ? name : name + " #" + number;
    }

    Callback workflows() {
        return workflows;
    }

    Callback chat() {
        return chat;
    }

    Callback alerts() {
        return alerts;
    }

    Callback changes() {
        return changes == null ? new Callback("change log") : changes;
    }

    Callback refs() {
        return refs == null ? new Callback("refs") : refs;
    }

    Callback metrics() {
        return metrics == null ? new Callback("metrics") : metrics;
    }

    Callback admission(String rule) {
        Callback known = admissions.get(rule);
        return known == null ? new Callback("rule " + rule) : known;
    }

    Callback parts() {
        return parts;
    }

    Callback authorizer(Authorizer authorizer) {
        Callback known = authorizers.get(authorizer);
        return known == null ? new Callback("authorizer") : known;
    }

    /** What a step calls. */
    Callback of(Step step) {
        if (step instanceof Step.Announce) {
            return chat;
        }
        if (step instanceof Step.SendAlert) {
            return alerts;
        }
        if (step instanceof Step.LookUpChange) {
            return changes();
        }
        if (step instanceof Step.AskAdmission) {
            return preflight;
        }
        if (step instanceof Step.OfMetrics) {
            return metrics();
        }
        return step instanceof Step.OfChecks ? verifications : workflows;
    }

    /** Has every listener told, whatever happens. */
    void tell(@Nullable Deployment before, @Nullable DeploymentEvent event, Deployment after) {
        for (Feed feed : feeds) {
            try {
                feed.tell(before, event, after);
            } catch (Throwable e) {
                Survivors.unlessItIsTheEnd(threads, e);
                feed.callback().lost();
                LOG.error("{}: {} is not told", after.id(), feed.callback().name(), e);
            }
        }
    }

    void watch() {
        feeds.forEach(Feed::watch);
    }

    /** How many changes listeners are still to be told, those included that they are being told. */
    int waiting() {
        return feeds.stream().mapToInt(Feed::waiting).sum();
    }

    /** What is called of what was given once: those that are always there, then those that may be. */
    private List<Callback> ports() {
        return Stream.concat(
                        Stream.of(workflows, chat, alerts, changes, refs, metrics)
                                .flatMap(Stream::ofNullable),
                        admissions.values().stream())
                .toList();
    }

    List<Callback> all() {
        List<Callback> all = new ArrayList<>(ports());
        all.add(verifications);
        all.add(preflight);
        all.addAll(authorizers.values());
        feeds.forEach(feed -> all.add(feed.callback()));
        all.add(parts);
        return all;
    }

    List<CallbackHealth> health() {
        List<CallbackHealth> health = new ArrayList<>();
        ports().forEach(each -> health.add(each.health(0)));
        authorizers.values().forEach(each -> health.add(each.health(0)));
        feeds.forEach(feed -> health.add(feed.health()));
        return health;
    }
}
