package io.releaseconductor.checks.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Follows the scripts that a page asks for, and notices those that it does not get. Not thread-safe. */
final class ScriptRequests {

    private static final String SCRIPT = "Script";

    /** Why the browser does not run a script, in its own short words, and in ours. */
    private static final Map<String, String> BLOCKED = Map.of(
            "csp", "blocked by the Content-Security-Policy",
            "mixed-content", "plain http, asked for by an https page",
            "subresource-filter", "blocked by the browser's filter");

    private final Owner owner;

    /** The addresses by request and session. */
    private final Map<String, String> urls = new HashMap<>();

    /** What is fetched ahead of its use, if there is one. */
    private final Set<String> ahead = new HashSet<>();

    /** What was fetched ahead and is not there, with the reason, by address. */
    private final Map<String, String> lostAhead = new HashMap<>();

    private final Set<String> scripts = new HashSet<>();
    private final Set<String> told = new HashSet<>();

    ScriptRequests(Owner owner) {
        this.owner = owner;
    }

    void asked(Event event) {
        JsonNode params = event.params();
        if (params.path("type").asText().equals(SCRIPT)) {
            String url = params.path("request").path("url").asText();
            urls.put(key(event), url);
            scripts.add(url);
            if (params.path("request").path("isLinkPreload").asBoolean()) {
                ahead.add(key(event));
            }
        }
    }

    /** A script that was answered with something else. */
    Optional<Trouble> answered(Event event) {
        JsonNode response = event.params().path("response");
        int status = response.path("status").asInt();
        if (!event.params().path("type").asText().equals(SCRIPT) || status < 400) {
            return Optional.empty();
        }
        return trouble(event, response.path("url").asText(), "answered with " + status);
    }

    /** A script that did not arrive. */
    Optional<Trouble> failed(Event event) {
        JsonNode params = event.params();
        String url = urls.getOrDefault(key(event), "");
        if (!params.path("type").asText().equals(SCRIPT)
                || params.path("canceled").asBoolean()
                || url.isEmpty()) {
            return Optional.empty();
        }
        String blocked = params.path("blockedReason").asText();
        String cors = params.path("corsErrorStatus").path("corsError").asText();
        String error = params.path("errorText").asText();
        String why = !blocked.isEmpty()
                ? BLOCKED.getOrDefault(blocked, "blocked: " + Words.clean(blocked))
                : !cors.isEmpty() ? "not allowed from another origin: " + Words.clean(cors) : Words.clean(error);
        return trouble(event, url, why);
    }

    /** A script that arrived and is not run: its type, or that it was changed on the way. */
    Optional<Trouble> refused(String url, String why) {
        return scripts.contains(url) && told.add(url) ? Optional.of(trouble(url, why)) : Optional.empty();
    }

    /** A worker's script, or one that a policy forbids before it is asked for. */
    Optional<Trouble> blocked(String url) {
        return told.add(url) ? Optional.of(trouble(url, "blocked by the Content-Security-Policy")) : Optional.empty();
    }

    /** {@return whether there are scripts that are missing if the page uses them} */
    boolean hasLostAhead() {
        return !lostAhead.isEmpty();
    }

    /** Scripts that were fetched ahead in vain, and that the page uses: the browser does not ask for them once more. */
    List<Trouble> used(Set<String> addresses) {
        return lostAhead.entrySet().stream()
                .filter(lost -> addresses.contains(lost.getKey()) && told.add(lost.getKey()))
                .map(lost -> trouble(lost.getKey(), lost.getValue()))
                .toList();
    }

    private Optional<Trouble> trouble(Event event, String url, String why) {
        if (ahead.contains(key(event))) {
            lostAhead.putIfAbsent(url, why);
            return Optional.empty();
        }
        return told.add(url) ? Optional.of(trouble(url, why)) : Optional.empty();
    }

    private Trouble trouble(String url, String why) {
        return new Trouble(Trouble.Kind.SCRIPT, why, Place.of(url), owner.isOwn(url));
    }

    private static String key(Event event) {
        return event.session() + "/" + event.params().path("requestId").asText();
    }
}
