package io.releaseconductor.checks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What the words mean in which applications say how they are. */
final class HealthWords {

    private static final Map<String, Health> WORDS = new HashMap<>();

    /** Words that decide even when more follows, such as in {@code error: connection refused}. */
    private static final Set<String> TELLING = Set.of(
            "ok",
            "up",
            "healthy",
            "connected",
            "degraded",
            "down",
            "error",
            "failed",
            "failure",
            "unhealthy",
            "disconnected",
            "unavailable",
            "timeout");

    static {
        put(
                Health.UP,
                List.of(
                        "ok",
                        "okay",
                        "up",
                        "pass",
                        "passed",
                        "passing",
                        "healthy",
                        "connected",
                        "available",
                        "ready",
                        "alive",
                        "online",
                        "operational",
                        "green",
                        "success",
                        "successful",
                        "running",
                        "active",
                        "reachable",
                        "good",
                        "true",
                        "yes",
                        "fine",
                        "pong",
                        "serving",
                        "open",
                        "live"));
        put(
                Health.DEGRADED,
                List.of(
                        "degraded",
                        "warn",
                        "warning",
                        "partial",
                        "partially available",
                        "slow",
                        "yellow",
                        "impaired",
                        "limited",
                        "unstable",
                        "degraded performance",
                        "partial outage",
                        "reduced"));
        put(
                Health.DOWN,
                List.of(
                        "down",
                        "fail",
                        "failed",
                        "failing",
                        "failure",
                        "error",
                        "errored",
                        "unhealthy",
                        "disconnected",
                        "unavailable",
                        "offline",
                        "critical",
                        "red",
                        "outage",
                        "major outage",
                        "out of service",
                        "dead",
                        "unreachable",
                        "false",
                        "no",
                        "timeout",
                        "timed out",
                        "refused",
                        "closed",
                        "broken",
                        "lost",
                        "stopped",
                        "not serving",
                        "bad",
                        "ko",
                        "nok"));
        put(
                Health.UNKNOWN,
                List.of(
                        "unknown",
                        "disabled",
                        "skipped",
                        "n a",
                        "not configured",
                        "not applicable",
                        "not used",
                        "none",
                        "unused",
                        "not set",
                        "inactive"));
    }

    private HealthWords() {}

    private static void put(Health health, List<String> words) {
        words.forEach(word -> WORDS.put(word, health));
    }

    /** What a text, a truth value or anything else says; numbers say nothing, being latencies as often as states. */
    static Health of(JsonNode value) {
        if (value.isBoolean()) {
            return value.booleanValue() ? Health.UP : Health.DOWN;
        }
        return value.isTextual() ? of(value.textValue()) : Health.UNKNOWN;
    }

    static Health of(String text) {
        String words = normal(text);
        Health known = WORDS.get(words);
        if (known != null) {
            return known;
        }
        if (words.startsWith("not ")) {
            return Health.DOWN;
        }
        int end = words.indexOf(' ');
        String first = end < 0 ? words : words.substring(0, end);
        return TELLING.contains(first) ? WORDS.getOrDefault(first, Health.UNKNOWN) : Health.UNKNOWN;
    }

    /** Whether the word is one of ours, and so both understood and fit to be shown. */
    static boolean isKnown(String text) {
        return WORDS.containsKey(normal(text));
    }

    static String normal(String text) {
        String start = text.length() > 200 ? text.substring(0, 200) : text;
        return start.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", " ").strip();
    }
}
