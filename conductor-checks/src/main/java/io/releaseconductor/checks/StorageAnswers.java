package io.releaseconductor.checks;

import org.jspecify.annotations.Nullable;

/**
 * What the storage's answer to a GET of a presigned URL tells. A GET uploads nothing. A URL signed for a PUT is refused when
 * asked with GET, and that very refusal shows that host, bucket and key id are known there.
 */
final class StorageAnswers {

    private StorageAnswers() {}

    /**
     * What is wrong, or null if the storage answers as one that would take the upload.
     *
     * @param storage whether the URL is signed as storages sign, so that the host has to answer as one
     */
    static @Nullable Trouble judge(WebAnswer answer, boolean storage) {
        StorageCode code = StorageCode.of(answer);
        Trouble told = ofCode(answer, code);
        if (told != null) {
            return told;
        }
        int status = answer.status();
        if (code == StorageCode.NONE) {
            return ofStatus(answer, storage);
        }
        boolean elsewhere = status == 404 && code != StorageCode.NO_OBJECT;
        if (elsewhere || (status == 400 && code == StorageCode.OTHER)) {
            return storage ? unknown(answer) : notUnderstood(answer);
        }
        return isRedirect(status) && status != 307 ? redirected(answer) : null;
    }

    /** Whether the URL is signed for something else than what was asked, or with another key. */
    static boolean isMismatch(WebAnswer answer) {
        return answer.status() == 403 && StorageCode.of(answer) == StorageCode.MISMATCH;
    }

    /** Whether a storage refused an upload for something that it looks at after the signature, or took it. */
    static boolean showsThatSignatureHolds(WebAnswer answer) {
        StorageCode code = StorageCode.of(answer);
        return answer.status() < 300 || (answer.status() < 500 && code == StorageCode.OTHER);
    }

    private static @Nullable Trouble ofCode(WebAnswer answer, StorageCode code) {
        if (answer.status() >= 500 && answer.status() != 501 && code != StorageCode.BUSY) {
            return Trouble.of(
                    "Storage fails",
                    "The storage behind the presigned URL is in trouble. Check its status page, or its logs if it is"
                            + " your own.",
                    answer.label() + ": " + answer.statusLine());
        }
        return answer.status() < 300
                ? null
                : switch (code) {
                    case NO_BUCKET ->
                        Trouble.of(
                                "Storage bucket is missing",
                                "The presigned URL names a bucket that does not exist. Check the bucket's name and"
                                        + " region in this environment's configuration.",
                                answer.label() + ": " + answer.statusLine() + ", no such bucket or container");
                    case NOT_ACCEPTED -> refused(answer);
                    case EXPIRED ->
                        Trouble.of(
                                "Storage says that the URL expired",
                                "A fresh URL has run out already. Check its life time, whether it is kept and handed"
                                        + " out again, the application's storage credentials, and its clock.",
                                answer.label() + ": " + answer.statusLine() + ", expired");
                    case NOT_YET ->
                        Trouble.of(
                                "Storage says that the URL is not yet valid",
                                "The URL is signed for a time that has not come. Check the application's clock.",
                                answer.label() + ": " + answer.statusLine() + ", not yet valid");
                    case OUT_OF_TIME ->
                        Trouble.of(
                                "Signed for another time",
                                "The URL does not hold at this time: it has expired, or is not yet valid. Check its"
                                        + " life time and the application's clock.",
                                answer.label() + ": " + answer.statusLine() + ", outside of its time");
                    case ACCOUNT ->
                        Trouble.of(
                                "Storage account is blocked",
                                "The storage refuses the account that signed the URL. Check its bills, and whether it"
                                        + " was closed or restricted.",
                                answer.label() + ": " + answer.statusLine() + ", refused for the account");
                    // for some time after a bucket was made, and it leads to the bucket
                    case ELSEWHERE -> answer.status() == 307 ? null : redirected(answer);
                    case ADDRESS ->
                        Trouble.unclear(
                                "Storage does not let the conductor in",
                                "The storage takes only some addresses, and the conductor's is none of them. Allow it,"
                                        + " or leave media out of SHIP_CHECKS.",
                                answer.label() + ": " + answer.statusLine() + ", refused for the address");
                    case BUSY ->
                        Trouble.unclear(
                                "Storage is too busy to tell",
                                "The storage limits how often it is asked. Ask again later.",
                                answer.label() + ": " + answer.statusLine());
                    default -> null;
                };
    }

    private static @Nullable Trouble ofStatus(WebAnswer answer, boolean storage) {
        int status = answer.status();
        boolean page = JsonAnswers.isPage(answer);
        if (status < 300 || (status == 401 && page && storage)) {
            return page ? page(answer) : null;
        }
        if (status == 304 || status == 405 || status == 501) {
            return null;
        }
        if (isRedirect(status)) {
            return status == 307 && !page ? notUnderstood(answer) : redirected(answer);
        }
        boolean strange = status == 404 || status == 410 || status == 400;
        return storage && strange ? unknown(answer) : notUnderstood(answer);
    }

    private static boolean isRedirect(int status) {
        return status >= 300 && status < 400 && status != 304;
    }

    /** The trouble that a signature is refused, whatever is asked. */
    static Trouble refused(WebAnswer answer) {
        return Trouble.of(
                "Storage refuses the signature",
                "The URL is signed with a key that the storage does not accept, or for another region. Check the"
                        + " application's storage credentials, whether they have expired, the region, and its clock.",
                answer.label() + ": " + answer.statusLine() + ", signature not accepted");
    }

    private static Trouble redirected(WebAnswer answer) {
        return Trouble.of(
                "Storage redirects the URL",
                "Uploads do not follow a redirect. Check the region of the bucket that URLs are signed for, and that"
                        + " no login is in front of the storage.",
                answer.label() + ": " + answer.statusLine());
    }

    private static Trouble unknown(WebAnswer answer) {
        return Trouble.of(
                "Storage does not know the URL",
                "The host answers, but not as a storage that knows this URL. Check the storage endpoint, the bucket and"
                        + " the region in this environment's configuration.",
                answer.label() + ": " + answer.statusLine());
    }

    private static Trouble page(WebAnswer answer) {
        return Trouble.of(
                "A web page answers for the storage",
                "The URL leads to a console, a login or another web page. Check the storage endpoint and its port in"
                        + " this environment's configuration.",
                answer.label() + ": " + answer.statusLine() + " with an HTML page");
    }

    private static Trouble notUnderstood(WebAnswer answer) {
        return Trouble.unclear(
                "Storage's answer not understood",
                "The URL's host answers in a way that says neither yes nor no. Ask for the URL by hand; if uploads"
                        + " work, leave media out of SHIP_CHECKS.",
                answer.label() + ": " + answer.statusLine() + " without an error of a storage");
    }
}
