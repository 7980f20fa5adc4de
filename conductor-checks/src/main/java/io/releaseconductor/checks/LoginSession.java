package io.releaseconductor.checks;

import com.fasterxml.jackson.databind.JsonNode;
import io.releaseconductor.checks.LoginExpectation.Session;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Is there a session afterwards? */
final class LoginSession {

    private static final int SHORTEST_ID = 16;
    private static final int MOST_VALUES = 300;
    private static final int DEEPEST_VALUE = 5;

    private final Login.Outcome outcome;
    private final @Nullable JsonNode body;
    private final LoginExpectation expected;
    private final Instant now;

    LoginSession(Login.Outcome outcome, @Nullable JsonNode body, LoginExpectation expected, Instant now) {
        this.outcome = outcome;
        this.body = body;
        this.expected = expected;
        this.now = outcome.answer().clock(now);
    }

    /**
     * What was found.
     *
     * @param seen the session in words, or null if there is none
     * @param trouble what is wrong with it, or null if nothing is
     */
    record Verdict(@Nullable String seen, @Nullable Trouble trouble) {

        static Verdict good(String seen) {
            return new Verdict(seen, null);
        }

        static Verdict bad(Trouble trouble) {
            return new Verdict(null, trouble);
        }
    }

    Verdict judge() {
        String field = expected.tokenField();
        String header = expected.tokenHeader();
        if (field != null) {
            return inPlace("field " + field, Login.token(outcome.answer(), expected), field);
        }
        if (header != null) {
            return inPlace("header " + header, Login.token(outcome.answer(), expected), header);
        }
        return inCookies();
    }

    private Verdict inPlace(String place, @Nullable String value, String name) {
        if (value == null || value.isBlank()) {
            return Verdict.bad(Trouble.of(
                    "No login token",
                    "The login answers without a token at the " + place + ". Check that it still gives one, and "
                            + (name.equals(expected.tokenField())
                                    ? "SHIP_LOGIN_TOKEN_FIELD."
                                    : "SHIP_LOGIN_TOKEN_HEADER."),
                    label() + "no token at the " + place));
        }
        JwtState state = Jwt.find(value, now);
        if (state.isGood() || (expected.session() == Session.ANY && isNoToken(state))) {
            return Verdict.good(words(state) + " at the " + place);
        }
        return Verdict.bad(trouble(state, "the token at the " + place));
    }

    private Verdict inCookies() {
        List<CookieChunks.Whole> cookies = CookieChunks.joined(outcome.cookies().kept()).stream()
                .filter(c -> isWanted(c.name()) && !TokenText.plain(c.value()).isBlank())
                .toList();
        CookieChunks.Whole best = null;
        JwtState state = JwtState.NO_JWT;
        for (CookieChunks.Whole cookie : cookies) {
            JwtState candidate = Jwt.find(cookie.value(), now);
            if (best == null || candidate.compareTo(state) > 0) {
                best = cookie;
                state = candidate;
            }
        }
        if (best != null && state.isGood()) {
            return Verdict.good(words(state) + " in " + Seen.name(best.name(), "a cookie"));
        }
        Optional<Trouble> token = dropped(c -> Jwt.find(c.value(), now).compareTo(JwtState.SEALED) > 0);
        Optional<Trouble> dropped = token.or(() -> dropped(this::mayBeSession));
        if (expected.session() == Session.ANY && isNoToken(state)) {
            return any(cookies, dropped);
        }
        if (best != null && !isNoToken(state)) {
            return Verdict.bad(trouble(state, "the token in " + Seen.name(best.name(), "a cookie")));
        }
        if (state != JwtState.NO_JWT) {
            JwtState found = state;
            return Verdict.bad(token.or(this::elsewhere).orElseGet(() -> trouble(found, seen(cookies))));
        }
        boolean none = best == null;
        return Verdict.bad(token.or(this::elsewhere)
                .or(() -> dropped)
                .orElseGet(() -> none ? noCookie() : trouble(JwtState.NO_JWT, seen(cookies))));
    }

