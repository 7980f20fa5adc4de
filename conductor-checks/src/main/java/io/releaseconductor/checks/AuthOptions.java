package io.releaseconductor.checks;

import io.releaseconductor.config.Secret;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How the login is checked.
 *
 * @param endpoint the login route
 * @param user who logs in, or null: then there is nothing to check
 * @param password the password, or null: then there is nothing to check
 * @param form what is sent
 * @param expected what has to come back
 * @param csrf the token against forged requests that is fetched first, or null for none
 */
public record AuthOptions(
        Endpoint endpoint,
        @Nullable String user,
        @Nullable Secret password,
        LoginForm form,
        LoginExpectation expected,
        @Nullable CsrfOptions csrf) {

    static final String PATH = "/auth/login";

    /**
     * Validates.
     *
     * @throws IllegalArgumentException if the settings cannot work: names all that are wrong, and what is allowed
     */
    public AuthOptions {
        Objects.requireNonNull(endpoint, "endpoint");
        Objects.requireNonNull(form, "form");
        Objects.requireNonNull(expected, "expected");
        List<LoginRules.Problem> problems = LoginRules.problems(endpoint, form, expected, csrf);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(problems.stream()
                    .map(p -> "auth: " + p.field() + (p.value() == null ? " cannot work" : " is '" + p.value() + "'")
                            + "; allowed: " + p.allowed())
                    .collect(Collectors.joining("\n")));
        }
    }

    /**
     * The defaults: {@code POST /auth/login} with {@code email} and {@code password} as JSON, without credentials yet; a JWT
     * cookie and the user's data have to come back.
     *
     * @param base the base URL
     * @return the options
     */
    public static AuthOptions at(URI base) {
        return new AuthOptions(
                Endpoint.post(Endpoint.under(base, PATH)),
                null,
                null,
                LoginForm.DEFAULT,
                LoginExpectation.DEFAULT,
                null);
    }

    /**
     * The same with another login route.
     *
     * @param value the login route
     * @return the changed options
     */
    public AuthOptions withEndpoint(Endpoint value) {
        return new AuthOptions(value, user, password, form, expected, csrf);
    }

    /**
     * The same with credentials.
     *
     * @param newUser who logs in
     * @param newPassword the password
     * @return the changed options
     */
    public AuthOptions withCredentials(String newUser, Secret newPassword) {
        return new AuthOptions(endpoint, newUser, newPassword, form, expected, csrf);
    }

    /**
     * The same with other names of what is sent.
     *
     * @param userField the field of the user; dots lead into objects
     * @param passwordField the field of the password, likewise
     * @return the changed options
     */
    public AuthOptions withFields(String userField, String passwordField) {
        return withForm(form.withFields(userField, passwordField));
    }

    /**
     * The same with something else to send.
     *
     * @param value what is sent
     * @return the changed options
     */
    public AuthOptions withForm(LoginForm value) {
        return new AuthOptions(endpoint, user, password, value, expected, csrf);
    }

    /**
     * The same with something else to come back.
     *
     * @param value what has to come back
     * @return the changed options
     */
    public AuthOptions withExpected(LoginExpectation value) {
        return new AuthOptions(endpoint, user, password, form, value, csrf);
    }

    /**
     * The same with a token against forged requests.
     *
     * @param value where it comes from and how it is sent, or null for none
     * @return the changed options
     */
    public AuthOptions withCsrf(@Nullable CsrfOptions value) {
        return new AuthOptions(endpoint, user, password, form, expected, value);
    }

    /**
     * The same with the name of the cookie.
     *
     * @param value the cookie that holds the session, or null for any
     * @return the changed options
     */
    public AuthOptions withCookie(@Nullable String value) {
        return withExpected(expected.withCookie(value));
    }

    /**
     * The same with the place of the user's data.
     *
     * @param value such as {@code data.user}, or null for wherever it is recognised
     * @return the changed options
     */
    public AuthOptions withDataField(@Nullable String value) {
        return withExpected(expected.withDataField(value));
    }

    /** {@return where and as what, without the credentials} */
    @Override
    public String toString() {
        return "AuthOptions[" + endpoint + ", credentials=" + (user != null && password != null ? "set" : "not set")
                + "]";
    }
}
