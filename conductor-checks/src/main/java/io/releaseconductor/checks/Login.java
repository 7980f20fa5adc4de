package io.releaseconductor.checks;

import com.fasterxml.jackson.databind.JsonNode;
import io.releaseconductor.config.Secret;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Logs in with the configured credentials. */
final class Login {

    /** As a field: the token is all of the body, as text or as a JSON string. */
    static final String WHOLE_BODY = "$";

    private static final Pattern SENDABLE = Pattern.compile("[\\x20-\\x7E]{1,16384}");

    private static final int MOST_CHARACTERS = 16_384;

    private Login() {}

    /**
     * What came back.
     *
     * @param answer the answer to the login
     * @param cookies what a browser keeps afterwards, those of before included
     */
    record Outcome(WebAnswer answer, Cookies cookies) {}

    static boolean isPossible(AuthOptions options) {
        return options.user() != null && options.password() != null;
    }

    /**
     * Fetches a token against forged requests if that is asked for, and logs in.
     *
     * @throws TroubleException if there is no whole answer, or no token
     * @throws InterruptedException if interrupted
     */
    static Outcome perform(WebClient web, AuthOptions options, Deadline deadline, Instant now)
            throws TroubleException, InterruptedException {
        String user = options.user();
        Secret password = options.password();
        if (user == null || password == null) {
            throw new IllegalStateException("a login without credentials");
        }
        CsrfOptions csrf = options.csrf();
        if (csrf == null) {
            String body = LoginBody.of(options.form(), user, password.reveal(), null);
            return send(web, options, body, null, Cookies.none(), deadline, now);
        }
        WebAnswer page = web.send(WebRequest.page(Endpoint.get(csrf.source())), deadline);
        if (page.status() >= 500) {
            throw StatusTroubles.of(page, 200, "SHIP_LOGIN_CSRF").asException();
        }
        Cookies cookies = Cookies.of(page, now);
        CsrfToken token = CsrfToken.find(page, cookies, csrf)
                .orElseThrow(() -> noToken(page, cookies).asException());
        String body = LoginBody.of(options.form(), user, password.reveal(), token);
        return send(web, options, body, token, cookies, deadline, now);
    }

    private static Outcome send(
            WebClient web,
            AuthOptions options,
            String body,
            @Nullable CsrfToken token,
            Cookies before,
            Deadline deadline,
            Instant now)
            throws TroubleException, InterruptedException {
        WebRequest request = options.form().format() == LoginForm.Format.FORM
                ? WebRequest.form(options.endpoint(), body)
                : WebRequest.json(options.endpoint(), body);
        if (token != null) {
            request = request.with(token.asHeaders()).withCookies(before.header());
        }
        HttpUrl origin = origin(options, token != null);
        WebAnswer answer = web.send(origin == null ? request : request.with(CsrfToken.origin(origin)), deadline);
        return new Outcome(answer, before.then(Cookies.of(answer, now)));
    }

    /** The request as somebody sends it who is logged in. */
    static WebRequest loggedIn(WebRequest request, Outcome outcome, AuthOptions options) {
        WebRequest withCookies = request.withCookies(outcome.cookies().header());
        String token = token(outcome.answer(), options.expected());
        if (token == null || !SENDABLE.matcher(token).matches()) {
            return withCookies;
        }
        String bare = token.replaceFirst("(?i)^bearer +", "");
        return withCookies.with(
                new Headers.Builder().set("Authorization", "Bearer " + bare).build());
    }

    /** The token that the answer gives in a cookie's place, or null. */
    static @Nullable String token(WebAnswer answer, LoginExpectation expected) {
        String header = expected.tokenHeader();
        String field = expected.tokenField();
        if (header != null) {
            return answer.headers().get(header);
        }
        if (field == null) {
            return null;
        }
        if (field.equals(WHOLE_BODY)) {
            return wholeBody(answer);
        }
        return JsonAnswers.tryParse(answer)
                .map(json -> Json.at(json, field))
                .filter(JsonNode::isValueNode)
                .filter(node -> !node.isNull())
                .map(JsonNode::asText)
                .orElse(null);
    }

    /** The body where it is one text, as such or in JSON, or null. */
    static @Nullable String wholeBody(WebAnswer answer) {
        JsonNode json = Json.tryParse(answer.text()).orElse(null);
        if (json != null) {
            return json.isTextual() ? json.textValue() : null;
        }
        String text = answer.text().strip();
        return answer.looksLikeHtml() || text.isEmpty() || text.length() > MOST_CHARACTERS ? null : text;
    }

    private static @Nullable HttpUrl origin(AuthOptions options, boolean guarded) {
        if (options.form().origin() != null) {
            return HttpUrl.get(options.form().origin());
        }
        return guarded ? HttpUrl.get(options.endpoint().url()) : null;
    }

    private static Trouble noToken(WebAnswer page, Cookies cookies) {
        String seen = Optional.of(cookies.kept().stream().map(SetCookie::name).toList())
                .filter(names -> !names.isEmpty())
                .map(names -> "cookies " + Seen.names(names))
                .orElse("no cookie");
        return Trouble.unclear(
                "No CSRF token found",
                "Set SHIP_LOGIN_CSRF_PATH to what hands the token out, and SHIP_LOGIN_CSRF_NAME to the cookie, form field, meta"
                        + " tag, JSON field or header that holds it there.",
                page.label() + ": " + page.statusLine() + " with " + seen + ", and no token in it");
    }
}
