package io.releaseconductor.prometheus;

import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.config.Problems;
import io.releaseconductor.config.VariableFamily;
import io.releaseconductor.config.VariableReader;
import io.releaseconductor.config.Variables;
import io.releaseconductor.model.Environment;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads options from variables. */
final class OptionsReader {

    private static final String URL = "PROMETHEUS_URL";
    private static final String METRIC = "PROMETHEUS_METRIC_";
    private static final VariableFamily FAMILY = VariableFamily.of("PROMETHEUS_")
            // the library for metrics in Python, and the operator's own
            .butFor("PROMETHEUS_MULTIPROC_DIR", "PROMETHEUS_DISABLE_CREATED_SERIES", "PROMETHEUS_OPERATOR_*");

    private static final URI PLACEHOLDER = URI.create("https://not-set.invalid");

    private final VariableReader reader;
    private final Problems problems;

    private OptionsReader(VariableReader reader) {
        this.reader = reader;
        this.problems = reader.problems();
    }

    static Map<Environment, PrometheusOptions> read(
            Variables variables, Collection<Environment> environments, Problems problems) {
        variables.claim(FAMILY);
        variables.declare(environments);
        Map<Environment, PrometheusOptions> all = new LinkedHashMap<>();
        for (Environment environment : environments) {
            VariableReader apart = variables.in(environment, new Problems());
            new OptionsReader(apart).read();
            if (!apart.found().isEmpty()) {
                all.put(environment, new OptionsReader(variables.in(environment, problems)).read());
            }
        }
        return all;
    }

    private PrometheusOptions read() {
        // before the address: what is missing beside it is told as well
        PrometheusOptions.Access access = access();
        URI url = url(access);
        String selector = reader.text("PROMETHEUS_SELECTOR", "");
        boolean selects = OptionRules.selector(reader.nameOf("PROMETHEUS_SELECTOR"), selector, problems);
        return new PrometheusOptions(
                url,
                url.equals(PLACEHOLDER) ? PrometheusOptions.Access.NONE : access,
                selects && placeholdersAreKnown(selector) ? selector : "",
                side("PROMETHEUS_CANARY"),
                side("PROMETHEUS_STABLE"),
                reader.span(
                        "PROMETHEUS_SCRAPE_INTERVAL",
                        PrometheusOptions.SCRAPE_INTERVAL,
                        OptionRules.SHORTEST_INTERVAL,
                        OptionRules.LONGEST_INTERVAL),
                reader.span("PROMETHEUS_LAG", PrometheusOptions.LAG, Duration.ZERO, OptionRules.LONGEST_LAG),
                reader.millis(
                        "PROMETHEUS_SLOW_MS",
                        PrometheusOptions.SLOW,
                        OptionRules.SHORTEST_SLOW,
                        OptionRules.LONGEST_SLOW),
                metrics(),
                PrometheusOptions.of(PLACEHOLDER).callTimeout());
    }

    private URI url(PrometheusOptions.Access access) {
        URI url = reader.requiredUrl(URL);
        boolean isUrl = reader.apart().url(URL).isPresent();
        Problems found = new Problems();
        if (isUrl) {
            OptionRules.url(reader.nameOf(URL), url, access, found);
        }
        found.messages().forEach(problems::add);
        return isUrl && found.messages().isEmpty() ? url : PLACEHOLDER;
    }

    private PrometheusOptions.Access access() {
        try {
            return new PrometheusOptions.Access(
                    reader.secret("PROMETHEUS_TOKEN").orElse(null),
                    reader.text("PROMETHEUS_USER").orElse(null),
                    reader.secret("PROMETHEUS_PASSWORD").orElse(null),
                    file("PROMETHEUS_CLIENT_CERTIFICATE"),
                    file("PROMETHEUS_CLIENT_KEY"),
                    file("PROMETHEUS_CA"));
        } catch (ConfigurationException e) {
            e.problems().forEach(problems::add);
            return PrometheusOptions.Access.NONE;
        }
    }

    private @Nullable Path file(String name) {
        return reader.text(name).map(Path::of).orElse(null);
    }

    private @Nullable String side(String name) {
        Optional<String> text = reader.text(name);
        return text.filter(selector -> OptionRules.selectorOfSome(reader.nameOf(name), selector, problems)
                        && placeholdersAreKnown(selector))
                .orElse(null);
    }

    private static boolean placeholdersAreKnown(String selector) {
        Problems problems = new Problems();
        OptionRules.selector("", selector, problems);
        return problems.messages().isEmpty();
    }

    private Map<String, String> metrics() {
        Map<String, String> metrics = new LinkedHashMap<>();
        for (String ending : reader.endings(METRIC)) {
            String variable = METRIC + ending;
            String name = ending.toLowerCase(Locale.ROOT).replace('_', '-');
            String share = Objects.requireNonNullElse(reader.text(variable).orElse(null), "");
            String shown = reader.nameOf(variable);
            boolean named = OptionRules.name(shown, name, problems);
            boolean counted = OptionRules.share(shown, share, problems);
            if (named && counted) {
                metrics.put(name, share);
            }
        }
        return metrics;
    }
}
