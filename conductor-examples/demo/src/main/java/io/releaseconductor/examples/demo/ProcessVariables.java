package io.releaseconductor.examples.demo;

import io.releaseconductor.config.Variables;
import io.releaseconductor.model.Environment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The environment variables of the process. Most hold in the demo as they do elsewhere. Those that make no sense in it are left out, and
 * it says which and why.
 */
final class ProcessVariables {

    private static final String ENVIRONMENTS = "SHIP_ENVIRONMENTS";
    private static final String FORMAT = "SHIP_FORMAT";

    /** As patterns, with the suffixes of environments. */
    private static final Map<String, String> NOWHERE = ordered(
            "DISCORD_.*",
            "cards are shown here",
            "JDBC_.*",
            "state is kept in a file, or in Redis",
            "SHIP_STATE",
            DemoFolder.VARIABLE + " names the folder",
            "SHIP_LOG_LEVEL",
            "-Ddemo.log is for that",
            "SHIP_WEBHOOK_PORT|SHIP_HTTP_(PORT|BIND|METRICS_PORT)",
            "nothing listens for webhooks, probes and Prometheus here",
            "SHIP_ALERT_(LOG|WEBHOOK_URL|WEBHOOK_SECRET)",
            "alerts are shown here",
            "SHIP_AUDIT_KEY",
            "audit trails are exported by the bot",
            ENVIRONMENTS + "|SHIP_BLUE_GREEN(_.*)?",
            "there are staging and prod, and neither is blue-green",
            "INCIDENT_(URL|AUTHORIZATION)",
            "a command tells of incidents here: " + Incidents.VARIABLE,
            "SHIP_BASELINE_VERSION(_.*)?",
            "that is for the bot",
            "SHIP_BROWSER(_.*)?",
            "only the bot looks with a real browser",
            "PROMETHEUS_URL(_.*)?",
            "the applications on this machine have a Prometheus of their own");

    private static final Map<String, String> NOT_ON_THIS_MACHINE = ordered(
            "FRONTEND_BASE_URL.*|VITE_API_BASE.*|SHIP_LOGIN_(USER|PASSWORD)(_STAGING|_PROD)?",
            "the checks look at the applications on this machine",
            "SHIP_REF",
            "the workflows on this machine know no branches");

    private static final Map<String, String> FORMAT_ONE = ordered(FORMAT, "the waves of the demo need 2");

    private final Map<String, String> holding;
    private final Map<String, Set<String>> leftOut = new LinkedHashMap<>();

    private ProcessVariables(Map<String, String> process, List<Map<String, String>> reasons) {
        Map<String, String> left = new TreeMap<>(process);
        left.values().removeIf(String::isBlank);
        reasons.forEach(each -> each.forEach((names, why) -> leaveOut(left, Pattern.compile(names), why)));
        this.holding = Map.copyOf(left);
    }

    /** Those for workflows and applications on this machine. */
    static ProcessVariables onThisMachine(Map<String, String> process) {
        List<Map<String, String>> reasons = new ArrayList<>(List.of(elsewhere(process), NOWHERE, NOT_ON_THIS_MACHINE));
        if (!process.getOrDefault(FORMAT, "").equals("2")) {
            reasons.add(FORMAT_ONE);
        }
        return new ProcessVariables(process, reasons);
    }

    /** Those for a repository at GitHub, and for whatever it deploys. */
    static ProcessVariables onGitHub(Map<String, String> process) {
        return new ProcessVariables(process, List.of(elsewhere(process), NOWHERE));
    }

    /** Those of environments that only the bot has. */
    private static Map<String, String> elsewhere(Map<String, String> process) {
        Map<String, String> reasons = new LinkedHashMap<>();
        Arrays.stream(process.getOrDefault(ENVIRONMENTS, "").split("[,\\s]+"))
                .filter(name -> name.matches("[a-z][a-z0-9-]{0,31}"))
                .filter(name -> !name.equals("staging") && !name.equals("prod"))
                .forEach(name -> reasons.put(
                        "[A-Z_]+_" + new Environment(name).variableSuffix(),
                        "there is no environment " + name + " here"));
        return reasons;
    }

    private void leaveOut(Map<String, String> variables, Pattern names, String why) {
        Set<String> found = new TreeSet<>();
        variables.keySet().stream()
                .filter(name -> names.matcher(name).matches())
                .forEach(found::add);
        variables.keySet().removeAll(found);
        if (!found.isEmpty()) {
            leftOut.computeIfAbsent(why, none -> new LinkedHashSet<>()).addAll(found);
        }
    }

    /** Those that hold. */
    Map<String, String> holding() {
        return holding;
    }

    /** Those that hold, and what the demo sets where they say nothing. */
    Variables with(Map<String, String> defaults) {
        Map<String, String> all = new HashMap<>(defaults);
        all.putAll(holding);
        return Variables.of(all);
    }

    /** Lines for people that say which hold and which do not, each ended; empty where there are none. */
    String told() {
        String held = holding.keySet().stream()
                .filter(name -> name.startsWith("SHIP_"))
                .sorted()
                .collect(Collectors.joining(", "));
        return (held.isEmpty() ? "" : "Your variables hold: " + held + ".\n")
                + leftOut.entrySet().stream()
                        .map(each -> "Not used here: " + String.join(", ", each.getValue()) + ", since " + each.getKey()
                                + ".\n")
                        .collect(Collectors.joining());
    }

    private static Map<String, String> ordered(String... namesAndReasons) {
        Map<String, String> ordered = new LinkedHashMap<>();
        for (int i = 0; i < namesAndReasons.length; i += 2) {
            ordered.put(namesAndReasons[i], namesAndReasons[i + 1]);
        }
        return ordered;
    }
}
