package io.releaseconductor.checks;

import com.fasterxml.jackson.databind.JsonNode;
import io.releaseconductor.http.Sites;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/**
 * A URL that an application handed out, with what signs it: parameters of its query, or for uploads by form the fields that go
 * with it. All of it is secret.
 */
final class PresignedUrl {

    private static final int LONGEST_WORD = 16;
    private static final int DEEPEST = 3;
    private static final int MOST_FIELDS = 200;
    private static final int MOST_LOOKED_AT = 2000;

    /** No server takes a longer address. */
    private static final int LONGEST = 16 * 1024;

    private static final Pattern SIGNED_HEADERS = Pattern.compile("x-[a-z]+-signedheaders", Pattern.CASE_INSENSITIVE);
    private static final Pattern TOKEN = Pattern.compile("(?=.*\\d)(?=.*[A-Za-z])[A-Za-z0-9_=:+-]{32,}");

    /** A digest or an id, which are nothing to send along. */
    private static final Pattern HEX = Pattern.compile("[0-9A-Fa-f-]+");

    /** Parts of chance with dots between them, and no ending of a file behind. */
    private static final Pattern DOTTED = Pattern.compile("[A-Za-z0-9_-]{10,}(?:\\.[A-Za-z0-9_-]{8,}){1,4}");

    private static final Pattern SPAN = Pattern.compile("\\d{1,9}");

    private final HttpUrl url;
    private final Map<String, String> parameters;
    private final UrlSignature signature;
    private final boolean form;
    private final boolean accompanied;

    private PresignedUrl(
            HttpUrl url, Map<String, String> parameters, UrlSignature signature, boolean form, boolean accompanied) {
        this.url = url;
        this.parameters = parameters;
        this.signature = signature;
        this.form = form;
        this.accompanied = accompanied;
    }

    /**
     * Reads a URL; empty if it is no absolute http or https one.
     *
     * @param around the objects that it stands in, the innermost first
     */
    static Optional<PresignedUrl> parse(String text, List<JsonNode> around) {
        HttpUrl url = text.length() > LONGEST ? null : HttpUrl.parse(text.strip());
        if (url == null) {
            return Optional.empty();
        }
        Map<String, String> query = query(url);
        UrlSignature signature = UrlSignature.of(query);
        PresignedUrl bare = new PresignedUrl(url, query, signature, false, hasToken(around));
        PresignedUrl best = bare;
        for (JsonNode object : signature == UrlSignature.NONE ? around : List.<JsonNode>of()) {
            Map<String, String> fields = named();
            gather(object, fields, DEEPEST, new int[] {MOST_LOOKED_AT});
            fields.putAll(query);
            PresignedUrl form = new PresignedUrl(url, fields, UrlSignature.of(fields), true, false);
            best = form.signature.compareTo(best.signature) > 0 ? form : best;
        }
        return Optional.of(best.isSigned() ? best : bare);
    }

    /** Whether something goes with the URL that only a machine writes, such as a token to send along. */
    private static boolean hasToken(List<JsonNode> around) {
        for (JsonNode value : around.isEmpty() ? List.<JsonNode>of() : around.get(0)) {
            String text = value.isTextual() ? value.textValue() : "";
            if (text.length() <= LONGEST
                    && TOKEN.matcher(text).matches()
                    && !HEX.matcher(text).matches()) {
                return true;
            }
        }
        return false;
    }

    private static Map<String, String> named() {
        return new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    }

    private static Map<String, String> query(HttpUrl url) {
        Map<String, String> query = named();
        for (int i = 0; i < url.querySize(); i++) {
            String value = url.queryParameterValue(i);
            query.put(url.queryParameterName(i), value == null ? "" : value);
        }
        return query;
    }

    /** Fields are an object, or a list of names and values. */
    private static void gather(JsonNode node, Map<String, String> fields, int depth, int[] left) {
        if (node.isArray()) {
            for (JsonNode element : node) {
                if (--left[0] < 0) {
                    return;
                }
                JsonNode name = element.path(element.has("name") ? "name" : "key");
                if (name.isTextual() && element.path("value").isValueNode()) {
                    fields.put(name.textValue(), element.path("value").asText());
                }
            }
            return;
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (fields.size() >= MOST_FIELDS || --left[0] < 0) {
                return;
            }
            if (field.getValue().isValueNode()) {
                fields.put(field.getKey(), field.getValue().asText());
            } else if (depth > 0) {
                gather(field.getValue(), fields, depth - 1, left);
            }
        }
    }

    HttpUrl url() {
        return url;
    }

    UrlSignature signature() {
        return signature;
    }

    boolean isSigned() {
        return signature == UrlSignature.STORAGE || signature == UrlSignature.OTHER;
    }

    UrlLifetime lifetime() {
        Map<String, String> told = named();
        told.putAll(parameters);
        // what stands beside a form, or in a URL of an own kind, may be a number of seconds from now
        if (form
                || (signature == UrlSignature.OTHER
                        && SPAN.matcher(told.getOrDefault("expires", "")).matches())) {
            told.remove("expires");
        }
        return UrlLifetime.of(told);
    }

    /** Whether any upload may use it as it is: nothing but the host is signed along with the address. */
    boolean signsHostAlone() {
        return !form
                && parameters.entrySet().stream()
                        .anyMatch(p -> SIGNED_HEADERS.matcher(p.getKey()).matches()
                                && p.getValue().equalsIgnoreCase("host"));
    }

    /**
     * Whether the address may itself be the secret, as with services that hand out one for each upload: something in it is long
     * and looks like chance, or goes along with it. The address of a file, or of a storage as a whole, is public.
     */
    boolean mayBeSecretItself() {
        return accompanied
                || url.pathSegments().stream().anyMatch(PresignedUrl::looksLikeChance)
                || parameters.values().stream().anyMatch(PresignedUrl::looksLikeChance);
    }

    private static boolean looksLikeChance(String text) {
        return text.length() >= LONGEST_WORD
                && (text.indexOf('.') < 0 || DOTTED.matcher(text).matches())
                && text.matches("(?s).*\\d.*");
    }

    /** The host alone. */
    @Override
    public String toString() {
        return Sites.origin(url) + "/…";
    }
}
