package io.releaseconductor.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okio.ByteString;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The error of a storage")
class StorageCodeTest {

    private static StorageCode code(String body, String... headers) {
        return StorageCode.of(new WebAnswer(
                HttpUrl.get("https://storage.example/"),
                "GET",
                403,
                Headers.of(headers),
                ByteString.encodeUtf8(body),
                false,
                Duration.ZERO));
    }

    @ParameterizedTest
    @CsvSource({
        "NoSuchBucket, NO_BUCKET",
        "InvalidBucketName, NO_BUCKET",
        "ContainerNotFound, NO_BUCKET",
        "ContainerBeingDeleted, NO_BUCKET",
        "NoSuchKey, NO_OBJECT",
        "BlobNotFound, NO_OBJECT",
        "SignatureDoesNotMatch, MISMATCH",
        "InvalidAccessKeyId, NOT_ACCEPTED",
        "AuthorizationHeaderMalformed, NOT_ACCEPTED",
        "AuthenticationFailed, NOT_ACCEPTED",
        "InvalidToken, NOT_ACCEPTED",
        "MalformedSecurityHeader, NOT_ACCEPTED",
        "InvalidKey, NOT_ACCEPTED",
        "Unauthorized, NOT_ACCEPTED",
        "ExpiredToken, EXPIRED",
        "RequestExpired, EXPIRED",
        "RequestTimeTooSkewed, OUT_OF_TIME",
        "AccountIsDisabled, ACCOUNT",
        "AllAccessDisabled, ACCOUNT",
        "InvalidPayer, ACCOUNT",
        "AuthorizationFailure, ADDRESS",
        "AuthorizationSourceIPMismatch, ADDRESS",
        "PermanentRedirect, ELSEWHERE",
        "TooManyRequests, BUSY",
        "AccessDenied, DENIED",
        "AuthorizationPermissionMismatch, DENIED",
        "MethodNotAllowed, OTHER",
        "BadDigest, OTHER"
    })
    void is_read_by_the_words_of_its_code(String code, StorageCode meaning) {
        assertThat(code("<?xml version=\"1.0\"?>\n<Error><Code>" + code + "</Code><Message>-</Message></Error>"))
                .isEqualTo(meaning);
        assertThat(code("", "x-ms-error-code", code)).isEqualTo(meaning);
        assertThat(code("{\"code\":\"" + code + "\"}")).isEqualTo(meaning);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AccessDenied | Message | Request has expired | EXPIRED",
                "AccessDenied | Message | Request is not yet valid | NOT_YET",
                "AccessDenied | Message | Invalid according to Policy: Policy expired. | EXPIRED",
                "AuthenticationFailed | AuthenticationErrorDetail | Signature not valid in the specified time frame: Start [] | OUT_OF_TIME",
                "AuthenticationFailed | AuthenticationErrorDetail | Signature did not match. | NOT_ACCEPTED"
            })
    void says_more_in_its_message(String code, String element, String message, StorageCode meaning) {
        String body = "<Error><Code>" + code + "</Code><Message>No.</Message><" + element + ">" + message + "</"
                + element + "></Error>";

        assertThat(code(body)).isEqualTo(meaning);
    }

    @Test
    void is_none_for_what_no_storage_says() {
        assertThat(code("")).isEqualTo(StorageCode.NONE);
        assertThat(code("<!doctype html><title>Log in</title>")).isEqualTo(StorageCode.NONE);
        assertThat(code("{\"message\":\"no\"}")).isEqualTo(StorageCode.NONE);
        assertThat(code("{\"code\":")).isEqualTo(StorageCode.NONE);
    }

    @Test
    void may_be_JSON_in_an_object_of_its_own() {
        assertThat(code("{\"error\":{\"code\":\"InvalidJWT\",\"message\":\"jwt expired\"}}"))
                .isEqualTo(StorageCode.EXPIRED);
        assertThat(code("{\"statusCode\":\"400\",\"error\":\"InvalidJWT\",\"message\":\"bad\"}"))
                .isEqualTo(StorageCode.NOT_ACCEPTED);
    }
}
