package io.releaseconductor.checks;

import io.releaseconductor.config.Secret;
import io.releaseconductor.model.Reach;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A header by which whatever is in front of an application sends a request to its canary, such as {@code X-Canary: 1}. Immutable; it
 * prints without its value, which may be a secret.
 *
 * @param name its name
 * @param value its value, in which <code>{target}</code> stands for the name of a wave's target
 */
public record RoutingHeader(String name, Secret value) {

    static final String ALLOWED =
            "NAME: VALUE, such as X-Canary: 1, with printable ASCII characters, at most 4096 in the value";

    private static final String COOKIE = "cookie";

    /** What says how a message is sent or what is in it, and what the checks set themselves. */
    private static final Set<String> FORBIDDEN = Set.of(
            "accept",
            "accept-encoding",
            "authorization",
            "connection",
            "content-encoding",
            "content-length",
            "content-md5",
            "content-type",
            "expect",
            "host",
            "http2-settings",
            "if-match",
            "if-modified-since",
            "if-none-match",
            "if-range",
            "if-unmodified-since",
            "keep-alive",
            "origin",
            "proxy-authorization",
            "proxy-connection",
            "range",
            "referer",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "user-agent");

    /**
     * Validates.
     *
     * @throws IllegalArgumentException if name or value is not allowed: names all that is wrong, and never the value
     */
    public RoutingHeader {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(value, "value");
        List<String> problems = problems(name, value.reveal());
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(
                    "routing header: " + String.join(", and ", problems) + "; allowed: " + ALLOWED);
        }
    }

    /**
     * A header as it is written.
     *
     * @param text the name, a colon and the value
     * @return the header
     * @throws IllegalArgumentException if it is not written so, or is not allowed: names all that is wrong, and never the text
     */
    public static RoutingHeader of(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("routing header: there is no colon in it; allowed: " + ALLOWED);
        }
        return new RoutingHeader(
                withoutBlanks(text.substring(0, colon)), new Secret(withoutBlanks(text.substring(colon + 1))));
    }

    private static String withoutBlanks(String text) {
        return text.replaceFirst("^[ \\t]+", "").replaceFirst("[ \\t]+$", "");
    }

    private static List<String> problems(String name, String value) {
        List<String> problems = new ArrayList<>();
        if (!Require.HEADER.matcher(name).matches()) {
            problems.add("its name is not one of a header");
        } else if (FORBIDDEN.contains(name.toLowerCase(Locale.ROOT))) {
            problems.add("requests have a " + name + " of their own");
        }
        if (value.isEmpty()) {
            problems.add("its value is empty");
        } else if (!Require.HEADER_VALUE.matcher(value).matches()) {
            problems.add("its value is too long, or holds characters that are not allowed");
        }
        return problems;
    }

    /** What is sent while a wave is verified; empty if it speaks of a target and the wave has none. */
    Optional<RoutingHeader> at(Reach reach) {
        String text = value.reveal();
        if (!text.contains(CanaryAddress.TARGET)) {
            return Optional.of(this);
        }
        return reach instanceof Reach.Target target
                ? Optional.of(new RoutingHeader(name, new Secret(text.replace(CanaryAddress.TARGET, target.name()))))
                : Optional.empty();
    }

    /** Whether it joins the cookies of a request, where it has some. */
    boolean isCookie() {
        return name.toLowerCase(Locale.ROOT).equals(COOKIE);
    }

    /** {@return the name alone} */
    @Override
    public String toString() {
        return "RoutingHeader[" + name + "]";
    }
}
