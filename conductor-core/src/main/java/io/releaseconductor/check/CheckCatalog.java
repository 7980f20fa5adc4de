package io.releaseconductor.check;

import io.releaseconductor.config.VariableReader;
import java.util.Arrays;
import java.util.List;

/**
 * The checks that a conductor knows. Providers are asked once per environment when the conductor is built. Immutable.
 */
public final class CheckCatalog {

    private final List<CheckProvider> providers;

    private CheckCatalog(List<CheckProvider> providers) {
        this.providers = List.copyOf(providers);
    }

    /**
     * Given checks, the same in every environment.
     *
     * @param checks the checks, in the order in which cards list them
     * @return the catalog
     */
    public static CheckCatalog of(Check... checks) {
        List<Check> all = List.copyOf(Arrays.asList(checks));
        return new CheckCatalog(List.of((environment, variables) -> all));
    }

    /** {@return a catalog of what {@link java.util.ServiceLoader} finds with the context class loader} */
    public static CheckCatalog discover() {
        throw new IllegalStateException("to be written");
    }

    /**
     * What {@link java.util.ServiceLoader} finds.
     *
     * @param loader where to look
     * @return the catalog, built-in providers first
     * @throws io.releaseconductor.config.ConfigurationException if a provider cannot be loaded, or two are of one type
     */
    public static CheckCatalog discover(ClassLoader loader) {
        throw new IllegalStateException("to be written");
    }

    /**
     * The checks for one environment.
     *
     * @param variables the variables of that environment; notes what is missing, malformed, or twice there
     * @return the checks, in the order in which cards list them
     */
    public List<Check> checksFor(VariableReader variables) {
        return providers.stream()
                .flatMap(p -> p.checks(variables.environment(), variables).stream())
                .toList();
    }
}
