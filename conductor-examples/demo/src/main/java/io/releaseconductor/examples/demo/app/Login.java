package io.releaseconductor.examples.demo.app;

import io.releaseconductor.config.Secret;
import java.util.Objects;

/**
 * The one who can log in.
 *
 * @param user the user's name
 * @param password the user's password
 */
public record Login(String user, Secret password) {
    /** Requires both. */
    public Login {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(password, "password");
    }
}
