package io.releaseconductor.checks;

import io.releaseconductor.config.Secret;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How the login is checked.
 *
 * @param endpoint the login route; takes the credentials as a JSON object
 * @param user who logs in, or null: then there is nothing to check
 * @param password the password, or null: then there is nothing to check
 * @param userField the name of the user's field in what is sent
 * @param passwordField the name of the password's field in what is sent
 * @param cookie the name of the cookie that holds the JWT, or null for any
 * @param dataField where the answer holds the user's data, such as {@code data.user}; null for the usual places
 */
public record AuthOptions(
        Endpoint endpoint,
        @Nullable String user,
        @Nullable Secret password,
        String userField,
        String passwordField,
        @Nullable String cookie,
        @Nullable String dataField) {

    static final String PATH = "/auth/login";
    static final String USER_FIELD = "email";
    static final String PASSWORD_FIELD = "password";

    /**
     * Validates.
     *
     * @throws IllegalArgumentException if the method is GET, or the name of a field is not allowed
     */
    public AuthOptions {
        Objects.requireNonNull(endpoint, "endpoint");
        Objects.requireNonNull(userField, "userField");
        Objects.requireNonNull(passwordField, "passwordField");
        if (endpoint.method().equals("GET")) {
            throw new IllegalArgumentException("auth: method is 'GET'; allowed: PATCH, POST, PUT");
        }
        Require.field("auth: user field", userField);
        Require.field("auth: password field", passwordField);
        Require.field("auth: data field", dataField);
    }

    /**
     * The defaults: {@code POST /auth/login} with {@code email} and {@code password}, without credentials yet.
     *
     * @param base the base URL
     * @return the options
     */
    public static AuthOptions at(URI base) {
        return new AuthOptions(
                Endpoint.post(Endpoint.under(base, PATH)), null, null, USER_FIELD, PASSWORD_FIELD, null, null);
    }

    /**
     * The same with another login route.
     *
     * @param value the login route
     * @return the changed options
     */
    public AuthOptions withEndpoint(Endpoint value) {
        return new AuthOptions(value, user, password, userField, passwordField, cookie, dataField);
    }

    /**
     * The same with credentials.
     *
     * @param newUser who logs in
     * @param newPassword the password
     * @return the changed options
     */
    public AuthOptions withCredentials(String newUser, Secret newPassword) {
        return new AuthOptions(endpoint, newUser, newPassword, userField, passwordField, cookie, dataField);
    }

    /**
     * The same with other names of what is sent.
     *
     * @param newUserField the name of the user's field
     * @param newPasswordField the name of the password's field
     * @return the changed options
     */
    public AuthOptions withFields(String newUserField, String newPasswordField) {
        return new AuthOptions(endpoint, user, password, newUserField, newPasswordField, cookie, dataField);
    }

    /**
     * The same with the name of the cookie.
     *
     * @param value the cookie that holds the JWT, or null for any
     * @return the changed options
     */
    public AuthOptions withCookie(@Nullable String value) {
        return new AuthOptions(endpoint, user, password, userField, passwordField, value, dataField);
    }

    /**
     * The same with the place of the user's data.
     *
     * @param value such as {@code data.user}, or null for the usual places
     * @return the changed options
     */
    public AuthOptions withDataField(@Nullable String value) {
        return new AuthOptions(endpoint, user, password, userField, passwordField, cookie, value);
    }

    /** {@return where and as what, without the credentials} */
    @Override
    public String toString() {
        return "AuthOptions[" + endpoint + ", credentials=" + (user != null && password != null ? "set" : "not set")
                + "]";
    }
}
