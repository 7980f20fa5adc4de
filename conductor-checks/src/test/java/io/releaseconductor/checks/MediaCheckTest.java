package io.releaseconductor.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CheckStatus;
import io.releaseconductor.config.Secret;
import java.net.URI;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The media check")
class MediaCheckTest {

    private static final String SIGNATURE =
            "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIA%2F20260301%2Feu%2Fs3%2F"
                    + "aws4_request&X-Amz-Date=20260301T115900Z&X-Amz-Expires=900&X-Amz-SignedHeaders=host&X-Amz-Signature=abc";

    private final Site site = Site.http();
    private final Site storage = Site.http();

    @AfterEach
    void close() {
        site.close();
        storage.close();
    }

    private String signed(String query) {
        return storage.base() + "/bucket/key.png?" + query;
    }

    private void presigns(String json) {
        site.onJson("/api/media/presign", json);
    }

    private void storageAnswers(int status, String code) {
        storage.on(
                "/bucket/key.png",
                request -> request.getMethod().equals("GET")
                        ? Site.answer(status, "application/xml", "<Error><Code>" + code + "</Code><Key>k</Key></Error>")
                        : Site.status(404));
    }

    private void storageAnswers(String codeForGet, String codeForPut) {
        storage.on("/bucket/key.png", request -> {
            boolean get = request.getMethod().equals("GET");
            String code = get ? codeForGet : codeForPut;
            return Site.answer(get ? 403 : 400, "application/xml", "<Error><Code>" + code + "</Code></Error>");
        });
    }

