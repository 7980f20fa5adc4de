package io.releaseconductor.config;

import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Spans;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the variables of one environment, {@code NAME_PROD} before {@code NAME}, and notes what is missing or malformed. After a
 * problem it hands out a placeholder, so that reading goes on and all problems are found. A variable that is blank counts as
 * not set. Not thread-safe.
 */
public final class VariableReader {

    private static final URI NO_URL = URI.create("http://not-set.invalid");
    private static final String NO_TEXT = "not-set";
    private static final Secret NO_SECRET = new Secret("");

    private final Variables variables;
    private final @Nullable Environment environment;
    private final Problems problems;
    private final Set<String> set = new LinkedHashSet<>();

    VariableReader(Variables variables, @Nullable Environment environment, Problems problems) {
        this.variables = variables;
        this.environment = environment;
        this.problems = problems;
    }

    /**
     * The environment whose variables are preferred.
     *
     * @return the environment
     * @throws IllegalStateException if this reader was made without one, by {@link Variables#reader(Problems)}
     */
    public Environment environment() {
        if (environment == null) {
            throw new IllegalStateException("this reader reads the variables that hold for all environments");
        }
        return environment;
    }

    /** {@return where problems are noted} */
    public Problems problems() {
        return problems;
    }

    /**
     * The variable that a value is read from, for messages.
     *
     * @param name the variable
     * @return the name with the environment's suffix if that is set, else the name as it is
     */
    public String nameOf(String name) {
        return find(name).map(Found::name).orElse(name);
    }

    /**
     * Says that variables are read that nobody asks this reader for: later, or by something that looks at the process itself. Without it
     * a name near to another is taken for a mistake.
     *
     * @param names their names, without the suffix of an environment
     */
    public void declare(String... names) {
        for (String name : names) {
            find(name);
        }
    }

    /**
     * What follows a prefix in the names of variables that are set, where a team makes up the rest of the name itself. Those of other
     * environments are left out, and the suffix of this one is no part of it.
     *
     * @param prefix what the names begin with, such as {@code PROMETHEUS_METRIC_}
     * @return the rest of each name, in order; {@link #text(String)} with the prefix before it has the value
     */
    public List<String> endings(String prefix) {
        return variables.endings(prefix, environment);
    }

    /**
     * Says whose the names with a prefix are, as {@link Variables#claim} does.
     *
     * @param family the prefix, and what others set under it
     */
    public void claim(VariableFamily family) {
        variables.claim(family);
    }

    /** {@return the variables that this reader was asked for and that are set, as they are written, in the order of asking} */
    public Set<String> found() {
        return Collections.unmodifiableSet(set);
    }

    /**
     * A reader of the same variables that notes problems nowhere, to see what is set.
     *
     * @return the reader, which has found nothing yet
     */
    public VariableReader apart() {
        return new VariableReader(variables, environment, new Problems());
    }

    /**
     * A reader for which nothing is set, and which notes problems nowhere. What it is asked for counts as read all the same: a part that is
     * switched off tells by it which names it would read.
     *
     * @return the reader
     */
    public VariableReader asIfUnset() {
        return new VariableReader(variables.unset(), environment, new Problems());
    }

    /**
     * An http or https base URL that has to be there.
     *
     * @param name the variable
     * @return the URL without a slash at its end; after a problem a placeholder
     */
    public URI requiredUrl(String name) {
        return required(name, find(name), NO_URL, this::toUrl);
    }

    /**
     * An http or https base URL that has to be there, at which the environment itself is: no two environments should have the same.
     *
     * @param name the variable
     * @return the URL without a slash at its end; after a problem a placeholder
     */
    public URI endpoint(String name) {
        return required(name, find(name), NO_URL, found -> {
            Optional<URI> url = toUrl(found);
            if (environment != null) {
                url.ifPresent(there -> problems.addEndpoint(environment, name, there.toString()));
            }
            return url;
        });
    }

