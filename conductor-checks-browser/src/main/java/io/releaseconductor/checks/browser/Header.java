package io.releaseconductor.checks.browser;

import io.releaseconductor.config.Secret;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A header by which whatever is in front of an application sends a request to its canary. Prints without its value, which may be a secret.
 *
 * @param name its name
 * @param value its value
 */
record Header(String name, Secret value) {

    static final String ALLOWED = "NAME: VALUE, such as X-Canary: 1";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,200}");
    private static final Pattern VALUE = Pattern.compile("[\\x21-\\x7E](?:[\\x20-\\x7E]{0,4094}[\\x21-\\x7E])?");

    /** A header as it is written; empty if it is not written so. */
    static Optional<Header> parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        String name = text.substring(0, colon).strip();
        String value = text.substring(colon + 1).strip();
        return NAME.matcher(name).matches() && VALUE.matcher(value).matches()
                ? Optional.of(new Header(name, new Secret(value)))
                : Optional.empty();
    }

    Header at(String target) {
        return new Header(name, new Secret(value.reveal().replace(BrowserCanary.TARGET, target)));
    }

    boolean isCookie() {
        return name.equalsIgnoreCase("cookie");
    }

    /** {@return the cookies in it, each with its name and its value} */
    List<List<String>> cookies() {
        return Arrays.stream(value.reveal().split(";"))
                .map(cookie -> cookie.strip().split("=", 2))
                .filter(cookie -> cookie.length == 2)
                .map(List::of)
                .toList();
    }

    /** {@return the name alone} */
    @Override
    public String toString() {
        return "Header[" + name + "]";
    }
}
