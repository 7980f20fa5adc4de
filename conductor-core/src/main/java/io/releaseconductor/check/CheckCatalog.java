package io.releaseconductor.check;

import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.config.Problems;
import io.releaseconductor.config.VariableReader;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The checks that a conductor knows. Providers are asked once per environment when the conductor is built. Immutable.
 *
 * <p>Nothing is found by accident: whoever wants what the class path offers says so with {@link #discover()}, and whoever
 * does not lists the checks with {@link #of(Check...)}.
 */
public final class CheckCatalog {

    private final List<CheckSource> sources;

    private CheckCatalog(List<CheckSource> sources) {
        this.sources = sources;
    }

    /**
     * Given checks, the same in every environment.
     *
     * @param checks the checks, in the order in which cards list them
     * @return the catalog
     */
    public static CheckCatalog of(Check... checks) {
        return new CheckCatalog(List.of()).with(checks);
    }

    /**
     * What {@link java.util.ServiceLoader} finds with the context class loader of this thread, or with the library's own
     * class loader if there is no context class loader or it does not know the library.
     *
     * @return the catalog, ordered as by {@link #discover(ClassLoader)}
     * @throws ConfigurationException as {@link #discover(ClassLoader)} does
     */
    public static CheckCatalog discover() {
        return discover(ProviderDiscovery.defaultLoader(Thread.currentThread().getContextClassLoader()));
    }

    /**
     * What {@link java.util.ServiceLoader} finds. All providers are looked up and made right away.
     *
     * @param loader where to look
     * @return the catalog: built-in providers first, then by class name
     * @throws ConfigurationException if a provider cannot be loaded, or one type is offered in two places; names all such
     */
    public static CheckCatalog discover(ClassLoader loader) {
        Objects.requireNonNull(loader, "loader");
        Problems problems = new Problems();
        List<CheckProvider> found = ProviderDiscovery.discover(loader, problems);
        problems.throwIfAny();
        return new CheckCatalog(found.stream().map(CheckSource::of).toList());
    }

    /**
     * The same with more checks, listed last, in every environment.
     *
     * @param checks the checks, in the order in which cards list them
     * @return a new catalog
     */
    public CheckCatalog with(Check... checks) {
        return with(Arrays.stream(checks).map(CheckSource::of));
    }

    /**
     * The same with one more provider, whose checks are listed last.
     *
     * @param provider the provider
     * @return a new catalog
     */
    public CheckCatalog with(CheckProvider provider) {
        return with(Stream.of(CheckSource.of(provider)));
    }

    private CheckCatalog with(Stream<CheckSource> more) {
        return new CheckCatalog(Stream.concat(sources.stream(), more).toList());
    }

    /**
     * The checks for one environment. What is wrong with one provider or check is noted as a problem and keeps no other from
     * being read.
     *
     * @param variables the variables of that environment; notes what is missing, malformed, broken, or twice there
     * @return the checks that nothing is wrong with, in the order in which cards list them
     */
    public List<Check> checksFor(VariableReader variables) {
        CatalogReading reading = new CatalogReading(variables);
        sources.forEach(reading::read);
        return reading.checks();
    }
}
