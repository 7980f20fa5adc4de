package io.releaseconductor.checks.browser;

import io.releaseconductor.config.Secret;
import java.net.URI;
import java.util.Objects;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * How the page of a canary is asked for, while a wave is verified that does not reach everything. Immutable; it prints without the header,
 * which may be a secret.
 *
 * @param base the base URL of the environment's frontend
 * @param address the base URL of its canary's, in which <code>{target}</code> stands for the name of a wave's target; null where the canary
 *     has no address of its own
 * @param header a header that is sent to that origin and to no other, as {@code NAME: VALUE}, in which <code>{target}</code> stands for the
 *     same; a {@code Cookie} is set as one. Null for none
 */
public record BrowserCanary(
        URI base, @Nullable String address, @Nullable Secret header) {

    static final String TARGET = "{target}";

    /**
     * Validates.
     *
     * @throws IllegalArgumentException if the base or the address is none that can be asked, or the header is none: never names its value
     */
    public BrowserCanary {
        Objects.requireNonNull(base, "base");
        if (HttpUrl.parse(base.toString()) == null) {
            throw new IllegalArgumentException("canary: base is not allowed; allowed: an http or https URL");
        }
        if (address != null
                && HttpUrl.parse(address.replace(TARGET, "part")) == null
                && HttpUrl.parse(address.replace(TARGET, "1")) == null) {
            throw new IllegalArgumentException(
                    "canary: address is not allowed; allowed: an http or https URL; it may hold " + TARGET);
        }
        if (header != null && Header.parse(header.reveal()).isEmpty()) {
            throw new IllegalArgumentException("canary: header is not allowed; allowed: " + Header.ALLOWED);
        }
    }

    @Nullable
    Header parsedHeader() {
        return header == null ? null : Header.parse(header.reveal()).orElseThrow();
    }
}
