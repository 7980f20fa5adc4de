package io.releaseconductor.checks.browser;

import io.releaseconductor.config.Secret;
import io.releaseconductor.config.VariableReader;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Reads the options from variables: its own, and those by which the frontend check finds the page, so that both look at the same one. Every
 * problem is noted, and the default holds in its place.
 */
final class OptionsReader {

    static final String SWITCH = "SHIP_BROWSER";

    private static final String BASE = "FRONTEND_BASE_URL";
    private static final String PATH = "SHIP_FRONTEND_PATH";
    private static final String HEADER = "SHIP_CANARY_HEADER";

    private final VariableReader variables;

    OptionsReader(VariableReader variables) {
        this.variables = variables;
    }

    BrowserOptions read() {
        URI base = variables.endpoint(BASE);
        return BrowserOptions.at(page(base))
                .withStatus(variables.integer("SHIP_FRONTEND_STATUS", 200, 200, 599))
                .withCanary(canary(base))
                .withBrowser(browser())
                .withNoSandbox(variables.flag("SHIP_BROWSER_NO_SANDBOX", false))
                .withTimes(
                        variables.millis(
                                "SHIP_BROWSER_SETTLE_MS",
                                BrowserOptions.SETTLE,
                                Duration.ZERO,
                                BrowserOptions.LONGEST_SETTLE),
                        variables.millis(
                                "SHIP_BROWSER_TIMEOUT_MS",
                                BrowserOptions.TIME_LIMIT,
                                BrowserOptions.SHORTEST_LIMIT,
                                BrowserOptions.LONGEST_LIMIT))
                .withAllowed(list("SHIP_BROWSER_ALLOW", "\\|", Allowed::isValid, Allowed.RULE))
                .withOwnHosts(list("SHIP_BROWSER_OWN_HOSTS", ",", BrowserOptions::isHost, BrowserOptions.HOST_ALLOWED));
    }

    private URI page(URI base) {
        String path = variables.text(PATH, "/");
        HttpUrl page = HttpUrl.parse(path.startsWith("/") ? base + path : path);
        if (page != null && page.encodedUsername().isEmpty() && page.encodedFragment() == null) {
            return page.uri();
        }
        variables
                .problems()
                .add(variables.nameOf(PATH)
                        + " leads to no page for a browser; allowed: a path that begins with a slash, or an http or https"
                        + " URL, without user and fragment");
        return base;
    }

    private @Nullable BrowserCanary canary(URI base) {
        Optional<String> address = variables.endpointOfParts(BASE + "_CANARY", BrowserCanary.TARGET);
        Optional<Secret> header = variables.secret(HEADER);
        if (header.isPresent() && Header.parse(header.get().reveal()).isEmpty()) {
            variables
                    .problems()
                    .add(variables.nameOf(HEADER) + " cannot work as a header that a browser sends; allowed: "
                            + Header.ALLOWED);
            header = Optional.empty();
        }
        return address.isEmpty() && header.isEmpty()
                ? null
                : new BrowserCanary(base, address.orElse(null), header.orElse(null));
    }

    private @Nullable Path browser() {
        Optional<String> path = variables.text("SHIP_BROWSER_PATH");
        if (path.isPresent() && !path.get().startsWith("/")) {
            refuse("SHIP_BROWSER_PATH", path.get(), "the whole path of an executable, such as /usr/bin/chromium");
            return null;
        }
        return path.map(Path::of).orElse(null);
    }

    private List<String> list(String name, String separator, Predicate<String> isValid, String rule) {
        String text = variables.text(name).orElse("");
        boolean lower = !name.equals("SHIP_BROWSER_ALLOW");
        return Arrays.stream((lower ? text.toLowerCase(Locale.ROOT) : text).split(separator))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .filter(each -> {
                    if (!isValid.test(each)) {
                        refuse(name, each, rule);
                    }
                    return isValid.test(each);
                })
                .toList();
    }

    private void refuse(String name, String value, String rule) {
        variables.problems().add(variables.nameOf(name) + ": \"" + value + "\" is not allowed; allowed: " + rule);
    }
}
