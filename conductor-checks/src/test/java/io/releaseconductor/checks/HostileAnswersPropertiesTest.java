package io.releaseconductor.checks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.check.CheckResult;
import io.releaseconductor.config.Secret;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A server that sends whatever it is given, HTTP or not, asked by all checks. */
@Label("To whatever a server answers, a check")
class HostileAnswersPropertiesTest {

    private static final Duration LIMIT = Duration.ofSeconds(2);

    /** Only ends a hang: what is shown is that a result comes, not how fast this machine is. */
    private static final Duration HANG = Duration.ofSeconds(60);

    private final Server server = Held.of(Server.class, Server::new);

    private List<CheckResult> results() {
        URI base = server.base();
        HttpLimits limits = HttpLimits.defaults().withTimeLimit(LIMIT).withMaxBodyBytes(64 * 1024);
        AuthOptions login = AuthOptions.at(base).withCredentials("u", new Secret("p"));
        BuiltInCheckOptions none = BuiltInCheckOptions.none().withLimits(limits);
        long start = System.nanoTime();
        List<CheckResult> results = List.of(
                Checks.run(none.withFrontend(FrontendOptions.at(base))),
                Checks.run(none.withApi(ApiOptions.at(base))),
                Checks.run(none.withAuth(login)),
                Checks.run(none.withSearch(SearchOptions.at(base))),
                Checks.run(none.withMedia(MediaOptions.at(base))));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(HANG);
        return results;
    }

    @Provide
    Arbitrary<byte[]> bytes() {
        return Arbitraries.bytes().array(byte[].class).ofMaxSize(300);
    }

