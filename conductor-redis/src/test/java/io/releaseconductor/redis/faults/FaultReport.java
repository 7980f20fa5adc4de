package io.releaseconductor.redis.faults;

import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the store and the CI service's log say at the end.
 *
 * @param disk how Redis writes to its disk
 * @param forgotten those of which Redis had written something that it forgot when it was killed
 * @param asked how many deployments were asked for, one for each environment
 * @param inFlight how many were in flight when the faults began
 * @param shipped those that a node said it had stored
 * @param known those of which there is a history entry
 * @param stored the records of these
 * @param taken the environments whose place is taken
 * @param runs the runs that the CI service started
 * @param requests how many requests to start a run arrived there for each attempt
 * @param changes the decisions and verdicts that nodes said they had saved, each revision once
 * @param done how many people were told that they had decided a deployment
 * @param retried those that needed attention and of which the CI service had no run, so that a person asked for another attempt,
 *     with the reason
 * @param givenUp those that needed attention although the CI service had their run, so that a person gave up, with the reason
 * @param faults how often what was done
 * @param busy how many requests the CI service refused for now
 * @param lost how many answers to requests it lost
 * @param took how long all of it took
 */
record FaultReport(
        FaultRun.Disk disk,
        Set<DeployId> forgotten,
        int asked,
        int inFlight,
        Set<DeployId> shipped,
        List<DeployId> known,
        List<Deployment> stored,
        List<Environment> taken,
        List<FakeCi.Run> runs,
        Map<String, Integer> requests,
        List<String> changes,
        Map<DeployId, Integer> done,
        Map<DeployId, String> retried,
        Map<DeployId, String> givenUp,
        Map<String, Integer> faults,
        int busy,
        int lost,
        Duration took) {

    /** {@return what was lost: told as stored, or with history, and not there; or not where it was to end} */
    List<String> lostDeployments() {
        List<String> found = new ArrayList<>();
        Set<DeployId> there = stored.stream().map(Deployment::id).collect(Collectors.toSet());
        Set<DeployId> expected = new HashSet<>(known);
        expected.addAll(shipped);
        expected.stream().filter(id -> !there.contains(id)).forEach(id -> found.add(id + " is not there"));
        stored.stream()
                .filter(d -> d.status() != Plot.of(d.environment()).end() && !givenUp.containsKey(d.id()))
                .forEach(d -> found.add(d.id() + " ended as " + d.status() + " " + d.failure()));
        long environments =
                stored.stream().map(Deployment::environment).distinct().count();
        if (environments != asked) {
            found.add(environments + " environments have a deployment");
        }
        return found;
    }

    /** {@return attempts that were sent more than once, and phases of deployments with more than one run} */
    List<String> dispatchedTwice() {
        List<String> found = new ArrayList<>();
        requests.forEach((key, count) -> addTwice(found, key + " requested", count));
        found.addAll(workedTwice(runs));
        return found;
    }

    /** {@return phases that deploy or promote and have more than one run that was not refused; a rollback may be repeated} */
    List<String> deployedTwice() {
        return workedTwice(runs.stream().filter(run -> !run.isRollback()).toList());
    }

    private static List<String> workedTwice(List<FakeCi.Run> runs) {
        List<String> found = new ArrayList<>();
        runs.stream()
                .filter(run -> !run.refused())
                .collect(Collectors.groupingBy(
                        FakeCi.Run::step, Collectors.mapping(FakeCi.Run::toString, Collectors.toList())))
                .forEach((step, of) -> addTwice(found, step + " run (" + String.join(", then ", of) + ")", of.size()));
        return found;
    }

    /** {@return deployments that were decided more than once, by what nodes saved, by what people were told, and by the record} */
    List<String> decidedTwice() {
        List<String> found = new ArrayList<>();
        counted(changes.stream()
                        .map(change -> change.substring(0, change.indexOf(" @")))
                        .toList())
                .forEach((change, count) -> addTwice(found, change, count));
        done.forEach((id, count) -> addTwice(found, id + " told as done", count));
        stored.stream()
                .filter(d -> d.promotion() != null && d.rollback() != null)
                .forEach(d -> found.add(d.id() + " was promoted and rolled back"));
        return found;
    }

    /** {@return of what went wrong, what no forgotten write explains} */
    List<String> unexplained(List<String> found) {
        return found.stream()
                .filter(each ->
                        forgotten.stream().noneMatch(id -> each.startsWith(id + " ") || each.startsWith(id + "/")))
                .toList();
    }

    private String reasons() {
        List<String> all = new ArrayList<>(retried.values());
        givenUp.values().forEach(reason -> all.add("started: " + reason));
        return counted(all.stream()
                        .map(reason -> reason.replaceAll("ship-[a-z0-9-]+", "…"))
                        .toList())
                .entrySet()
                .stream()
                .map(e -> "%n                      %d × %s".formatted(e.getValue(), e.getKey()))
                .collect(Collectors.joining());
    }

    private static Map<String, Long> counted(List<String> all) {
        return all.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    private static void addTwice(List<String> found, String what, long count) {
        if (count > 1) {
            found.add(what + " " + count + " times");
        }
    }

    private String counted(List<String> found, String how) {
        int unexplained = unexplained(found).size();
        int explained = found.size() - unexplained;
        return unexplained + (explained == 0 ? "" : "; of forgotten ones " + explained + " (" + how + ")");
    }

    String text() {
        String done = faults.entrySet().stream()
                .map(e -> e.getKey() + " " + e.getValue())
                .collect(Collectors.joining(", "));
        long sent = requests.values().stream().mapToInt(count -> count).sum();
        return """

                Fault run on Redis (%s): %d deployments in %d environments on 3 nodes, %d in flight when it began, %.1f s
                  done to it:         %s
                  the CI service:     %d requests for %d attempts, %d refused for now, %d answers lost; %d runs
                  needed attention:   %d not started, a person retried; %d started, a person gave up%s
                  forgotten by Redis: the newest writes of %d deployments
                  lost:               %s
                  dispatched twice:   %s
                  decided twice:      %s
                  places left taken:  %d
                """.formatted(
                        disk,
                        stored.size(),
                        asked,
                        inFlight,
                        took.toMillis() / 1000.0,
                        done,
                        sent,
                        requests.size(),
                        busy,
                        lost,
                        runs.size(),
                        retried.size(),
                        givenUp.size(),
                        reasons(),
                        forgotten.size(),
                        counted(lostDeployments(), "not where they were to end"),
                        counted(dispatchedTwice(), "refused by the workflow"),
                        counted(decidedTwice(), "decided anew"),
                        taken.size());
    }
}