    private CheckResult check() {
        return Checks.run(MediaOptions.at(site.base()));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "403, SignatureDoesNotMatch, FAIL",
        "400, BadDigest, PASS",
        "403, AccessDenied, NO_DATA",
        "404, -, NO_DATA"
    })
    void tries_an_upload_where_the_refusal_of_a_GET_may_have_two_reasons(int status, String code, CheckStatus held) {
        presigns("{\"url\":\"" + signed(SIGNATURE) + "\"}");
        storage.on(
                "/bucket/key.png",
                request -> request.getMethod().equals("GET")
                        ? Site.answer(403, "application/xml", "<Error><Code>SignatureDoesNotMatch</Code></Error>")
                        : Site.answer(status, "application/xml", "<Error><Code>" + code + "</Code></Error>"));

        CheckResult result = check();

        assertThat(Checks.statusOf(result, "Signature holds")).isEqualTo(held);
        assertThat(result.status()).isEqualTo(held == CheckStatus.FAIL ? CheckStatus.FAIL : CheckStatus.PASS);
    }

    @Test
    void tries_no_upload_where_more_than_the_host_is_signed() {
        presigns("{\"url\":\"" + signed(SIGNATURE.replace("SignedHeaders=host", "SignedHeaders=content-type%3Bhost"))
                + "\"}");
        storageAnswers(403, "SignatureDoesNotMatch");

        assertThat(check().status()).isEqualTo(CheckStatus.PASS);
        assertThat(storage.requests()).extracting(RecordedRequest::getMethod).containsExactly("GET");
    }

    @Test
    void passes_when_the_storage_answers_and_uploads_nothing() {
        presigns("{\"uploadUrl\":\"" + signed(SIGNATURE) + "\",\"key\":\"key.png\"}");
        storageAnswers("SignatureDoesNotMatch", "BadDigest");

        CheckResult result = check();

        assertThat(result.status()).isEqualTo(CheckStatus.PASS);
        assertThat(result.message()).isEqualTo("Presign working");
        assertThat(result.latency()).isNull();
        assertThat(Checks.statusOf(result, "Signature holds")).isEqualTo(CheckStatus.PASS);
        RecordedRequest presign = site.requests().get(0);
        assertThat(presign.getMethod()).isEqualTo("POST");
        assertThat(presign.getBody().utf8())
                .isEqualTo("{\"filename\":\"release-check.png\",\"contentType\":\"image/png\"}");
        assertThat(storage.requests()).extracting(RecordedRequest::getMethod).containsExactly("GET", "PUT");
        assertThat(storage.requests().get(1).getBody().size()).isZero();
        assertThat(storage.requests().get(1).getHeaders().get("Content-MD5")).isEqualTo("AAAAAAAAAAAAAAAAAAAAAA==");
        assertThat(storage.requests().get(0).getUrl().queryParameter("X-Amz-Signature"))
                .isEqualTo("abc");
    }

    @Test
    void leaves_it_at_reading_where_no_upload_is_wanted() {
        presigns("{\"uploadUrl\":\"" + signed(SIGNATURE) + "\"}");
        storageAnswers("SignatureDoesNotMatch", "BadDigest");

        CheckResult result = Checks.run(MediaOptions.at(site.base()).withoutPutProbe());

        assertThat(result.status()).isEqualTo(CheckStatus.PASS);
        assertThat(Checks.statusOf(result, "Signature holds")).isEqualTo(CheckStatus.NO_DATA);
        assertThat(storage.requests()).extracting(RecordedRequest::getMethod).containsExactly("GET");
    }

    @Test
    void shows_of_the_URL_its_host_only() {
        presigns("{\"url\":\"" + signed(SIGNATURE) + "\"}");
        storageAnswers(403, "SignatureDoesNotMatch");

        CheckResult result = check();

        assertThat(Checks.finding(result, "Presigned URL returned").measured()).isEqualTo(storage.base() + "/…");
        assertThat(Checks.everythingShown(result)).doesNotContain("key.png", "X-Amz");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"url\":\"%s\"}",
                "{\"presignedUrl\":\"%s\"}",
                "{\"signed_url\":\"%s\"}",
                "{\"data\":{\"uploadUrl\":\"%s\"}}",
                "{\"data\":\"%s\"}",
                "\"%s\""
            })
    void finds_the_URL_in_the_usual_places(String json) {
        presigns(String.format(json, signed(SIGNATURE)));
        storageAnswers(403, "AccessDenied");

        assertThat(check().status()).isEqualTo(CheckStatus.PASS);
    }

    @Test
    void looks_for_the_URL_where_it_is_told_to() {
        presigns("{\"url\":\"x\",\"s3\":{\"put\":\"" + signed(SIGNATURE) + "\"}}");
        storageAnswers(403, "AccessDenied");

        assertThat(Checks.run(MediaOptions.at(site.base()).withUrlField("s3.put"))
                        .status())
                .isEqualTo(CheckStatus.PASS);
        assertThat(Checks.run(MediaOptions.at(site.base()).withUrlField("s3.post"))
                        .message())
                .isEqualTo("No presigned URL");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AWSAccessKeyId=AKIA&Signature=abc&Expires=4102444800",
                "x-amz-algorithm=A&x-amz-credential=c&x-amz-signature=s",
                "X-Goog-Algorithm=A&X-Goog-Credential=c&X-Goog-Signature=s"
            })
    void knows_other_signatures_as_well(String query) {
        presigns("{\"url\":\"" + signed(query) + "\"}");
        storageAnswers(403, "SignatureDoesNotMatch");

        assertThat(check().status()).isEqualTo(CheckStatus.PASS);
    }

    @Test
    void knows_uploads_by_form_whose_signature_is_in_the_fields() {
        presigns("{\"url\":\"" + storage.base()
                + "/bucket/key.png\",\"fields\":{\"key\":\"k\",\"X-Amz-Algorithm\":\"A\","
                + "\"X-Amz-Credential\":\"c\",\"X-Amz-Signature\":\"s\"}}");
        storageAnswers(403, "AccessDenied");

        assertThat(check().status()).isEqualTo(CheckStatus.PASS);
    }

    @ParameterizedTest
    @CsvSource({
        "/relative?X-Amz-Signature=s, Presigned URL is no URL",
        "ftp://host/file, Presigned URL is no URL",
        "https://bucket.example/key, URL is not presigned",
        "https://bucket.example/key?X-Amz-Signature=s, URL is not presigned",
        "https://s3.eu-west-3.amazonaws.example/, URL is not presigned",
        "https://b.example/k?AWSAccessKeyId=A&Signature=s&Expires=1, Presigned URL already expired",
        "https://b.example/k?X-Amz-Algorithm=A&X-Amz-Credential=c&X-Amz-Signature=s&X-Amz-Date=20260301T110000Z"
                + "&X-Amz-Expires=3600, Presigned URL already expired"
    })
    void fails_for_a_URL_that_nobody_could_upload_to(String url, String message) {
        presigns("{\"url\":\"" + url + "\"}");

        CheckResult result = check();

        assertThat(result.status()).isEqualTo(CheckStatus.FAIL);
        assertThat(result.message()).isEqualTo(message);
        assertThat(result.hint()).isNotBlank();
    }

    @Test
    void has_no_data_when_the_answer_has_no_URL_and_tells_what_it_saw() {
        presigns("{\"ticket\":\"sesame\"}");

        CheckResult result = check();

        assertThat(result.status()).isEqualTo(CheckStatus.NO_DATA);
        assertThat(result.message()).isEqualTo("No presigned URL");
        assertThat(result.error()).endsWith("no URL anywhere; seen was {ticket: text}");
        assertThat(result.hint()).contains("SHIP_MEDIA_URL_FIELD");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"uploadUrl\":null}", "{\"data\":{\"url\":\"\"}}"})
    void fails_when_the_place_of_the_URL_is_empty(String json) {
        presigns(json);

        assertThat(check().status()).isEqualTo(CheckStatus.FAIL);
        assertThat(check().message()).isEqualTo("No presigned URL");
    }

    @Test
    void has_no_data_for_a_URL_that_may_be_a_secret_by_itself() {
        presigns("{\"uploadURL\":\"" + storage.base() + "/2cdc28f0017a49c49ed7\"}");

        CheckResult result = check();

        assertThat(result.status()).isEqualTo(CheckStatus.NO_DATA);
        assertThat(result.message()).isEqualTo("Signature not recognised");
        assertThat(storage.requests()).isEmpty();
    }

    @Test
    void believes_the_storage_where_the_clocks_do_not_agree() {
        site.on(
                "/api/media/presign",
                new MockResponse.Builder(Site.json(
                                200,
                                "{\"url\":\""
                                        + signed(SIGNATURE.replace("20260301T115900Z", "20260301T080000Z"))
                                        + "\"}"))
                        .addHeader("Date", "Sun, 01 Mar 2026 08:00:01 GMT")
                        .build());
        storageAnswers(403, "AccessDenied");

        assertThat(check().status()).isEqualTo(CheckStatus.PASS);
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "200, none, Presign working",
        "206, none, Presign working",
        "403, SignatureDoesNotMatch, Presign working",
        "403, AccessDenied, Presign working",
        "404, NoSuchKey, Presign working",
        "405, MethodNotAllowed, Presign working",
        "404, NoSuchBucket, Storage bucket is missing",
        "404, none, Storage does not know the URL",
        "400, none, Storage does not know the URL",
        "403, InvalidAccessKeyId, Storage refuses the signature",
        "403, ExpiredToken, Storage says that the URL expired",
        "403, ExpiredRequest, Storage says that the URL expired",
        "403, RequestTimeTooSkewed, Signed for another time",
        "403, UserSuspended, Storage account is blocked",
        "404, ContainerNotFound, Storage bucket is missing",
        "403, AuthorizationPermissionMismatch, Presign working",
        "400, AuthorizationQueryParametersError, Storage refuses the signature",
        "301, PermanentRedirect, Storage redirects the URL",
        "500, InternalError, Storage fails",
        "503, ServiceUnavailable, Storage fails"
    })
    void tells_from_the_answer_whether_the_storage_would_take_an_upload(int status, String code, String message) {
        presigns("{\"url\":\"" + signed(SIGNATURE) + "\"}");
        storageAnswers(status, code);

        CheckResult result = check();

        assertThat(result.message()).isEqualTo(message);
        assertThat(result.status()).isEqualTo(message.equals("Presign working") ? CheckStatus.PASS : CheckStatus.FAIL);
    }

    @Test
    void fails_when_nothing_answers_at_the_URL() {
        presigns("{\"url\":\"http://127.0.0.1:1/key?" + SIGNATURE + "\"}");

        CheckResult result = check();

        assertThat(result.message()).isEqualTo("Storage: connection refused");
        assertThat(result.error()).isEqualTo("GET http://127.0.0.1:1/…: connection refused");
    }

    @Test
    void may_be_asked_by_GET_without_a_body() {
        site.onJson("/sign", "{\"url\":\"" + signed(SIGNATURE) + "\"}");
        storageAnswers(403, "AccessDenied");

        MediaOptions options = MediaOptions.at(site.base())
                .withRequest(Endpoint.get(URI.create(site.base() + "/sign?name=a.png")), null);

        assertThat(Checks.run(options).status()).isEqualTo(CheckStatus.PASS);
        assertThat(site.requests().get(0).getMethod()).isEqualTo("GET");
    }

    @Nested
    @DisplayName("with a login")
    class WithLogin {

        private CheckResult check() {
            return Checks.run(MediaOptions.at(site.base())
                    .withLogin(AuthOptions.at(site.base()).withCredentials("robot", new Secret("pw"))));
        }

        @Test
        void sends_its_cookies_to_the_application_and_not_to_the_storage() {
            site.on(
                    "/auth/login",
                    new MockResponse.Builder(Site.json(200, "{}"))
                            .addHeader("Set-Cookie", "a=1; HttpOnly")
                            .addHeader("Set-Cookie", "b=2")
                            .build());
            presigns("{\"url\":\"" + signed(SIGNATURE) + "\"}");
            storageAnswers(403, "SignatureDoesNotMatch");

            assertThat(check().status()).isEqualTo(CheckStatus.PASS);
            assertThat(site.requestsTo("/api/media/presign").get(0).getHeaders().get("Cookie"))
                    .isEqualTo("a=1; b=2");
            assertThat(storage.requests().get(0).getHeaders().get("Cookie")).isNull();
        }

        @Test
        void that_is_refused_fails_and_says_that_it_was_the_login() {
            site.on("/auth/login", Site.status(401));

            CheckResult result = check();

            assertThat(result.message()).isEqualTo("Login: 401 Unauthorized");
            assertThat(site.requests()).hasSize(1);
        }

        @Test
        void but_without_credentials_has_no_data() {
            CheckResult result = Checks.run(MediaOptions.at(site.base()).withLogin(AuthOptions.at(site.base())));

            assertThat(result.status()).isEqualTo(CheckStatus.NO_DATA);
            assertThat(site.requests()).isEmpty();
        }
    }

    @Test
    void says_how_to_log_in_first_when_presigning_needs_it() {
        site.on("/api/media/presign", Site.status(401));

        assertThat(check().hint()).contains("SHIP_MEDIA_LOGIN=true");
    }
}