    @Provide
    Arbitrary<byte[]> http() {
        Arbitrary<Integer> status = Arbitraries.oneOf(
                Arbitraries.of(200, 200, 200, 204, 301, 302, 304, 307, 401, 403, 404, 500, 503),
                Arbitraries.integers().between(100, 999));
        Arbitrary<String> header = Arbitraries.of(
                "Content-Type: text/html",
                "Content-Type: application/json",
                "Content-Type: text/html; charset=\u0001",
                "Content-Type: /;;;=",
                "Content-Encoding: gzip",
                "Content-Encoding: br",
                "Content-Length: 3",
                "Content-Length: -1",
                "Content-Length: 99999999999",
                "Transfer-Encoding: chunked",
                "Location: /",
                "Location: http://[",
                "Location: http://127.0.0.1:1/",
                "Location: http://169.254.169.254/",
                "Set-Cookie: a=b",
                "Set-Cookie: =; =;;; Max-Age=\u0000",
                "Set-Cookie: t=a.b.c; Domain=.; Expires=x",
                "Access-Control-Allow-Origin: *",
                ": no name",
                "no colon",
                "X-Content-Type-Options: nosniff");
        Arbitrary<String> body = Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(100),
                Arbitraries.of(
                                "<script src=/>",
                                "<script type=module src=/a integrity='sha384-!'>",
                                "<base href='http://['>",
                                "<meta http-equiv=refresh content='0;url=/'>",
                                "{",
                                "}",
                                "[",
                                "]",
                                ":",
                                "\"a\"",
                                ",",
                                "1e999",
                                "{\"status\":",
                                "{\"url\":\"http://127.0.0.1:1/?Signature=a&AWSAccessKeyId=b\"}",
                                "null",
                                "\u0000",
                                "<")
                        .list()
                        .ofMaxSize(12)
                        .map(parts -> String.join("", parts)));
        return Combinators.combine(status, header.list().ofMaxSize(6), body)
                .as((code, headers, text) -> ("HTTP/1.1 " + code + " x\r\n" + String.join("\r\n", headers)
                                + (headers.isEmpty() ? "" : "\r\n") + "\r\n" + text)
                        .getBytes(ISO_8859_1));
    }

    @Property(tries = 60)
    void has_a_result_for_any_bytes(@ForAll("bytes") byte[] answer) {
        server.answer = out -> out.write(answer);

        assertThat(results()).allSatisfy(result -> assertThat(result.message()).isNotBlank());
    }

    @Property(tries = 150)
    void has_a_result_for_any_status_headers_and_body(@ForAll("http") byte[] answer) {
        server.answer = out -> out.write(answer);

        assertThat(results()).allSatisfy(result -> assertThat(result.message()).isNotBlank());
    }

    @Example
    void reads_no_more_than_its_share_of_a_body_without_end() {
        server.answer = out -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n".getBytes(ISO_8859_1));
            byte[] piece = "<p>and on ".repeat(1000).getBytes(ISO_8859_1);
            while (true) {
                out.write(piece);
            }
        };

        assertThat(results().get(0).message()).isIn("No cache headers", "Very large page", "Slow response");
    }

    @Example
    void reads_no_more_than_its_share_of_what_is_around_a_body() {
        server.answer = out -> {
            out.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;".getBytes(ISO_8859_1));
            byte[] piece = "and on ".repeat(1000).getBytes(ISO_8859_1);
            while (true) {
                out.write(piece);
            }
        };

        assertThat(results()).allSatisfy(result -> assertThat(result.message()).isEqualTo("Answer too large"));
    }

    @Example
    void unpacks_no_more_than_its_share_of_what_is_packed() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            byte[] zeros = new byte[1024 * 1024];
            for (int i = 0; i < 512; i++) {
                gzip.write(zeros);
            }
        }
        server.answer = out -> {
            out.write(("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\nContent-Length: "
                            + packed.size() + "\r\n\r\n")
                    .getBytes(ISO_8859_1));
            packed.writeTo(out);
        };

        assertThat(results()).allSatisfy(result -> assertThat(result.message()).isNotBlank());
    }

    @Example
    void bears_markup_that_opens_and_never_closes() {
        for (String piece : List.of("<!--", "<!---->", "<script ", "<head><style>", "<input ", "<div>")) {
            byte[] body = piece.repeat(30_000 / piece.length()).getBytes(ISO_8859_1);
            server.answer = out -> {
                out.write(("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: " + body.length + "\r\n\r\n")
                        .getBytes(ISO_8859_1));
                out.write(body);
            };

            assertThat(results())
                    .allSatisfy(result -> assertThat(result.message()).isNotBlank());
        }
    }

    @Example
    void bears_headers_by_the_thousand() {
        server.answer = out -> {
            out.write("HTTP/1.1 200 OK\r\n".getBytes(ISO_8859_1));
            for (int i = 0; i < 100_000; i++) {
                out.write(("X-Header-" + i + ": value\r\n").getBytes(ISO_8859_1));
            }
            out.write("\r\n<p>".getBytes(ISO_8859_1));
        };

        assertThat(results()).allSatisfy(result -> assertThat(result.message()).isNotBlank());
    }

    @Example
    void waits_no_longer_than_its_limit_for_an_answer_that_drips() {
        server.answer = out -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n".getBytes(ISO_8859_1));
            while (true) {
                out.write('x');
                out.flush();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
        };

        assertThat(results()).extracting(CheckResult::message).contains("Answer not finished in time");
    }

    /** What is sent to whoever connects. */
    private interface Answer {
        void to(OutputStream out) throws IOException;
    }

    private static final class Server implements AutoCloseable {

        private final ServerSocket socket;
        private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "hostile-server");
            thread.setDaemon(true);
            return thread;
        });
        private volatile Answer answer = out -> {};

        Server() {
            try {
                socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            threads.execute(this::accept);
        }

        URI base() {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }

        private void accept() {
            while (!socket.isClosed()) {
                try {
                    Socket client = socket.accept();
                    threads.execute(() -> serve(client));
                } catch (IOException e) {
                    return;
                }
            }
        }

        private void serve(Socket client) {
            try (client) {
                InputStream in = client.getInputStream();
                byte[] request = new byte[4096];
                if (in.read(request) > 0) {
                    answer.to(client.getOutputStream());
                    client.shutdownOutput();
                    while (in.read(request) >= 0) {
                        // until the other side has read what was sent
                    }
                }
            } catch (IOException e) {
                // The check has seen enough and hung up.
            }
        }

        @Override
        public void close() {
            threads.shutdownNow();
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
