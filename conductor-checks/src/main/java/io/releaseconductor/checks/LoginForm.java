package io.releaseconductor.checks;

import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a login is sent.
 *
 * @param format how it is written
 * @param userField the field of the user; dots lead into objects: {@code user.email}
 * @param passwordField the field of the password, likewise
 * @param extra a JSON object that is sent along, into which user and password are put; or null. Never shown
 * @param origin the page that the login pretends to be sent from, for applications that ask where a login comes from; or null
 *     for none
 */
public record LoginForm(
        Format format,
        String userField,
        String passwordField,
        @Nullable String extra,
        @Nullable URI origin) {

    /** How it is written. */
    public enum Format {
        /** As a JSON object. */
        JSON,
        /** As a browser sends a form: {@code user[email]=…}. */
        FORM
    }

    static final LoginForm DEFAULT = new LoginForm(Format.JSON, "email", "password", null, null);

    /** Requires format and fields; what they may hold is checked where they are used. */
    public LoginForm {
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(userField, "userField");
        Objects.requireNonNull(passwordField, "passwordField");
    }

    /**
     * The same with other fields.
     *
     * @param user the field of the user
     * @param password the field of the password
     * @return the changed form
     */
    public LoginForm withFields(String user, String password) {
        return new LoginForm(format, user, password, extra, origin);
    }

    /** {@return format and fields, without what is sent along} */
    @Override
    public String toString() {
        return "LoginForm[" + format + ", " + userField + ", " + passwordField + (extra == null ? "" : ", extra") + "]";
    }
}
