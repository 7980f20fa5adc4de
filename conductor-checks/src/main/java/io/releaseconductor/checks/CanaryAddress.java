package io.releaseconductor.checks;

import io.releaseconductor.model.Reach;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Where an environment is, and where its canary answers. Immutable.
 *
 * @param base the base URL of the environment
 * @param canary the base URL of its canary, in which <code>{target}</code> stands for the name of a wave's target; null where the
 *     canary has no address of its own
 */
public record CanaryAddress(URI base, @Nullable String canary) {

    /** What stands for the name of a target. */
    static final String TARGET = "{target}";

    private static final String ALLOWED = "an http or https URL without user, query and fragment";

    /**
     * Validates.
     *
     * @throws IllegalArgumentException if one of them is not an address that can be asked
     */
    public CanaryAddress {
        Objects.requireNonNull(base, "base");
        if (parsed(base.toString()) == null) {
            throw new IllegalArgumentException("canary: base is not allowed; allowed: " + ALLOWED);
        }
        if (canary != null
                && parsed(canary.replace(TARGET, "part")) == null
                && parsed(canary.replace(TARGET, "1")) == null) {
            throw new IllegalArgumentException(
                    "canary: address is not allowed; allowed: " + ALLOWED + "; it may hold " + TARGET);
        }
    }

    /** Whether the canary is asked where the environment is. */
    boolean isTheSame() {
        return canary != null && Objects.equals(parsed(canary), parsed(base.toString()));
    }

    /**
     * Where the canary answers while a wave is verified.
     *
     * @param reach how far the wave goes
     * @return its base URL; empty if it has none of its own then
     * @throws IllegalArgumentException if the target's name makes no address
     */
    Optional<HttpUrl> at(Reach reach) {
        if (canary == null || (canary.contains(TARGET) && !(reach instanceof Reach.Target))) {
            return Optional.empty();
        }
        HttpUrl url = parsed(canary.replace(TARGET, reach.words()));
        if (url == null) {
            throw new IllegalArgumentException("the target's name makes no address");
        }
        return Optional.of(url);
    }

    private static @Nullable HttpUrl parsed(String text) {
        HttpUrl url = text.indexOf('{') >= 0 ? null : HttpUrl.parse(text.replaceAll("/+$", "") + "/");
        boolean bare = url != null
                && url.encodedUsername().isEmpty()
                && url.encodedPassword().isEmpty()
                && url.encodedQuery() == null
                && url.encodedFragment() == null;
        return bare ? url : null;
    }
}
