package io.releaseconductor.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A presigned URL")
class PresignedUrlTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private static PresignedUrl url(String query) {
        return PresignedUrl.parse("https://storage.example/bucket/key.png?" + query, List.of())
                .orElseThrow();
    }

    private static JsonNode json(String text) {
        return Json.tryParse(text).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "X-Amz-Algorithm=A&X-Amz-Credential=c&X-Amz-Signature=s, STORAGE",
        "x-amz-credential=c&x-amz-signature=s, STORAGE",
        "X-Amz-Signature=s, BROKEN",
        "X-Amz-Credential=&X-Amz-Signature=s, BROKEN",
        "X-Amz-Security-Token=t, NONE",
        "AWSAccessKeyId=A&Signature=s&Expires=4102444800, STORAGE",
        "GoogleAccessId=A&Signature=s&Expires=4102444800, STORAGE",
        "OSSAccessKeyId=A&Signature=s&Expires=4102444800, STORAGE",
        "Key-Pair-Id=K&Signature=s&Policy=p, STORAGE",
        "sv=2022-11-02&sig=s, STORAGE",
        "sig=s, OTHER",
        "expires=4102444800&signature=s, OTHER",
        "token=t, OTHER",
        "q-sign-algorithm=sha1&q-signature=s, OTHER",
        "width=100, NONE",
        "signature=, NONE"
    })
    void is_known_by_the_names_of_its_parameters(String query, UrlSignature signature) {
        assertThat(url(query).signature()).isEqualTo(signature);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Amz-Date=20260301T110000Z&X-Amz-Expires=3600&X-Amz-Credential=c&X-Amz-Signature=s",
                "x-oss-date=20260301T110000Z&x-oss-expires=3600&x-oss-credential=c&x-oss-signature=s",
                "AWSAccessKeyId=A&Signature=s&Expires=1772366400",
                "AWSAccessKeyId=A&Signature=s&Expires=120",
                "signature=s&expires=1772366400000",
                "signature=s&expires=2026-03-01T12:00:00Z",
                "sv=1&sig=s&se=2026-03-01T12%3A00Z",
                "sv=1&sig=s&se=2026-03-01"
            })
    void has_run_out_from_the_moment_that_it_names(String query) {
        assertThat(url(query).lifetime().isOver(NOW)).isTrue();
        assertThat(url(query).lifetime().isOver(NOW.minusSeconds(86_400 * 365 * 60L)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Amz-Date=20260301T110000Z&X-Amz-Expires=3601&X-Amz-Credential=c&X-Amz-Signature=s",
                "X-Amz-Date=yesterday&X-Amz-Expires=1&X-Amz-Credential=c&X-Amz-Signature=s",
                "X-Amz-Date=20260301T110000Z&X-Amz-Expires=soon&X-Amz-Credential=c&X-Amz-Signature=s",
                "signature=s&expires=3600",
                "signature=s&expires=never",
                "Key-Pair-Id=K&Signature=s&Policy=%25%25",
                "sv=1&sig=s"
            })
    void has_not_run_out_where_it_does_not_say_so(String query) {
        assertThat(url(query).lifetime().isOver(NOW)).isFalse();
    }

    @Test
    void begins_a_quarter_of_an_hour_before_it_says() {
        String query = "X-Amz-Date=20260301T121500Z&X-Amz-Expires=60&X-Amz-Credential=c&X-Amz-Signature=s";

        assertThat(url(query).lifetime().isYetToBegin(NOW)).isFalse();
        assertThat(url(query).lifetime().isYetToBegin(NOW.minusSeconds(1))).isTrue();
        assertThat(url("sv=1&sig=s&st=2026-03-02&se=2027-01-01").lifetime().isYetToBegin(NOW))
                .isTrue();
    }

    @Test
    void may_have_its_end_in_a_policy() {
        String form = Base64.getEncoder()
                .encodeToString("{\"expiration\":\"2026-03-01T12:00:00.000Z\"}".getBytes(StandardCharsets.UTF_8));
        String network = Base64.getEncoder()
                .encodeToString("{\"Statement\":[{\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":1772366400}}}]}"
                        .getBytes(StandardCharsets.UTF_8))
                .replace('+', '-')
                .replace('=', '_')
                .replace('/', '~');

        PresignedUrl posted = PresignedUrl.parse(
                        "https://storage.example/bucket",
                        List.of(json("{\"expires\":60,\"fields\":{\"policy\":\"" + form
                                + "\",\"signature\":\"s\",\"AWSAccessKeyId\":\"A\"}}")))
                .orElseThrow();
        assertThat(posted.signature()).isEqualTo(UrlSignature.STORAGE);
        assertThat(posted.lifetime().isOver(NOW)).isTrue();
        assertThat(posted.lifetime().isOver(NOW.minusSeconds(1))).isFalse();
        PresignedUrl served = url("Key-Pair-Id=K&Signature=s&Policy=" + network);
        assertThat(served.lifetime().isOver(NOW)).isTrue();
        assertThat(served.lifetime().isOver(NOW.minusSeconds(1))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "https://storage.example/, false",
        "https://storage.example/bucket/holiday-2026.png, false",
        "https://storage.example/bucket/key, false",
        "https://upload.example/2cdc28f0-017a-49c4-9ed7, true",
        "https://upload.example/put?upload_id=AHb2kL0q93jfMZx81, true"
    })
    void may_be_a_secret_by_itself_where_it_looks_like_chance(String text, boolean secret) {
        PresignedUrl url = PresignedUrl.parse(text, List.of()).orElseThrow();

        assertThat(url.isSigned()).isFalse();
        assertThat(url.mayBeSecretItself()).isEqualTo(secret);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"url\":\"https://a/x\",\"signedRequest\":\"https://b/x?sv=1&sig=s\"} | b",
                "{\"downloadUrl\":\"https://a/x?sv=1&sig=s\",\"uploadUrl\":\"https://b/x?sv=1&sig=s\"} | b",
                "{\"uploadUrl\":\"https://a/x\",\"other\":{\"deep\":[\"https://b/x?sv=1&sig=s\"]}} | b",
                "{\"link\":\"https://a/x?token=t\",\"href\":\"https://b/x?sv=1&sig=s\"} | b",
                "[{\"url\":\"https://b/x?sv=1&sig=s\"}] | b"
            })
    void is_the_one_to_upload_with_among_several(String answer, String host) {
        assertThat(UrlFinder.in(json(answer), null).best())
                .hasValueSatisfying(url -> assertThat(url.url().host()).isEqualTo(host));
    }

    @Test
    @Timeout(60)
    void is_found_among_fields_and_addresses_by_the_ten_thousand() {
        StringBuilder text =
                new StringBuilder("{\"upload\":\"https://storage.example/k?sv=1&sig=s\",\"fields\":{\"a\":1");
        for (int i = 0; i < 20_000; i++) {
            text.append(",\"k").append(i).append("\":").append(i);
        }
        text.append("},\"urls\":[\"https://storage.example/k\"")
                .append(",\"https://storage.example/k\"".repeat(450))
                .append("]}");

        assertThat(UrlFinder.in(json(text.toString()), null).best())
                .hasValueSatisfying(url -> assertThat(url.isSigned()).isTrue());
    }

    @Test
    void is_no_longer_than_a_server_takes() {
        assertThat(PresignedUrl.parse("https://storage.example/k?sv=1&sig=" + "s".repeat(20_000), List.of()))
                .isEmpty();
    }

    @Test
    void is_told_as_its_host_only() {
        assertThat(url("sv=1&sig=s")).hasToString("https://storage.example/…");
    }
}