    private Optional<Trouble> dropped(Predicate<SetCookie> which) {
        return outcome.cookies().refused().entrySet().stream()
                .filter(e -> isWanted(e.getKey().name()) && which.test(e.getKey()))
                .map(e -> e.getValue().trouble(outcome.answer(), e.getKey()))
                .findFirst();
    }

    private Verdict any(List<CookieChunks.Whole> cookies, Optional<Trouble> dropped) {
        Optional<CookieChunks.Whole> session = cookies.stream()
                .filter(c -> expected.cookie() != null || c.value().length() >= SHORTEST_ID)
                .findFirst();
        if (session.isPresent()) {
            return Verdict.good("a session in " + Seen.name(session.get().name(), "a cookie"));
        }
        return Verdict.bad(dropped.or(this::elsewhere)
                .orElseGet(() -> cookies.isEmpty()
                        ? noCookie()
                        : Trouble.unclear(
                                "No session among the cookies",
                                "Set SHIP_LOGIN_COOKIE to the name of the cookie that holds the session.",
                                label() + "the cookies are too short for a session: " + seen(cookies))));
    }

    private boolean isWanted(String name) {
        return expected.cookie() == null ? !CsrfToken.isGuard(name) : name.equals(expected.cookie());
    }

    private boolean mayBeSession(SetCookie cookie) {
        return cookie.value().length() >= SHORTEST_ID || Jwt.find(cookie.value(), now) != JwtState.NO_JWT;
    }

    private static boolean isNoToken(JwtState state) {
        return state == JwtState.NO_JWT || state == JwtState.SEALED || state == JwtState.MALFORMED;
    }

    private static String words(JwtState state) {
        return switch (state) {
            case VALID -> "a JWT";
            case ENCRYPTED -> "an encrypted JWT";
            default -> "a session";
        };
    }

    private String label() {
        return outcome.answer().label() + ": ";
    }

    private static String seen(List<CookieChunks.Whole> cookies) {
        return "cookies "
                + Seen.names(cookies.stream().map(CookieChunks.Whole::name).toList());
    }

    /** A token that is given in another way than by a cookie is not where it was looked for, and no illness. */
    private Optional<Trouble> elsewhere() {
        for (int i = 0; i < outcome.answer().headers().size(); i++) {
            String name = outcome.answer().headers().name(i);
            String value = outcome.answer().headers().value(i);
            if (!name.equalsIgnoreCase("Set-Cookie") && Jwt.find(value, now).compareTo(JwtState.SEALED) > 0) {
                return Optional.of(
                        elsewhere("a header", "SHIP_LOGIN_TOKEN_HEADER=" + Seen.name(name, "its name"), false));
            }
        }
        if (body == null) {
            return Optional.empty();
        }
        List<String> jwts = new ArrayList<>();
        List<String> opaque = new ArrayList<>();
        collect(body, "", DEEPEST_VALUE, jwts, opaque);
        return jwts.stream()
                .min((a, b) -> Integer.compare(rank(a), rank(b)))
                .map(path -> elsewhere("its body", "SHIP_LOGIN_TOKEN_FIELD=" + path, false))
                .or(() -> opaque.stream()
                        .findFirst()
                        .map(path -> elsewhere("its body", "SHIP_LOGIN_TOKEN_FIELD=" + path, true)));
    }

    private Trouble elsewhere(String where, String setting, boolean opaque) {
        return Trouble.unclear(
                "Token not in a cookie",
                "The login gives a token in " + where + ". Set " + setting
                        + (opaque ? " and " + anySession() + "." : "."),
                label() + "no session in the cookies, but a token in " + where);
    }

    /** The setting for another kind of session; an answer without a body has no user. */
    private String anySession() {
        int status = outcome.answer().status();
        boolean bodiless = status == 204 || status == 205 || LoginStatus.isRedirect(status);
        return "SHIP_LOGIN_EXPECT=" + (bodiless ? "session" : "session,user");
    }

