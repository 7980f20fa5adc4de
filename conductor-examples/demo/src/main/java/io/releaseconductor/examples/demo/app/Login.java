package io.releaseconductor.examples.demo.app;

import io.releaseconductor.config.Secret;
import java.util.Objects;

/**
 * The one who can log in.
 *
 * @param email the user's address
 * @param password the user's password
 */
public record Login(String email, Secret password) {
    /** Requires both. */
    public Login {
        Objects.requireNonNull(email, "email");
        Objects.requireNonNull(password, "password");
    }
}
