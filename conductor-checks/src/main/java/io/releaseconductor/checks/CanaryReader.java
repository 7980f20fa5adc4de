package io.releaseconductor.checks;

import io.releaseconductor.config.Secret;
import io.releaseconductor.config.VariableReader;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads from variables how a canary is asked. */
final class CanaryReader {

    private static final String HEADER = "SHIP_CANARY_HEADER";

    private final VariableReader variables;

    CanaryReader(VariableReader variables) {
        this.variables = variables;
    }

    /** How a canary is asked; null if there is nothing that tells it apart. */
    static @Nullable CanaryOptions options(
            @Nullable CanaryAddress frontend, @Nullable CanaryAddress api, @Nullable RoutingHeader header) {
        CanaryOptions options = new CanaryOptions(frontend, api, header);
        return options.isApart() ? options : null;
    }

    /** What is sent along; null if it is not set, or after a problem. */
    @Nullable
    RoutingHeader header() {
        Optional<Secret> text = variables.secret(HEADER);
        try {
            return text.map(Secret::reveal).map(RoutingHeader::of).orElse(null);
        } catch (IllegalArgumentException e) {
            variables.problems().add(variables.nameOf(HEADER) + " cannot work as a " + e.getMessage());
            return null;
        }
    }

    /**
     * Where an environment is, and where its canary.
     *
     * @param name the variable that says where the environment is
     * @param base what that says
     */
    CanaryAddress address(String name, URI base) {
        String canary = name + "_CANARY";
        Optional<String> text = variables.endpointOfParts(canary, CanaryAddress.TARGET);
        CanaryAddress address = text.map(url -> address(canary, base, url)).orElse(new CanaryAddress(base, null));
        if (address.isTheSame()) {
            variables
                    .problems()
                    .warn(variables.nameOf(canary) + " is the address of " + variables.nameOf(name) + ", " + base
                            + "; set it to that of the canary alone, or take it away");
        }
        return address;
    }

    private CanaryAddress address(String name, URI base, String url) {
        try {
            return new CanaryAddress(base, url);
        } catch (IllegalArgumentException e) {
            variables.problems().add(variables.nameOf(name) + " cannot work as an address of a " + e.getMessage());
            return new CanaryAddress(base, null);
        }
    }
}
