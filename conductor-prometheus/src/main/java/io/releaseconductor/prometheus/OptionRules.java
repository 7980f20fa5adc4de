package io.releaseconductor.prometheus;

import io.releaseconductor.config.Problems;
import io.releaseconductor.config.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What {@link PrometheusOptions} have to hold. Whoever asks says what the value is called. */
final class OptionRules {

    static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(1);
    static final Duration LONGEST_INTERVAL = Duration.ofMinutes(2);
    static final Duration LONGEST_LAG = Duration.ofMinutes(5);
    static final Duration SHORTEST_SLOW = Duration.ofMillis(1);
    static final Duration LONGEST_SLOW = Duration.ofMinutes(10);

    private static final Duration LONGEST_CALL = Duration.ofSeconds(25);
    private static final Pattern NAME = Pattern.compile("(?=.{1,32}\\z)[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final Pattern HEADER = Pattern.compile("[\\x21-\\x7e]+");
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private OptionRules() {}

    static void url(String field, URI url, PrometheusOptions.Access access, Problems problems) {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        String host = url.getHost() == null ? "" : url.getHost().toLowerCase(Locale.ROOT);
        boolean http = scheme.equals("http") || scheme.equals("https");
        boolean plain = url.getRawUserInfo() == null && url.getRawQuery() == null && url.getRawFragment() == null;
        if (!http || host.isEmpty() || !plain || url.toString().endsWith("/")) {
            problems.add(
                    field + ": it is not allowed; allowed: an http or https URL with a host, and without user, query,"
                            + " fragment and a slash at its end, such as https://prometheus.example.com");
        } else if (scheme.equals("http") && access.hasSecret() && !THIS_MACHINE.contains(host)) {
            problems.add(
                    field + ": \"" + url + "\" is not allowed; allowed: https, since a token or password travels along;"
                            + " http for this machine only");
        }
    }

    static void access(
            @Nullable Secret token,
            @Nullable String user,
            @Nullable Secret password,
            @Nullable Path certificate,
            @Nullable Path key,
            Problems problems) {
        if (token != null && user != null) {
            problems.add("PROMETHEUS_TOKEN and PROMETHEUS_USER are both set; allowed: one of them");
        }
        if ((user == null) != (password == null)) {
            problems.add((user == null ? "PROMETHEUS_USER" : "PROMETHEUS_PASSWORD")
                    + " is not set; allowed: PROMETHEUS_USER and PROMETHEUS_PASSWORD, or neither");
        }
        if ((certificate == null) != (key == null)) {
            problems.add((key == null ? "PROMETHEUS_CLIENT_KEY" : "PROMETHEUS_CLIENT_CERTIFICATE")
                    + " is not set; allowed: PROMETHEUS_CLIENT_CERTIFICATE and PROMETHEUS_CLIENT_KEY, or neither");
        }
        if (token != null && !HEADER.matcher(token.reveal()).matches()) {
            problems.add("PROMETHEUS_TOKEN can be no token; allowed: letters, digits and signs without spaces");
        }
        if (user != null && user.contains(":")) {
            problems.add("PROMETHEUS_USER: \"" + user + "\" is not allowed; allowed: a name without a colon");
        }
    }

    static boolean selector(String field, String text, Problems problems) {
        try {
            SelectorParser.labels(text).matchers().forEach(matcher -> placeholders(field, matcher, problems));
            return true;
        } catch (SelectorParser.SyntaxException e) {
            problems.add(field + ": \"" + text + "\" is not allowed: " + e.getMessage()
                    + "; allowed: conditions on labels, such as job=\"shop\",track=\"canary\"");
            return false;
        }
    }

    static boolean selectorOfSome(String field, String text, Problems problems) {
        boolean well = selector(field, text, problems);
        if (well && parsed(text).matchers().isEmpty()) {
            problems.add(field + ": \"" + text + "\" selects all there is; allowed: at least one condition, such as"
                    + " track=\"canary\"");
            return false;
        }
        return well;
    }

    private static void placeholders(String field, LabelMatcher matcher, Problems problems) {
        Matcher found = Sides.PLACEHOLDER.matcher(matcher.value());
        while (found.find()) {
            if (!Sides.PLACEHOLDERS.contains(found.group(1))) {
                problems.add(field + ": " + found.group() + " is not allowed; allowed: $"
                        + String.join(", $", Sides.PLACEHOLDERS));
            }
        }
    }

    static void metrics(Map<String, String> metrics, Problems problems) {
        metrics.forEach((name, share) -> {
            name("metric", name, problems);
            share("metric " + name, share, problems);
        });
    }

    static boolean name(String field, String name, Problems problems) {
        if (!NAME.matcher(name).matches()) {
            problems.add(field + ": \"" + name + "\" is not allowed as a name; allowed: 1 to 32 characters: a small"
                    + " letter, then small letters, digits and inner hyphens");
            return false;
        }
        return true;
    }

    static boolean share(String field, String text, Problems problems) {
        try {
            for (Selector selector : SelectorParser.share(text)) {
                for (LabelMatcher matcher : selector.matchers()) {
                    if (Sides.PLACEHOLDER.matcher(matcher.value()).find()) {
                        problems.add(
                                field + ": \"" + matcher + "\" is not allowed; allowed: values without $, since the"
                                        + " sides are told apart by PROMETHEUS_CANARY and PROMETHEUS_STABLE");
                        return false;
                    }
                }
            }
            return true;
        } catch (SelectorParser.SyntaxException e) {
            problems.add(field + ": \"" + text + "\" is not allowed: " + e.getMessage()
                    + "; allowed: two counters, what is bad / all there is, such as orders_total{outcome=\"failed\"} /"
                    + " orders_total");
            return false;
        }
    }

    static void times(Duration interval, Duration lag, Duration slow, Duration call, Problems problems) {
        within("scrapeInterval", interval, SHORTEST_INTERVAL, LONGEST_INTERVAL, problems);
        within("lag", lag, Duration.ZERO, LONGEST_LAG, problems);
        within("slow", slow, SHORTEST_SLOW, LONGEST_SLOW, problems);
        within("callTimeout", call, Duration.ofSeconds(1), LONGEST_CALL, problems);
    }

    private static void within(String field, Duration value, Duration least, Duration most, Problems problems) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            problems.add(field + ": " + value.toMillis() + " ms is not allowed; allowed: " + least.toMillis() + " to "
                    + most.toMillis() + " ms");
        }
    }

    /** A selector that is known to be one. */
    static Selector parsed(String text) {
        try {
            return SelectorParser.labels(text);
        } catch (SelectorParser.SyntaxException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** A metric that is known to be one. */
    static Rule rule(String share) {
        try {
            List<Selector> both = SelectorParser.share(share);
            return new Rule(both.get(0), both.get(1), null);
        } catch (SelectorParser.SyntaxException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