    /** A refresh token lives longer, and an id token is for the client: the access token is what logs in. */
    private static int rank(String path) {
        String name = path.toLowerCase(Locale.ROOT);
        return name.contains("access") ? 0 : name.contains("refresh") ? 3 : name.contains("id") ? 2 : 1;
    }

    private void collect(JsonNode node, String path, int depth, List<String> jwts, List<String> opaque) {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            String here = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
            JsonNode value = field.getValue();
            if (!Seen.isName(field.getKey()) || jwts.size() + opaque.size() > MOST_VALUES) {
                continue;
            }
            if (value.isTextual()) {
                if (Jwt.find(value.textValue(), now).compareTo(JwtState.SEALED) > 0) {
                    jwts.add(here);
                } else if (here.toLowerCase(Locale.ROOT).contains("token")
                        && value.textValue().length() >= SHORTEST_ID) {
                    opaque.add(here);
                }
            } else if (depth > 0) {
                collect(value, here, depth - 1, jwts, opaque);
            }
        }
    }

    private Trouble noCookie() {
        String wanted = expected.cookie() == null ? "a cookie for a session" : "the cookie of SHIP_LOGIN_COOKIE";
        return Trouble.of(
                "No login cookie",
                "The login sets no cookie. Check that it still does, SHIP_LOGIN_COOKIE, and proxies that strip Set-Cookie.",
                label()
                        + (outcome.cookies().takenBack()
                                ? "the answer sets a cookie and deletes it again"
                                : "the answer does not set " + wanted));
    }

    private Trouble trouble(JwtState state, String what) {
        return switch (state) {
            case MALFORMED ->
                Trouble.of(
                        "JWT is malformed",
                        "It begins as a JWT does, but header or payload cannot be read. Check how the token is made and whether"
                                + " the cookie is cut or encoded.",
                        label() + what
                                + ": header and payload have to be JSON objects in base64url without padding, the header"
                                + " with alg, exp and nbf numbers");
            case UNSIGNED ->
                Trouble.of(
                        "JWT is not signed",
                        "Anybody could write such a token. Check the signing algorithm and key in this environment's"
                                + " configuration.",
                        label() + what + " has no signature");
            case EXPIRED ->
                Trouble.of(
                        "JWT already expired",
                        "A fresh login gives an expired token. Check the token's life time, and the clocks of application and"
                                + " conductor.",
                        label() + what + ": its exp has passed");
            case NOT_YET_VALID ->
                Trouble.of(
                        "JWT not valid yet",
                        "The token starts to hold in the future. Check the clocks of application and conductor.",
                        label() + what + ": its nbf has not come");
            case SEALED ->
                Trouble.unclear(
                        "Session not understood",
                        "The login sets something that looks like a session of another kind than a JWT. If this is how the"
                                + " application keeps sessions, set "
                                + anySession()
                                + "; else SHIP_LOGIN_COOKIE to the cookie"
                                + " that holds the JWT.",
                        label() + "no JWT, but something sealed or signed in another way: " + what);
            case NO_JWT, ENCRYPTED, VALID ->
                Trouble.of(
                        "No JWT among the cookies",
                        "The login sets cookies, but none that is a JWT. If the application keeps sessions by id, set "
                                + anySession()
                                + "; else check how sessions are kept, and SHIP_LOGIN_COOKIE.",
                        label() + "no JWT in " + what);
        };
    }

    /** Cookies that are for another site than the address that was asked. */
    List<String> forAnotherSite() {
        return outcome.cookies().kept().stream()
                .filter(c -> isWanted(c.name())
                        && CookieRefusal.isForAnotherSite(c, outcome.answer().url()))
                .filter(this::mayBeSession)
                .map(SetCookie::name)
                .toList();
    }
}
