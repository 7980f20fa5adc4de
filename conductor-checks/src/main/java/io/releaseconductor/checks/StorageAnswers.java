package io.releaseconductor.checks;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the storage's answer to a GET of a presigned URL tells. A GET uploads nothing. A URL signed for a PUT is refused when
 * asked with GET, and that very refusal shows that host, bucket and key id are known there; only an upload could show more.
 */
final class StorageAnswers {

    private static final Pattern CODE = Pattern.compile("<Code>\\s*([A-Za-z]{1,60})\\s*</Code>");

    /** Refusals that say that nobody could upload with this URL. */
    private static final Set<String> BROKEN = Set.of(
            "InvalidAccessKeyId",
            "ExpiredToken",
            "InvalidToken",
            "TokenRefreshRequired",
            "RequestTimeTooSkewed",
            "AuthorizationQueryParametersError",
            "AccountProblem",
            "AllAccessDisabled",
            "NotSignedUp");

    private StorageAnswers() {}

    /** What is wrong, or null if the storage answers as one that would take the upload. */
    static @Nullable Trouble judge(WebAnswer answer) {
        int status = answer.status();
        String code = code(answer);
        if (status >= 500) {
            return Trouble.of(
                    "Storage fails",
                    "The storage behind the presigned URL is in trouble. Check its status page, or its logs if it is your own.",
                    answer.label() + ": " + answer.statusLine());
        }
        if ("NoSuchBucket".equals(code)) {
            return Trouble.of(
                    "Storage bucket is missing",
                    "The presigned URL names a bucket that does not exist. Check the bucket's name and region in this"
                            + " environment's configuration.",
                    answer.label() + ": " + answer.statusLine() + ", NoSuchBucket");
        }
        if (code != null && BROKEN.contains(code)) {
            return Trouble.of(
                    "Storage refuses the signature",
                    "The URL is signed with a key that the storage does not accept. Check the application's storage"
                            + " credentials, whether they have expired, and its clock.",
                    answer.label() + ": " + answer.statusLine() + ", " + code);
        }
        if (status == 400 || (status == 404 && !"NoSuchKey".equals(code))) {
            return Trouble.of(
                    "Storage does not know the URL",
                    "The host answers, but not as a storage that knows this URL. Check the storage endpoint, the bucket and"
                            + " the region in this environment's configuration.",
                    answer.label() + ": " + answer.statusLine());
        }
        if (status >= 300 && status < 400 && status != 304 && status != 307) {
            return Trouble.of(
                    "Storage redirects the URL",
                    "Uploads do not follow a redirect. Check the region of the bucket that URLs are signed for.",
                    answer.label() + ": " + answer.statusLine());
        }
        return null;
    }

    private static @Nullable String code(WebAnswer answer) {
        Matcher code = CODE.matcher(answer.text());
        return answer.status() >= 300 && code.find() ? code.group(1) : null;
    }
}
