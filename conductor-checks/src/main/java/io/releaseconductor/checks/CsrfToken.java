package io.releaseconductor.checks;

import com.fasterxml.jackson.databind.JsonNode;
import io.releaseconductor.http.Sites;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * A token against forged requests, as it is to be sent. Its value is a secret.
 *
 * @param value the token
 * @param field the field that it is sent in, or null for none
 * @param headers the headers that it is sent in
 */
record CsrfToken(String value, @Nullable String field, List<String> headers) {

    /** Names that speak of such a token. */
    private static final Pattern TELLING =
            Pattern.compile("(?i).*(?:csrf|xsrf|authenticity.?token|request.?verification).*|_token");

    /** What tells how the token is called, and not the token. */
    private static final Pattern ABOUT = Pattern.compile("(?i).*(?:param|parameter|header|name)");

    /** Rails and others; Django; Angular, axios and what goes with them. An application looks at the one that it knows. */
    private static final List<String> USUAL_HEADERS = List.of("X-CSRF-Token", "X-CSRFToken", "X-XSRF-TOKEN");

    private static final Pattern SENDABLE = Pattern.compile("[\\x20-\\x7E]{1,4096}");

    /** The token that the answer holds; empty if there is none. */
    static Optional<CsrfToken> find(WebAnswer answer, Cookies cookies, CsrfOptions options) {
        List<CsrfToken> found = new ArrayList<>();
        JsonNode json = Json.tryParse(answer.text()).orElse(null);
        if (json != null) {
            inJson(json, 3, options, found);
        } else if (answer.looksLikeHtml()) {
            inPage(Jsoup.parse(answer.text()), options, found);
        }
        for (int i = 0; i < answer.headers().size(); i++) {
            String name = answer.headers().name(i);
            if (!name.equalsIgnoreCase("Set-Cookie") && names(name, options)) {
                found.add(of(answer.headers().value(i), null, options));
            }
        }
        for (SetCookie cookie : cookies.kept()) {
            if (names(cookie.name(), options)) {
                found.add(of(TokenText.plain(cookie.value()), null, options));
            }
        }
        return found.stream().filter(t -> SENDABLE.matcher(t.value).matches()).findFirst();
    }

    private static void inJson(JsonNode json, int depth, CsrfOptions options, List<CsrfToken> found) {
        for (Map.Entry<String, JsonNode> field : json.properties()) {
            if (field.getValue().isTextual() && names(field.getKey(), options)) {
                found.add(of(field.getValue().textValue(), field.getKey(), options));
            } else if (depth > 0) {
                inJson(field.getValue(), depth - 1, options, found);
            }
        }
    }

    private static void inPage(Document page, CsrfOptions options, List<CsrfToken> found) {
        for (Element input : page.select("input[name][value]")) {
            if (names(input.attr("name"), options)) {
                found.add(of(input.attr("value"), input.attr("name"), options));
            }
        }
        for (Element meta : page.select("meta[name][content]")) {
            if (names(meta.attr("name"), options)) {
                found.add(of(meta.attr("content"), null, options));
            }
        }
    }

    private static boolean names(String name, CsrfOptions options) {
        return options.name() == null
                ? TELLING.matcher(name).matches() && !ABOUT.matcher(name).matches()
                : name.equalsIgnoreCase(options.name());
    }

    /** Whether a cookie of this name guards forms, and is no session. */
    static boolean isGuard(String cookie) {
        return TELLING.matcher(cookie).matches();
    }

    private static CsrfToken of(String value, @Nullable String foundIn, CsrfOptions options) {
        return new CsrfToken(
                value,
                options.field() == null ? foundIn : options.field(),
                options.header() == null ? USUAL_HEADERS : List.of(options.header()));
    }

    Headers asHeaders() {
        Headers.Builder all = new Headers.Builder();
        headers.forEach(name -> all.set(name, value));
        return all.build();
    }

    /** Where a login is said to be sent from: guards against forged requests ask for it as well. */
    static Headers origin(HttpUrl page) {
        return new Headers.Builder()
                .set("Origin", Sites.origin(page))
                .set("Referer", Sites.origin(page) + "/")
                .build();
    }

    /** Without the value. */
    @Override
    public String toString() {
        return "CsrfToken[field=" + field + ", headers=" + headers + "]";
    }
}