    /**
     * An http or https base URL at which parts of the environment are, such as its canary: no two environments should have the same.
     *
     * @param name the variable
     * @param placeholder what stands in the URL for the part's name, which has letters, digits, dots, dashes and underscores; the URL may do
     *     without
     * @return the URL without a slash at its end, as it is written; empty if it is not set, or after a problem
     */
    public Optional<String> endpointOfParts(String name, String placeholder) {
        Optional<String> url = find(name)
                .flatMap(found -> Values.baseUrlWith(found.value(), placeholder)
                        .or(() -> refuse(
                                found,
                                Values.quoted(Values.withoutSecrets(found.value())),
                                Values.BASE_URL + "; it may hold " + placeholder)));
        if (environment != null) {
            url.ifPresent(there -> problems.addEndpoint(environment, name, there));
        }
        return url;
    }

    /**
     * An http or https base URL.
     *
     * @param name the variable
     * @return the URL without a slash at its end; empty if it is not set, or after a problem
     */
    public Optional<URI> url(String name) {
        return find(name).flatMap(this::toUrl);
    }

    /**
     * An http or https URL that is asked as it stands, its query included, which messages do not show.
     *
     * @param name the variable
     * @return the URL; empty if it is not set, or after a problem
     */
    public Optional<URI> address(String name) {
        return find(name).flatMap(found -> {
            Optional<URI> url = Values.address(found.value());
            return url.isPresent()
                    ? url
                    : refuse(found, Values.quoted(Values.withoutSecrets(found.value())), Values.ADDRESS);
        });
    }

    /**
     * An http or https base URL.
     *
     * @param name the variable
     * @param fallback what holds if it is not set
     * @return the URL without a slash at its end; after a problem {@code fallback}
     */
    public URI url(String name, URI fallback) {
        return url(name).orElse(fallback);
    }

    /**
     * A text that has to be there.
     *
     * @param name the variable
     * @return the text; after a problem a placeholder
     */
    public String requiredText(String name) {
        return required(name, find(name), NO_TEXT, found -> Optional.of(found.value()));
    }

    /**
     * A text.
     *
     * @param name the variable
     * @return the text, or empty if it is not set
     */
    public Optional<String> text(String name) {
        return find(name).map(Found::value);
    }

    /**
     * A text.
     *
     * @param name the variable
     * @param fallback what holds if it is not set
     * @return the text
     */
    public String text(String name, String fallback) {
        return text(name).orElse(fallback);
    }

    /**
     * A secret that has to be there.
     *
     * @param name the variable
     * @return the secret; after a problem a placeholder
     */
    public Secret requiredSecret(String name) {
        return required(name, find(name), NO_SECRET, found -> Optional.of(new Secret(found.value())));
    }

    /**
     * A secret.
     *
     * @param name the variable
     * @return the secret, or empty if it is not set
     */
    public Optional<Secret> secret(String name) {
        return text(name).map(Secret::new);
    }

    /**
     * What must not be shown, of all environments and whether anybody asked for it or not: the values of variables whose names say so, such
     * as {@code SHOP_API_KEY}, and passwords in URLs; not those of less than 4 characters.
     *
     * @return the secrets, for {@link Masking}; may be empty
     */
    public Set<Secret> secrets() {
        return variables.secrets();
    }

    /**
     * A switch, exactly {@code true} or {@code false}: whoever writes {@code yes} or {@code 0} is told, rather than guessed at.
     *
     * @param name the variable
     * @param fallback what holds if it is not set
     * @return its value; after a problem {@code fallback}
     */
    public boolean flag(String name, boolean fallback) {
        return Boolean.parseBoolean(oneOf(name, Boolean.toString(fallback), List.of("true", "false")));
    }

    /**
     * A choice among words, compared exactly.
     *
     * @param name the variable
     * @param fallback what holds if it is not set
     * @param allowed the words
     * @return its value; after a problem {@code fallback}
     */
    public String oneOf(String name, String fallback, List<String> allowed) {
        return find(name)
                .flatMap(found -> allowed.contains(found.value())
                        ? Optional.of(found.value())
                        : refuse(found, Values.quoted(found.value()), String.join(", ", allowed)))
                .orElse(fallback);
    }

