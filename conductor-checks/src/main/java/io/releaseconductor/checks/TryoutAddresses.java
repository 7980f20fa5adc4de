package io.releaseconductor.checks;

import io.releaseconductor.config.Problems;
import io.releaseconductor.config.Variables;
import io.releaseconductor.http.Sites;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;

/** The addresses that a tryout was given: whether they are any, and where they lead. */
final class TryoutAddresses {

    private TryoutAddresses() {}

    /** What is wrong with them, each said once. */
    static List<String> problems(Map<String, String> addresses) {
        Set<String> wrong = new LinkedHashSet<>();
        addresses.forEach((variable, value) -> {
            Problems problems = new Problems();
            if (read(variable, value, problems).isEmpty()) {
                // a port is more often that of a machine nearby
                String meant = (value.indexOf(':') < 0 ? "https://" : "http://") + value.strip();
                boolean lacksScheme = !value.contains("://")
                        && read(variable, meant, new Problems()).isPresent();
                String told = problems.messages().isEmpty()
                        ? "An address is empty"
                        : problems.messages().get(0).replaceFirst("^" + variable + ":", "The address");
                wrong.add(told + (lacksScheme ? ". Perhaps " + meant + " is meant" : ""));
            }
        });
        return new ArrayList<>(wrong);
    }

    private static Optional<URI> read(String variable, String value, Problems problems) {
        return Variables.of(Map.of(variable, value)).reader(problems).url(variable);
    }

    /** The same, where they lead to another origin of the same site, such as from http to https: with that one. */
    static Map<String, String> led(Map<String, String> addresses, Trial trial, Duration limit)
            throws InterruptedException {
        Map<String, String> known = new LinkedHashMap<>();
        Map<String, String> led = new LinkedHashMap<>();
        for (Map.Entry<String, String> address : addresses.entrySet()) {
            String given = address.getValue();
            String before = known.get(given);
            String end = before == null ? led(address.getKey(), given, trial, limit) : before;
            known.put(given, end);
            led.put(address.getKey(), end);
        }
        return led;
    }

    private static String led(String variable, String given, Trial trial, Duration limit) throws InterruptedException {
        URI base = read(variable, given, new Problems()).orElse(null);
        HttpUrl from = base == null ? null : HttpUrl.get(base);
        HttpUrl end = base == null ? null : trial.end(base, limit);
        if (from == null || end == null || Sites.isSameOrigin(from, end)) {
            return given;
        }
        String path = from.encodedPath();
        return Sites.origin(end) + (path.equals("/") ? "" : path);
    }
}
