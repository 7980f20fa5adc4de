package io.releaseconductor.examples.bot;

import io.releaseconductor.config.Problems;
import io.releaseconductor.config.VariableReader;
import io.releaseconductor.config.Variables;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the bot listens for HTTP.
 *
 * @param listener where for whoever supervises it and for deliveries, or null if it does not
 * @param metrics where for whoever collects metrics, the same port or one of their own, or null if it does not
 */
record HttpPart(@Nullable Listener listener, @Nullable Listener metrics) {

    static final int DEFAULT_PORT = 8080;

    private static final String PORT = "SHIP_HTTP_PORT";
    private static final String OLDER_PORT = "SHIP_WEBHOOK_PORT";
    private static final String METRICS_PORT = "SHIP_HTTP_METRICS_PORT";
    private static final String BIND = "SHIP_HTTP_BIND";
    private static final String SECRET = "GITHUB_WEBHOOK_SECRET";
    private static final int LARGEST_PORT = 65_535;
    private static final Pattern ADDRESS = Pattern.compile("localhost|[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9A-Fa-f:.]*:.*");

    /**
     * A port at an address of this machine's.
     *
     * @param variable what the port was named by, for messages
     * @param port the port; 0 for any that is free
     * @param bind the address; null for all that this machine has
     */
    record Listener(String variable, int port, @Nullable InetAddress bind) {

        InetSocketAddress address() {
            return bind == null ? new InetSocketAddress(port) : new InetSocketAddress(bind, port);
        }

        /** {@return where, for people} */
        String words() {
            return bind == null ? "port " + port : "port " + port + " of " + bind.getHostAddress();
        }
    }

    static HttpPart read(Variables variables, Problems problems) {
        VariableReader reader = variables.reader(problems);
        boolean webhook = reader.secret(SECRET).isPresent();
        boolean named = reader.text(PORT).isPresent();
        boolean olderNamed = reader.text(OLDER_PORT).isPresent();
        boolean metricsNamed = reader.text(METRICS_PORT).isPresent();
        int port = reader.integer(PORT, DEFAULT_PORT, 1, LARGEST_PORT);
        int older = reader.integer(OLDER_PORT, port, 1, LARGEST_PORT);
        int metricsPort = reader.integer(METRICS_PORT, port, 1, LARGEST_PORT);
        Optional<String> bind = reader.text(BIND);
        InetAddress address = bind.map(text -> address(text, problems)).orElse(null);
        if (olderNamed && !webhook) {
            problems.add(SECRET + " is not set, but " + OLDER_PORT + " is; allowed: both, or " + PORT
                    + " for a port without deliveries, since without a secret anybody could send them");
        } else if (olderNamed && named && port != older) {
            problems.add(PORT + " is " + port + " and " + OLDER_PORT + " is " + older
                    + ", and the bot listens on one port; unset " + OLDER_PORT);
        }
        if (bind.isPresent() && !named && !webhook && !olderNamed && !metricsNamed) {
            problems.add(BIND + " is set, and the bot listens nowhere; set " + PORT + " as well, or unset it");
        }
        Listener metrics = metricsNamed ? new Listener(METRICS_PORT, metricsPort, address) : null;
        if (!named && !webhook) {
            return new HttpPart(null, metrics);
        }
        return new HttpPart(
                olderNamed && !named ? new Listener(OLDER_PORT, older, address) : new Listener(PORT, port, address),
                metrics);
    }

    /** {@return whether metrics are read where all else is} */
    boolean sharesItsPort() {
        return listener != null && metrics != null && listener.port() == metrics.port();
    }

    /** {@return each port that is opened} */
    List<Listener> listeners() {
        return Stream.of(listener, sharesItsPort() ? null : metrics)
                .flatMap(Stream::ofNullable)
                .toList();
    }

    /** Without asking any name server. */
    private static @Nullable InetAddress address(String text, Problems problems) {
        try {
            if (ADDRESS.matcher(text).matches()) {
                return InetAddress.getByName(text);
            }
        } catch (UnknownHostException e) {
            // told below, as any other text that is no address
        }
        problems.add(BIND + ": \"" + text + "\" is not allowed; allowed: an IP address of this machine such as"
                + " 127.0.0.1, or 0.0.0.0 for all");
        return null;
    }
}
