package io.releaseconductor.checks;

import com.fasterxml.jackson.databind.JsonNode;
import io.releaseconductor.checks.LoginExpectation.Session;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Is there a session afterwards? */
final class LoginSession {

    private static final int SHORTEST_ID = 16;

    private final Login.Outcome outcome;
    private final LoginExpectation expected;
    private final Instant now;
    private final TokenPlaces places;

    LoginSession(Login.Outcome outcome, @Nullable JsonNode body, LoginExpectation expected, Instant now) {
        this.outcome = outcome;
        this.expected = expected;
        this.now = outcome.answer().clock(now);
        this.places = new TokenPlaces(outcome.answer(), body, this.now);
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
        if (value == null || TokenText.isNothing(value)) {
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
        return Verdict.bad(
                state == JwtState.NO_JWT || state == JwtState.SEALED
                        ? otherToken(place)
                        : trouble(state, "the token at the " + place));
    }

    private Trouble otherToken(String place) {
        String error = label() + "what is at the " + place + " is no JWT";
        return expected.session() == Session.JWT
                ? Trouble.of(
                        "No JWT at the " + place,
                        "SHIP_LOGIN_EXPECT says that it is a JWT. Check how tokens are made in this environment.",
                        error)
                : Trouble.unclear(
                        "Token not understood",
                        "The token is of another kind than a JWT. If this is how the application makes them, set "
                                + anySession() + ".",
                        error);
    }

    private Verdict inCookies() {
        List<CookieChunks.Whole> cookies = CookieChunks.joined(outcome.cookies().kept()).stream()
                .filter(c -> isWanted(c.name()) && !TokenText.isNothing(c.value()))
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
            return Verdict.bad(token.or(() -> places.ofJwt()).orElseGet(() -> trouble(found, seen(cookies))));
        }
        boolean none = best == null;
        return Verdict.bad(token.or(places::any)
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
        return Verdict.bad(dropped.or(places::any)
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
                expected.session() == Session.JWT
                        ? noJwt(what)
                        : Trouble.unclear(
                                "Session not understood",
                                "The login sets something that looks like a session of another kind than a JWT. If this is how the"
                                        + " application keeps sessions, set "
                                        + anySession()
                                        + "; else SHIP_LOGIN_COOKIE to the cookie"
                                        + " that holds the JWT.",
                                label() + "no JWT, but something sealed or signed in another way: " + what);
            case NO_JWT, ENCRYPTED, VALID -> noJwt(what);
        };
    }

    private Trouble noJwt(String what) {
        return Trouble.of(
                "No JWT among the cookies",
                "The login sets cookies, but none that is a JWT. If the application keeps sessions in another way, set "
                        + anySession()
                        + "; else check how sessions are kept, and SHIP_LOGIN_COOKIE.",
                label() + "no JWT in " + what);
    }

    private String anySession() {
        return LoginStatus.anySession(outcome.answer());
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
