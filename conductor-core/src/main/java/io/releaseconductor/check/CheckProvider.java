package io.releaseconductor.check;

import io.releaseconductor.config.VariableReader;
import io.releaseconductor.model.Environment;
import java.util.List;

/**
 * Offers checks. Implementations are found by {@link CheckCatalog#discover()} through {@link java.util.ServiceLoader}: a
 * public class with a public constructor without parameters, named in
 * {@code META-INF/services/io.releaseconductor.check.CheckProvider}.
 */
public interface CheckProvider {

    /**
     * The checks for one environment. Called once per environment, when the conductor is built.
     *
     * <p>Missing and malformed variables are not thrown but noted by the reader, which then hands out a placeholder, so
     * that all problems of all providers are told at once. What the reader is asked for is known from then on; what is read in another way
     * has to be {@linkplain VariableReader#declare declared}, or it may be taken for the misspelt name of something else.
     *
     * @param environment which environment
     * @param variables the environment variables, with those for this environment first
     * @return the checks, in the order in which cards list them; may be empty
     */
    List<Check> checks(Environment environment, VariableReader variables);
}
