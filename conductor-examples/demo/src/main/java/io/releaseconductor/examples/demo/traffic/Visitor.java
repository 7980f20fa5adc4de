package io.releaseconductor.examples.demo.traffic;

import io.releaseconductor.examples.demo.app.SmallApplication;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who uses an application: opens the homepage, and more often looks at orders. Asks for nothing else, since some faults count
 * the requests to other addresses. Asks once: a client that asks again by itself when it was hung up on, as that of the JDK does, would
 * see less than the application has counted. Used by one thread at a time.
 */
public final class Visitor {

    private static final List<String> PATHS = List.of(
            "/", SmallApplication.ORDERS, SmallApplication.ORDERS, SmallApplication.ORDERS, SmallApplication.ORDERS);

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3})( .*)?");

    private static final int PATIENCE = Math.toIntExact(Duration.ofSeconds(2).toMillis());

    private final URI base;
    private final Random whims;

    /**
     * A visitor who has not asked for anything yet.
     *
     * @param base where the application is reached, without a slash at the end
     * @param seed settles what is asked for, and in which order
     */
    public Visitor(URI base, long seed) {
        this.base = Objects.requireNonNull(base, "base");
        this.whims = new Random(seed);
    }

    /**
     * Asks for something, and waits for the answer, 2 seconds at most for each part of it.
     *
     * @return what came of it
     */
    public Visit visit() {
        String path = PATHS.get(whims.nextInt(PATHS.size()));
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(base.getHost(), base.getPort()), PATIENCE);
            socket.setSoTimeout(PATIENCE);
            String request =
                    "GET " + path + " HTTP/1.1\r\nHost: " + base.getAuthority() + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new Visit(path, status(socket));
        } catch (IOException e) {
            return new Visit(path, OptionalInt.empty());
        }
    }

    private static OptionalInt status(Socket socket) throws IOException {
        BufferedReader answer =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        @Nullable String first = answer.readLine();
        Matcher matcher = STATUS.matcher(first == null ? "" : first);
        // Whoever leaves before the end makes the application's side fail.
        answer.transferTo(Writer.nullWriter());
        return matcher.matches() ? OptionalInt.of(Integer.parseInt(matcher.group(1))) : OptionalInt.empty();
    }
}
