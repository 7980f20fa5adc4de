package io.releaseconductor.spring;

import io.releaseconductor.Conductor;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.HistoryFilter;
import io.releaseconductor.json.DeploymentJson;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;

/**
 * What is shipped now and what was, at {@code /actuator/releaseconductor}, in the words of {@code docs/state.md}. It changes nothing.
 */
@Endpoint(id = "releaseconductor")
final class ReleaseConductorEndpoint {

    static final int USUAL = 20;
    static final int MOST = 200;

    /** What of a record tells at a glance where it stands; the rest is told of one deployment at a time. */
    private static final Set<String> AT_A_GLANCE = Set.of(
            "deploy_id",
            "env",
            "strategy",
            "version",
            "status",
            "status_since",
            "initiated_by",
            "initiated_by_name",
            "initiated_at",
            "workflow_run_url",
            "due_at");

    private final Map<String, Conductor> conductors;
    private final DeploymentJson json = new DeploymentJson();

    /** Of one conductor or several, by their names. */
    ReleaseConductorEndpoint(Map<String, Conductor> conductors) {
        this.conductors = Map.copyOf(conductors);
    }

    @ReadOperation
    Map<String, Object> deployments(
            @Nullable String conductor,
            @Nullable String environment,
            @Nullable String status,
            @Nullable Integer limit) {
        Conductor one = named(conductor);
        HistoryFilter filter =
                HistoryFilter.ALL.in(environment(one, environment)).withStatuses(statuses(status));
        int most = limit == null ? USUAL : limit;
        if (most < 1 || most > MOST) {
            throw refused("limit", String.valueOf(most), "1 to " + MOST);
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("under_way", underWay(one, filter));
        answer.put(
                "history",
                one.history(filter)
                        .limit(most)
                        .map(json::writeHistory)
                        .map(JsonTree::of)
                        .toList());
        return answer;
    }

    /** {@return the record; null, which is answered with 404, if there is none of this id} */
    @ReadOperation
    @Nullable
    Map<String, Object> deployment(@Selector String id, @Nullable String conductor) {
        return DeployId.parse(id)
                .flatMap(named(conductor)::find)
                .map(json::write)
                .map(JsonTree::of)
                .orElse(null);
    }

    /** The one of a name, which only one that is alone can do without. */
    private Conductor named(@Nullable String name) {
        Conductor found = name == null && conductors.size() == 1
                ? conductors.values().iterator().next()
                : conductors.get(String.valueOf(name));
        if (found == null) {
            throw refused("conductor", String.valueOf(name), new TreeSet<>(conductors.keySet()).toString());
        }
        return found;
    }

    private List<Map<String, Object>> underWay(Conductor conductor, HistoryFilter filter) {
        return conductor.environments().stream()
                .filter(each ->
                        filter.environment() == null || filter.environment().equals(each))
                .flatMap(each -> conductor.holder(each).stream())
                .filter(each -> filter.statuses().isEmpty() || filter.statuses().contains(each.status()))
                .map(json::write)
                .map(JsonTree::of)
                .map(ReleaseConductorEndpoint::atAGlance)
                .toList();
    }

    private static Map<String, Object> atAGlance(Map<String, Object> record) {
        Map<String, Object> some = new LinkedHashMap<>(record);
        some.keySet().retainAll(AT_A_GLANCE);
        return some;
    }

    private static @Nullable Environment environment(Conductor conductor, @Nullable String name) {
        if (name == null) {
            return null;
        }
        return conductor.environments().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> refused("environment", name, String.valueOf(conductor.environments())));
    }

    private static Set<DeploymentStatus> statuses(@Nullable String name) {
        if (name == null) {
            return Set.of();
        }
        return Arrays.stream(DeploymentStatus.values())
                .filter(each -> word(each).equals(name))
                .findFirst()
                .map(Set::of)
                .orElseThrow(() -> refused(
                        "status",
                        name,
                        String.valueOf(Arrays.stream(DeploymentStatus.values())
                                .map(ReleaseConductorEndpoint::word)
                                .toList())));
    }

    private static String word(DeploymentStatus status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    private static InvalidEndpointRequestException refused(String name, String value, String allowed) {
        String reason = name + ": \"" + value + "\" is not allowed; allowed: " + allowed;
        return new InvalidEndpointRequestException(reason, reason);
    }
}
