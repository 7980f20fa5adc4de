package io.releaseconductor.prometheus;

import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.config.Problems;
import io.releaseconductor.config.Secret;
import io.releaseconductor.config.Variables;
import io.releaseconductor.model.Environment;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where the metrics of one environment are, which of them are the canary's, and how they are counted. Immutable; prints without secrets.
 *
 * <p>Selectors are conditions on labels as Prometheus reads them, such as {@code job="shop",track="canary"}. {@code $version} in a value
 * stands for what the canary runs, {@code $previous} for what the stable side runs, {@code $target} for the name of the part that is
 * deployed to; a metric of a deployment of which that is not known is not counted.
 *
 * @param url where Prometheus is, or what speaks like it: what comes before {@code /api/v1/query}, without a slash at its end
 * @param access how to prove who asks
 * @param selector what all series of the application have in common; empty for all that Prometheus has
 * @param canary which of them are the canary's; null if only whole environments are counted
 * @param stable which are the stable side's; null for all others
 * @param scrapeInterval how often Prometheus scrapes the application; 1 s to 2 min
 * @param lag how long a sample takes until it can be asked for; 0 to 5 min
 * @param slow a request that takes longer is slow; has to be a bound of the application's histogram; 1 ms to 10 min
 * @param metrics metrics besides {@code errors} and {@code slow}, or in their place: by name two selectors of counters, with a {@code
 *     /} between what is bad and all there is: {@code orders_total{outcome="failed"} / orders_total}
 * @param callTimeout how long a call may take; 1 to 25 s
 */
