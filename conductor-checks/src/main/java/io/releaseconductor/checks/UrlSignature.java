package io.releaseconductor.checks;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What signs a URL, told from the names of its parameters. */
enum UrlSignature {
    /** Nothing. */
    NONE,
    /** A signature of a well-known kind without what belongs to it: no storage would take it. */
    BROKEN,
    /** Something of a kind of its own, such as an application's signed routes or a token. */
    OTHER,
    /** As storages sign: S3 and its likes, Google, Azure, and content networks in front of them. */
    STORAGE;

    /** Such as {@code X-Amz-Signature}, {@code X-Goog-Signature} or {@code x-oss-signature}, all with a credential beside it. */
    private static final Pattern DATED = Pattern.compile("(x-[a-z]+)-signature");

    private static final Set<String> SIGNING =
            Set.of("signature", "sig", "sign", "signed", "hmac", "mac", "token", "policy", "jwt", "hdnts", "hdnea");

    /** The kind that these parameters are of; the names in any case. */
    static UrlSignature of(Map<String, String> parameters) {
        boolean other = false;
        boolean key = false;
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            String name = parameter.getKey().toLowerCase(Locale.ROOT);
            Matcher dated = DATED.matcher(name);
            if (parameter.getValue().isBlank()) {
                continue;
            }
            if (dated.matches()) {
                return has(parameters, dated.group(1) + "-credential") ? STORAGE : BROKEN;
            }
            key |= namesKey(name);
            // x-amz-security-token goes along with a signature and is none
            other |= !name.startsWith("x-")
                    && Words.of(parameter.getKey()).stream().anyMatch(SIGNING::contains);
        }
        if ((has(parameters, "signature") && key) || (has(parameters, "sig") && has(parameters, "sv"))) {
            return STORAGE;
        }
        return other ? OTHER : NONE;
    }

    /** Such as {@code AWSAccessKeyId}, {@code OSSAccessKeyId}, {@code GoogleAccessId} or {@code Key-Pair-Id}. */
    private static boolean namesKey(String name) {
        String plain = name.replace("-", "").replace("_", "");
        return List.of("accesskeyid", "accessid", "keypairid").stream().anyMatch(plain::endsWith);
    }

    private static boolean has(Map<String, String> parameters, String name) {
        return !parameters.getOrDefault(name, "").isBlank();
    }
}
