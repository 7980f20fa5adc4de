package io.releaseconductor.checks;

import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a canary is asked, while a wave is verified that does not reach everything. Immutable.
 *
 * @param frontend where the frontend is, and where that of its canary; null if it is not checked
 * @param api where the API is, and where that of its canary; null if it is not checked
 * @param header what is sent with each request to the addresses above, those of canaries where there are some, and to nobody else; null
 *     for none
 */
public record CanaryOptions(
        @Nullable CanaryAddress frontend,
        @Nullable CanaryAddress api,
        @Nullable RoutingHeader header) {

    /**
     * A canary that answers where the environment does, told apart by nothing yet.
     *
     * @param frontendBase the base URL of the environment's frontend
     * @param apiBase the base URL of its API
     * @return the options
     */
    public static CanaryOptions of(URI frontendBase, URI apiBase) {
        return new CanaryOptions(new CanaryAddress(frontendBase, null), new CanaryAddress(apiBase, null), null);
    }

    /**
     * The same with an address of its own for the canary's frontend.
     *
     * @param value its base URL; <code>{target}</code> stands for the name of a wave's target
     * @return the changed options
     * @throws IllegalStateException if it is not said where the environment's frontend is
     */
    public CanaryOptions withFrontend(String value) {
        return new CanaryOptions(moved(frontend, value), api, header);
    }

    /**
     * The same with an address of its own for the canary's API.
     *
     * @param value its base URL; <code>{target}</code> stands for the name of a wave's target
     * @return the changed options
     * @throws IllegalStateException if it is not said where the environment's API is
     */
    public CanaryOptions withApi(String value) {
        return new CanaryOptions(frontend, moved(api, value), header);
    }

    /**
     * The same with a header.
     *
     * @param value what is sent with each request
     * @return the changed options
     */
    public CanaryOptions withHeader(RoutingHeader value) {
        return new CanaryOptions(frontend, api, Objects.requireNonNull(value, "value"));
    }

    private static CanaryAddress moved(@Nullable CanaryAddress address, String value) {
        if (address == null) {
            throw new IllegalStateException("canary: it is not said where the environment is");
        }
        return new CanaryAddress(address.base(), Objects.requireNonNull(value, "value"));
    }

    /** Whether anything is asked otherwise for it. */
    boolean isApart() {
        return header != null || isSet(frontend) || isSet(api);
    }

    private static boolean isSet(@Nullable CanaryAddress address) {
        return address != null && address.canary() != null;
    }

    /** Where the check looks by default. */
    @Nullable
    CanaryAddress addressOf(String check) {
        return check.equals(FrontendCheck.ID) ? frontend : api;
    }
}