public record PrometheusOptions(
        URI url,
        Access access,
        String selector,
        @Nullable String canary,
        @Nullable String stable,
        Duration scrapeInterval,
        Duration lag,
        Duration slow,
        Map<String, String> metrics,
        Duration callTimeout) {

    /** How often Prometheus scrapes by default. */
    public static final Duration SCRAPE_INTERVAL = Duration.ofSeconds(15);

    /** How long a sample takes by default until it can be asked for, with some to spare. */
    public static final Duration LAG = Duration.ofSeconds(15);

    /** What is slow by default. */
    public static final Duration SLOW = Duration.ofMillis(500);

    /**
     * How to prove who asks: by a token, by user and password, or not at all, and by a certificate besides.
     *
     * @param token a bearer token, or null
     * @param user a user, who has a password, or null
     * @param password the user's password, or null
     * @param certificate a file with our certificate in PEM form, or null
     * @param key a file with its private key in PEM form (PKCS #8), or null
     * @param authority a file with the certificates, in PEM form, that Prometheus's own is signed by, or null for those that the Java
     *     platform trusts
     */
    public record Access(
            @Nullable Secret token,
            @Nullable String user,
            @Nullable Secret password,
            @Nullable Path certificate,
            @Nullable Path key,
            @Nullable Path authority) {

        /** Nobody has to prove anything. */
        public static final Access NONE = new Access(null, null, null, null, null, null);

        /**
         * Validates.
         *
         * @throws ConfigurationException with all problems, if there are two proofs, or half of one
         */
        public Access {
            Problems problems = new Problems();
            OptionRules.access(token, user, password, certificate, key, problems);
            problems.throwIfAny();
        }

        /**
         * A bearer token.
         *
         * @param token the token
         * @return the access
         * @throws ConfigurationException if it can be no token
         */
        public static Access bearer(Secret token) {
            return new Access(Objects.requireNonNull(token, "token"), null, null, null, null, null);
        }

        /**
         * A user with a password.
         *
         * @param user the user
         * @param password the password
         * @return the access
         */
        public static Access basic(String user, Secret password) {
            return new Access(null, user, password, null, null, null);
        }

        /**
         * The same with a certificate.
         *
         * @param file a file with our certificate
         * @param keyFile a file with its private key
         * @return the changed access
         */
        public Access withCertificate(Path file, Path keyFile) {
            return new Access(token, user, password, file, keyFile, authority);
        }

        /**
         * The same, trusting these certificates only.
         *
         * @param file a file with the certificates that Prometheus's own is signed by
         * @return the changed access
         */
        public Access withAuthority(Path file) {
            return new Access(token, user, password, certificate, key, file);
        }

        boolean hasSecret() {
            return token != null || password != null;
        }
    }

    /**
     * Validates and copies.
     *
     * @throws ConfigurationException with all problems
     */
    public PrometheusOptions {
        Objects.requireNonNull(access, "access");
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
        Problems problems = new Problems();
        OptionRules.url("url", url, access, problems);
        OptionRules.selector("selector", selector, problems);
        if (canary != null) {
            OptionRules.selectorOfSome("canary", canary, problems);
        }
        if (stable != null) {
            OptionRules.selectorOfSome("stable", stable, problems);
        }
        OptionRules.metrics(metrics, problems);
        OptionRules.times(scrapeInterval, lag, slow, callTimeout, problems);
        problems.throwIfAny();
    }

    /**
     * The defaults: all series, and no canary of their own.
     *
     * @param url where Prometheus is
     * @return the options
     * @throws ConfigurationException if the URL is not allowed
     */
    public static PrometheusOptions of(URI url) {
        return new PrometheusOptions(
                url, Access.NONE, "", null, null, SCRAPE_INTERVAL, LAG, SLOW, Map.of(), Duration.ofSeconds(12));
    }

    /**
     * Reads, for each environment with its suffix for it alone or without for all, {@code PROMETHEUS_URL}, {@code PROMETHEUS_TOKEN},
     * {@code PROMETHEUS_USER}, {@code PROMETHEUS_PASSWORD}, {@code PROMETHEUS_CLIENT_CERTIFICATE}, {@code PROMETHEUS_CLIENT_KEY}, {@code
     * PROMETHEUS_CA}, {@code PROMETHEUS_SELECTOR}, {@code PROMETHEUS_CANARY}, {@code PROMETHEUS_STABLE}, {@code
     * PROMETHEUS_SCRAPE_INTERVAL}, {@code PROMETHEUS_LAG}, {@code PROMETHEUS_SLOW_MS} and {@code PROMETHEUS_METRIC_{NAME}} for each metric
     * of one's own.
     *
     * @param variables the variables
     * @param environments the environments that are shipped to
     * @param problems where missing and malformed variables are noted
     * @return the options of each environment for which one of these is set; placeholders where there are problems
     */
    public static Map<Environment, PrometheusOptions> fromVariables(
            Variables variables, Collection<Environment> environments, Problems problems) {
        return OptionsReader.read(variables, environments, problems);
    }

    /**
     * The same with a proof of who asks.
     *
     * @param value how to prove it
     * @return the changed options
     * @throws ConfigurationException if a secret would travel in the clear
     */
    public PrometheusOptions withAccess(Access value) {
        return new PrometheusOptions(
                url, value, selector, canary, stable, scrapeInterval, lag, slow, metrics, callTimeout);
    }

    /**
     * The same for the series of one application.
     *
     * @param value what they have in common, such as {@code job="shop"}
     * @return the changed options
     * @throws ConfigurationException if it is no selector
     */
    public PrometheusOptions withSelector(String value) {
        return new PrometheusOptions(
                url, access, value, canary, stable, scrapeInterval, lag, slow, metrics, callTimeout);
    }

    /**
     * The same with two sides.
     *
     * @param canarySide which series are the canary's, such as {@code track="canary"}
     * @param stableSide which are the stable side's; null for all others
     * @return the changed options
     * @throws ConfigurationException if one of them is no selector
     */
    public PrometheusOptions withSides(String canarySide, @Nullable String stableSide) {
        return new PrometheusOptions(
                url, access, selector, canarySide, stableSide, scrapeInterval, lag, slow, metrics, callTimeout);
    }

    /**
     * The same with other times.
     *
     * @param interval how often Prometheus scrapes
     * @param visibleAfter how long a sample takes until it can be asked for
     * @return the changed options
     * @throws ConfigurationException if one of them is not allowed
     */
    public PrometheusOptions withTimes(Duration interval, Duration visibleAfter) {
        return new PrometheusOptions(
                url, access, selector, canary, stable, interval, visibleAfter, slow, metrics, callTimeout);
    }

    /**
     * The same with another limit for slow requests.
     *
     * @param value a bound of the application's histogram
     * @return the changed options
     * @throws ConfigurationException if it is not allowed
     */
    public PrometheusOptions withSlow(Duration value) {
        return new PrometheusOptions(
                url, access, selector, canary, stable, scrapeInterval, lag, value, metrics, callTimeout);
    }

    /**
     * The same with one metric more.
     *
     * @param name its name; small letters, digits and inner hyphens
     * @param share what is bad, a {@code /}, and all there is
     * @return the changed options
     * @throws ConfigurationException if one of them is not allowed
     */
    public PrometheusOptions withMetric(String name, String share) {
        Map<String, String> more = new LinkedHashMap<>(metrics);
        more.put(name, share);
        return new PrometheusOptions(
                url, access, selector, canary, stable, scrapeInterval, lag, slow, more, callTimeout);
    }

    /**
     * The same with another time limit. Keep it below the conductor's limit for calls, 30 s by default.
     *
     * @param value how long a call may take
     * @return the changed options
     * @throws ConfigurationException if it is not allowed
     */
    public PrometheusOptions withCallTimeout(Duration value) {
        return new PrometheusOptions(url, access, selector, canary, stable, scrapeInterval, lag, slow, metrics, value);
    }

    /** For how long a sample before another one is looked for, which is twenty scrapes. */
    Duration lookback() {
        return scrapeInterval.multipliedBy(20);
    }

    /** How long after a span's end it is known. */
    Duration settled() {
        return scrapeInterval.plus(lag);
    }
}
