package io.releaseconductor.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CheckStatus;
import io.releaseconductor.config.Secret;
import java.util.List;
import mockwebserver3.MockResponse;
import okio.Buffer;
import okio.BufferedSink;
import okio.ByteString;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Some servers pack what they send in a way that nobody asked for, or twice: browsers may read it, the checks cannot. */
@DisplayName("An answer that is packed")
class PackedAnswersTest {

    private static final String SCRIPT = "export {};";

    private final Site site = Site.http();

    @AfterEach
    void close() {
        site.close();
    }

    private List<CheckResult> results() {
        AuthOptions login = AuthOptions.at(site.base()).withCredentials("robot", new Secret("secret"));
        return List.of(
                Checks.run(Checks.frontend(site.base())),
                Checks.run(Checks.api(site.base())),
                Checks.run(login),
                Checks.run(Checks.search(site.base())),
                Checks.run(MediaOptions.at(site.base())));
    }

    private void answer(MockResponse response) {
        for (String path : List.of("/", "/health", "/auth/login", "/api/search", "/api/media/presign")) {
            site.on(path, response);
        }
    }

    private static MockResponse bytes(String type, ByteString body) {
        return new MockResponse.Builder()
                .setHeader("Content-Type", type)
                .body(new Buffer().write(body))
                .build();
    }

    private static ByteString gzipped(ByteString content) throws Exception {
        Buffer packed = new Buffer();
        try (BufferedSink gzip = Okio.buffer(new GzipSink(packed))) {
            gzip.write(content);
        }
        return packed.readByteString();
    }

    @Test
    void in_an_encoding_that_was_not_asked_for_is_no_data() {
        answer(new MockResponse.Builder(bytes("application/json", ByteString.decodeHex("8b0480deadbeef03")))
                .setHeader("Content-Encoding", "br")
                .build());

        assertThat(results())
                .allSatisfy(result -> assertThat(result.status()).isEqualTo(CheckStatus.NO_DATA))
                .allSatisfy(result -> assertThat(result.message()).endsWith("is packed"));
    }

    @Test
    void twice_is_no_data() throws Exception {
        ByteString once = gzipped(ByteString.encodeUtf8("{\"status\":\"ok\",\"results\":[{\"id\":1}]}"));
        answer(new MockResponse.Builder(bytes("application/json", gzipped(once)))
                .setHeader("Content-Encoding", "gzip")
                .build());

        assertThat(results()).allSatisfy(result -> assertThat(result.status()).isEqualTo(CheckStatus.NO_DATA));
    }

    @Test
    void and_does_not_say_so_is_no_data() throws Exception {
        answer(bytes("application/json", gzipped(ByteString.encodeUtf8("{\"results\":[{\"id\":1}]}"))));

        assertThat(results()).allSatisfy(result -> assertThat(result.status()).isEqualTo(CheckStatus.NO_DATA));
    }

    @Test
    void as_it_was_asked_for_is_read() throws Exception {
        answer(new MockResponse.Builder(
                        bytes("application/json", gzipped(ByteString.encodeUtf8("{\"results\":[{\"id\":1}]}"))))
                .setHeader("Content-Encoding", "gzip")
                .build());

        assertThat(Checks.run(Checks.search(site.base())).status()).isEqualTo(CheckStatus.PASS);
    }

    @Test
    void by_name_only_is_read() {
        answer(new MockResponse.Builder(Site.json(200, "{\"status\":\"ok\",\"results\":[{\"id\":1}]}"))
                .setHeader("Content-Encoding", "utf-8")
                .build());

        assertThat(Checks.run(Checks.api(site.base())).status()).isEqualTo(CheckStatus.PASS);
        assertThat(Checks.run(Checks.search(site.base())).status()).isEqualTo(CheckStatus.PASS);
    }

    @Test
    void is_not_held_against_the_hash_that_a_page_demands() {
        site.on(
                        "/",
                        Site.html("<script src=/app.js integrity=sha256-"
                                + ByteString.encodeUtf8(SCRIPT).sha256().base64() + "></script>"))
                .on(
                        "/app.js",
                        new MockResponse.Builder(bytes("text/javascript", ByteString.decodeHex("8b0480deadbeef03")))
                                .setHeader("Content-Encoding", "br")
                                .build());

        assertThat(Checks.run(Checks.frontend(site.base())).status()).isEqualTo(CheckStatus.PASS);
    }
}