    /**
     * Several words, with commas between them, compared exactly.
     *
     * @param name the variable
     * @param allowed the words
     * @return those that are there; after a problem, and if it is not set, none
     */
    public List<String> words(String name, List<String> allowed) {
        Optional<Found> found = find(name);
        if (found.isEmpty()) {
            return List.of();
        }
        List<String> words =
                Stream.of(found.get().value().split(",", -1)).map(String::strip).toList();
        if (allowed.containsAll(words)) {
            return words;
        }
        refuse(
                found.get(),
                Values.quoted(found.get().value()),
                String.join(", ", allowed) + ", several with commas between them");
        return List.of();
    }

    /**
     * A whole number.
     *
     * @param name the variable
     * @param fallback what holds if it is not set
     * @param min the smallest allowed
     * @param max the largest allowed
     * @return its value; after a problem {@code fallback}
     */
    public int integer(String name, int fallback, int min, int max) {
        return number(name, min, max, "a whole number").map(Math::toIntExact).orElse(fallback);
    }

    /**
     * A span of time in milliseconds.
     *
     * @param name the variable
     * @param fallback what holds if it is not set
     * @param min the shortest allowed
     * @param max the longest allowed
     * @return its value; after a problem {@code fallback}
     */
    public Duration millis(String name, Duration fallback, Duration min, Duration max) {
        return number(name, min.toMillis(), max.toMillis(), "milliseconds, a whole number")
                .map(Duration::ofMillis)
                .orElse(fallback);
    }

    /**
     * A span of time as people write it, such as {@code 90s}, {@code 5m} or {@code 1h30m}.
     *
     * @param name the variable
     * @param fallback what holds if it is not set
     * @param min the shortest allowed
     * @param max the longest allowed
     * @return its value; after a problem {@code fallback}
     */
    public Duration span(String name, Duration fallback, Duration min, Duration max) {
        Optional<Found> found = find(name);
        Duration span = found.isEmpty() ? null : Spans.parse(found.get().value());
        if (found.isPresent() && (span == null || span.compareTo(min) < 0 || span.compareTo(max) > 0)) {
            String allowed = Spans.ALLOWED + ", from " + min.toSeconds() + "s to " + max.toHours() + "h";
            refuse(found.get(), Values.quoted(found.get().value()), allowed);
            return fallback;
        }
        return span == null ? fallback : span;
    }

    private Optional<Long> number(String name, long min, long max, String what) {
        return find(name).flatMap(found -> {
            Optional<Long> number = Values.wholeNumber(found.value()).filter(n -> n >= min && n <= max);
            return number.isPresent()
                    ? number
                    : refuse(found, Values.quoted(found.value()), what + " from " + min + " to " + max);
        });
    }

    private Optional<URI> toUrl(Found found) {
        Optional<URI> url = Values.baseUrl(found.value());
        return url.isPresent()
                ? url
                : refuse(found, Values.quoted(Values.withoutSecrets(found.value())), Values.BASE_URL);
    }

    private Optional<Found> find(String name) {
        Optional<Found> found = look(name);
        found.map(Found::name).ifPresent(set::add);
        return found;
    }

    private Optional<Found> look(String name) {
        return Optional.ofNullable(environment)
                .flatMap(e -> variables.get(name, e).map(value -> new Found(name + "_" + e.variableSuffix(), value)))
                .filter(found -> !variables.isOfAnother(found.name(), name))
                .or(() -> variables
                        .get(name)
                        .filter(value -> !variables.isOfAnother(name, name))
                        .map(value -> new Found(name, value)));
    }

    private <T> T required(String name, Optional<Found> found, T placeholder, Function<Found, Optional<T>> reading) {
        if (found.isEmpty()) {
            problems.addMissing(name, environment);
        }
        return found.flatMap(reading).orElse(placeholder);
    }

    private <T> Optional<T> refuse(Found found, String shown, String allowed) {
        problems.add(found.name() + ": " + shown + " is not allowed; allowed: " + allowed);
        return Optional.empty();
    }

    /** A value, and the variable that it was read from. */
    private record Found(String name, String value) {

        /** Without the value, which may be a secret. */
        @Override
        public String toString() {
            return name;
        }
    }
}
