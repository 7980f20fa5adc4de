package io.releaseconductor.checks;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What has to come back from a login.
 *
 * @param session what kind of session
 * @param user whether the answer has to hold the user's data
 * @param cookie the name of the cookie that holds the session, without the numbers of chunks; null for any
 * @param tokenField the field of the answer that holds the token in a cookie's place, or null
 * @param tokenHeader the header of the answer that holds the token in a cookie's place, or null
 * @param dataField where the answer holds the user's data, such as {@code data.user}; null for wherever it is recognised
 */
public record LoginExpectation(
        Session session,
        boolean user,
        @Nullable String cookie,
        @Nullable String tokenField,
        @Nullable String tokenHeader,
        @Nullable String dataField) {

    /** A kind of session. */
    public enum Session {
        /** A JWT, signed or encrypted, as long as nobody said so: a session that is kept in another way may be right. */
        PRESUMED_JWT,
        /** A JWT, signed or encrypted. A session of another kind is a failure. */
        JWT,
        /** Any token or session id. */
        ANY,
        /** None: the status decides. */
        NONE;

        boolean isJwt() {
            return this == JWT || this == PRESUMED_JWT;
        }
    }

    static final LoginExpectation DEFAULT = new LoginExpectation(Session.PRESUMED_JWT, true, null, null, null, null);

    /** Requires the kind of session; how the rest fits together is checked where it is used. */
    public LoginExpectation {
        Objects.requireNonNull(session, "session");
    }

    /**
     * The same with the name of the cookie.
     *
     * @param value the cookie that holds the session, or null for any
     * @return the changed expectation
     */
    public LoginExpectation withCookie(@Nullable String value) {
        return new LoginExpectation(session, user, value, tokenField, tokenHeader, dataField);
    }

    /**
     * The same with the place of the user's data.
     *
     * @param value such as {@code data.user}, or null for wherever it is recognised
     * @return the changed expectation
     */
    public LoginExpectation withDataField(@Nullable String value) {
        return new LoginExpectation(session, user, cookie, tokenField, tokenHeader, value);
    }
}
