package io.releaseconductor.checks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * What the status of a login means. Ill is a login that does not answer, that is not there, or that refuses the credentials;
 * one that was asked in a way that it does not understand is not.
 */
final class LoginStatus {

    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303);

    private static final Pattern BROWSERS_OWN = Pattern.compile("(?i)^\\s*(?:basic|digest|negotiate|ntlm)\\b");

    private LoginStatus() {}

    /** Whether somebody may be logged in by such an answer. */
    static boolean isOpen(int status) {
        return (status >= 200 && status < 300) || REDIRECTS.contains(status);
    }

    static boolean isRedirect(int status) {
        return REDIRECTS.contains(status);
    }

    /** Why nobody is logged in, or null if somebody may be. */
    static @Nullable Trouble trouble(WebAnswer answer, AuthOptions options) {
        if (isRedirect(answer.status())) {
            HttpUrl target = target(answer);
            if (target != null && LoginWords.leadToSecondFactor(target)) {
                return secondFactor(answer);
            }
            return leadsBack(answer, options) ? ledBack(answer) : null;
        }
        return isOpen(answer.status()) ? null : refused(answer, options);
    }

    /** The setting for another kind of session than a JWT; an answer without a body has no user. */
    static String anySession(WebAnswer answer) {
        boolean body = LoginRules.hasBody(answer.status()) && !answer.isBlank();
        return "SHIP_LOGIN_EXPECT=" + (body ? "session,user" : "session");
    }

    private static Trouble refused(WebAnswer answer, AuthOptions options) {
        Trouble trouble = StatusTroubles.of(answer, options.endpoint().status(), "SHIP_LOGIN");
        int status = answer.status();
        if (status >= 500 || status == 408 || trouble.unclear()) {
            return trouble;
        }
        String words = LoginWords.of(answer);
        if (isGate(answer)) {
            return unclear(
                    trouble,
                    "This is no answer of the login, but of what asks for another one in front of the environment. Let the"
                            + " conductor past it.");
        }
        if (LoginWords.speakOfRobots(words)) {
            return Trouble.unclear(
                    trouble.message() + ": captcha wanted",
                    "The login wants to know that a person is asking. Exempt the conductor's user or address from the captcha.",
                    answer.label() + ": " + answer.statusLine());
        }
        if (LoginWords.speakOfSecondFactor(words)) {
            return secondFactor(answer);
        }
        if (status == 419 || (status != 401 && LoginWords.speakOfGuard(words))) {
            return Trouble.unclear(
                    trouble.message() + ": CSRF token wanted",
                    "The login asks for a token against forged requests. Set SHIP_LOGIN_CSRF_PATH to the page or route that"
                            + " hands it out.",
                    answer.label() + ": " + answer.statusLine());
        }
        if ((status == 400 || status == 403) && LoginWords.speakOfOrigin(words)) {
            return Trouble.unclear(
                    trouble.message() + ": another origin wanted",
                    "The login only takes what comes from its own pages. Set SHIP_LOGIN_ORIGIN to the address of the page that"
                            + " people log in with.",
                    answer.label() + ": " + answer.statusLine());
        }
        return switch (status) {
            case 401 -> refusedCredentials(trouble);
            case 403 ->
                answer.looksLikeHtml() && !LoginWords.refuseCredentials(words)
                        ? unclear(
                                trouble,
                                "A page refuses the request, often a firewall or bot protection in front of the application."
                                        + " Let the conductor through.")
                        : refusedCredentials(trouble);
            case 404, 410 ->
                trouble.withHint("No login is served at this path, or no such user is known. Check SHIP_LOGIN_PATH and"
                        + " SHIP_LOGIN_USER.");
            case 405 -> trouble;
            case 429 ->
                unclear(trouble, "The application limits logins. Exempt the conductor's user from the limit, or wait.");
            default ->
                LoginWords.refuseCredentials(words)
                                || Json.tryParse(answer.text())
                                        .filter(LoginWords::holdsRefusal)
                                        .isPresent()
                        ? refusedCredentials(trouble)
                        : unclear(
                                trouble,
                                "The login route does not understand what was sent. Check SHIP_LOGIN_USER_FIELD,"
                                        + " SHIP_LOGIN_PASSWORD_FIELD, SHIP_LOGIN_FORMAT and SHIP_LOGIN_BODY.");
        };
    }

    /** A page with a question that browsers answer by themselves, as a web server asks it for all that is behind it. */
    private static boolean isGate(WebAnswer answer) {
        boolean asked = answer.headers().values("WWW-Authenticate").stream()
                .anyMatch(scheme -> BROWSERS_OWN.matcher(scheme).find());
        return answer.status() == 401 && asked && Json.tryParse(answer.text()).isEmpty();
    }

    private static Trouble refusedCredentials(Trouble trouble) {
        return trouble.withHint(
                "The credentials are refused. Check SHIP_LOGIN_USER and SHIP_LOGIN_PASSWORD, and that the user"
                        + " exists in this environment and is not locked.");
    }

    private static Trouble unclear(Trouble trouble, String hint) {
        return Trouble.unclear(trouble.message(), hint, trouble.error() == null ? "" : trouble.error());
    }

    static Trouble secondFactor(WebAnswer answer) {
        return Trouble.unclear(
                "Login asks for a second factor",
                "The conductor has none to give. Set SHIP_LOGIN_USER to a user without one, with no more rights than the check"
                        + " needs.",
                answer.label() + ": " + answer.statusLine() + ", and a second factor is asked for");
    }

    private static Trouble ledBack(WebAnswer answer) {
        return Trouble.of(
                "Login leads back to the login",
                "That is how form logins refuse credentials. Check SHIP_LOGIN_USER and SHIP_LOGIN_PASSWORD, that the user exists"
                        + " in this environment, and SHIP_LOGIN_USER_FIELD and SHIP_LOGIN_PASSWORD_FIELD.",
                answer.label() + ": " + answer.statusLine() + " back to the login, or with an error");
    }

    private static boolean leadsBack(WebAnswer answer, AuthOptions options) {
        HttpUrl target = target(answer);
        if (target == null) {
            return false;
        }
        boolean sameHost = target.host().equals(answer.url().host());
        boolean form = options.csrf() != null
                && samePath(target, HttpUrl.get(options.csrf().source()));
        return tellsOfError(target) || (sameHost && (samePath(target, answer.url()) || (form && !isApi(options))));
    }

    /** Whether an answer names an address to go to that tells of an error, as some do in a redirect's place. */
    static boolean namesError(WebAnswer answer, JsonNode json) {
        HttpUrl target = json.path("url").isTextual()
                ? answer.url().resolve(json.path("url").textValue())
                : null;
        return target != null && tellsOfError(target);
    }

    private static boolean tellsOfError(HttpUrl target) {
        return target.queryParameterNames().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .anyMatch(name -> name.startsWith("error") || name.startsWith("fail"));
    }

    /** A route that only hands out tokens is no page to be led back to. */
    private static boolean isApi(AuthOptions options) {
        return options.form().format() == LoginForm.Format.JSON;
    }

    private static boolean samePath(HttpUrl one, HttpUrl other) {
        return trimmed(one).equals(trimmed(other));
    }

    private static String trimmed(HttpUrl url) {
        String path = url.encodedPath();
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    static @Nullable HttpUrl target(WebAnswer answer) {
        String location = answer.headers().get("Location");
        return location == null ? null : answer.url().resolve(location);
    }
}
