package io.releaseconductor.checks;

import io.releaseconductor.config.Secret;
import java.util.Optional;

/** Logs in with the configured credentials. */
final class Login {

    private Login() {}

    /** The login request, or empty if there are no credentials. */
    static Optional<WebRequest> request(AuthOptions options) {
        String user = options.user();
        Secret password = options.password();
        if (user == null || password == null) {
            return Optional.empty();
        }
        String body = Json.object(options.userField(), user, options.passwordField(), password.reveal());
        return Optional.of(WebRequest.json(options.endpoint(), body));
    }

    static Trouble refused(WebAnswer answer, AuthOptions options) {
        Trouble trouble = StatusTroubles.of(answer, options.endpoint().status(), "SHIP_LOGIN");
        return switch (answer.status()) {
            case 400, 422 ->
                trouble.withHint("The login route does not understand what was sent. Check SHIP_LOGIN_USER_FIELD and"
                        + " SHIP_LOGIN_PASSWORD_FIELD.");
            case 401, 403 ->
                trouble.withHint(
                        "The credentials are refused. Check SHIP_LOGIN_USER and SHIP_LOGIN_PASSWORD, and that the"
                                + " user exists in this environment and is not locked.");
            case 404 ->
                trouble.withHint("No login is served at this path, or no such user is known. Check SHIP_LOGIN_PATH and"
                        + " SHIP_LOGIN_USER.");
            case 429 -> trouble.withHint("The application limits logins. Exempt the conductor's user from the limit.");
            default -> trouble;
        };
    }
}
