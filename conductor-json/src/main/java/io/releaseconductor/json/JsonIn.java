package io.releaseconductor.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.releaseconductor.check.Check;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import java.math.BigInteger;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One object of a record while it is read. A field that is null counts as absent. What nobody asked for in the end is a field
 * that this version does not know.
 */
final class JsonIn {

    private static final BigInteger LONGEST_MILLIS = BigInteger.valueOf(Long.MAX_VALUE)
            .multiply(BigInteger.valueOf(1000))
            .add(BigInteger.valueOf(999));

    /** Words of a format look like this; passwords and tokens rarely do. */
    private static final Pattern PLAIN_WORD = Pattern.compile("[a-z_-]{1,24}");

    private static final int LONGEST_SHOWN_NUMBER = 20;

    private final JsonNode node;
    private final String path;
    private final Reading reading;
    private final Set<String> asked = new HashSet<>();

    JsonIn(JsonNode node, String path, Reading reading) {
        this.node = node;
        this.path = path;
        this.reading = reading;
    }

    /** Reads this object as a whole. */
    <T> T read(Function<JsonIn, T> reader) {
        if (!node.isObject()) {
            throw reading.corrupt(path, "is " + describe(node) + "; allowed: an object");
        }
        T value;
        try {
            value = reader.apply(this);
        } catch (IllegalArgumentException e) {
            // the last net under the readers, which say more; the message of a constructor may quote what stands here
            throw reading.corrupt(path, "holds values that do not go together");
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (!asked.contains(field.getKey())) {
                reading.unknown(FieldPaths.of(path, field.getKey()), field.getValue());
            }
        }
        return value;
    }

    CorruptRecordException corrupt(String name, String problem) {
        return reading.corrupt(FieldPaths.of(path, name), problem);
    }

    private CorruptRecordException notAllowed(String name, JsonNode value, String allowed) {
        return corrupt(name, "is " + describe(value) + "; allowed: " + allowed);
    }

    private CorruptRecordException notAllowed(String list, int index, JsonNode element, String allowed) {
        String place = FieldPaths.of(FieldPaths.of(path, list), String.valueOf(index));
        return reading.corrupt(place, "is " + describe(element) + "; allowed: " + allowed);
    }

    private static String describe(JsonNode value) {
        if (value.isTextual()) {
            String text = value.textValue();
            return PLAIN_WORD.matcher(text).matches()
                    ? "\"" + text + "\""
                    : "a text of " + text.length() + " characters";
        }
        if (value.isContainerNode()) {
            return value.isObject() ? "an object" : "a list";
        }
        String text = value.asText();
        return text.length() <= LONGEST_SHOWN_NUMBER ? text : "a very long number";
    }

    boolean has(String name) {
        return node.hasNonNull(name);
    }

    /** For what makes no sense beside what is read already. */
    void mustLack(String name, String why) {
        if (find(name) != null) {
            throw corrupt(name, "is there, but " + why);
        }
    }

    private @Nullable JsonNode find(String name) {
        asked.add(name);
        JsonNode value = node.get(name);
        return value == null || value.isNull() ? null : value;
    }

    private JsonNode need(String name) {
        JsonNode value = find(name);
        if (value == null) {
            throw corrupt(name, "is missing");
        }
        return value;
    }

    String text(String name) {
        return text(name, need(name));
    }

    @Nullable
    String textOrNull(String name) {
        JsonNode value = find(name);
        return value == null ? null : text(name, value);
    }

    private String text(String name, JsonNode value) {
        if (!value.isTextual()) {
            throw notAllowed(name, value, "text");
        }
        return JsonText.wellFormed(value.textValue());
    }

    /** Text that a person gave a meaning: not blank. */
    String filled(String name) {
        String value = text(name);
        if (value.isBlank()) {
            throw corrupt(name, "is blank");
        }
        return value;
    }

    @Nullable
    String filledOrNull(String name, int longest) {
        String value = has(name) ? filled(name) : textOrNull(name);
        if (value != null && value.length() > longest) {
            throw corrupt(name, "has " + value.length() + " characters; allowed: 1 to " + longest);
        }
        return value;
    }

    List<String> texts(String name) {
        List<String> values = new ArrayList<>();
        for (JsonNode element : elements(name)) {
            if (!element.isTextual()) {
                throw notAllowed(name, values.size(), element, "text");
            }
            values.add(JsonText.wellFormed(element.textValue()));
        }
        return values;
    }

    private Iterable<JsonNode> elements(String name) {
        JsonNode value = find(name);
        if (value == null) {
            return List.of();
        }
        if (!value.isArray()) {
            throw notAllowed(name, value, "a list");
        }
        return value;
    }

    <E extends Enum<E>> E word(String name, WireNames<E> words) {
        return word(name, need(name), words);
    }

    <E extends Enum<E>> @Nullable E wordOrNull(String name, WireNames<E> words) {
        JsonNode value = find(name);
        return value == null ? null : word(name, value, words);
    }

    private <E extends Enum<E>> E word(String name, JsonNode value, WireNames<E> words) {
        E constant = words.parse(text(name, value));
        if (constant == null) {
            throw notAllowed(name, value, words.allowed());
        }
        return constant;
    }

    /** One of some words. */
    String oneOf(String name, List<String> allowed) {
        JsonNode value = need(name);
        String word = text(name, value);
        if (!allowed.contains(word)) {
            throw notAllowed(name, value, String.join(", ", allowed));
        }
        return word;
    }

    long number(String name, long least, long most) {
        return number(name, need(name), least, most);
    }

    List<Long> numbers(String name, long least, long most) {
        List<Long> values = new ArrayList<>();
        for (JsonNode element : elements(name)) {
            if (!isWithin(element, least, most)) {
                throw notAllowed(name, values.size(), element, wholeNumber(least, most));
            }
            values.add(element.longValue());
        }
        return values;
    }

    double decimal(String name, double least, double most) {
        JsonNode value = need(name);
        if (!value.isNumber() || !(value.doubleValue() >= least && value.doubleValue() <= most)) {
            throw notAllowed(name, value, "a number from " + least + " to " + most);
        }
        return value.doubleValue();
    }

    int count(String name, int least) {
        return (int) number(name, least, Integer.MAX_VALUE);
    }

    /** For a field that records of before do not have. */
    int countOr(String name, int absent) {
        return has(name) ? count(name, Integer.MIN_VALUE) : absent;
    }

    private long number(String name, JsonNode value, long least, long most) {
        if (!isWithin(value, least, most)) {
            throw notAllowed(name, value, wholeNumber(least, most));
        }
        return value.longValue();
    }

    private static boolean isWithin(JsonNode value, long least, long most) {
        return value.isIntegralNumber()
                && value.canConvertToLong()
                && value.longValue() >= least
                && value.longValue() <= most;
    }

    private static String wholeNumber(long least, long most) {
        return "a whole number from " + least + " to " + most;
    }

    /** The format of a record; refuses one that a later version wrote in a way that this one could misread. */
    long format(int newest) {
        long format = number("format", need("format"), 1, Long.MAX_VALUE);
        if (format > newest) {
            throw reading.ofLaterVersion(
                    FieldPaths.of(path, "format"),
                    "is " + format + ", of a later version of the library; allowed: up to " + newest);
        }
        return format;
    }

    boolean flag(String name) {
        JsonNode value = need(name);
        if (!value.isBoolean()) {
            throw notAllowed(name, value, "true or false");
        }
        return value.booleanValue();
    }

    boolean flagOrFalse(String name) {
        return flagOr(name, false);
    }

    boolean flagOr(String name, boolean absent) {
        return find(name) == null ? absent : flag(name);
    }

    @Nullable
    Boolean flagOrNull(String name) {
        return find(name) == null ? null : flag(name);
    }

    /** The id of a check. */
    String checkId(String name) {
        String id = text(name);
        if (!Check.isValidId(id)) {
            throw notAllowed(name, need(name), Check.ALLOWED_IDS);
        }
        return id;
    }

    @Nullable
    URI uri(String name) {
        String value = textOrNull(name);
        try {
            return value == null ? null : new URI(value);
        } catch (URISyntaxException e) {
            throw corrupt(name, "is a text of " + e.getInput().length() + " characters; allowed: a URI");
        }
    }

    Instant time(String name) {
        return time(name, need(name));
    }

    @Nullable
    Instant timeOrNull(String name) {
        JsonNode value = find(name);
        return value == null ? null : time(name, value);
    }

    private Instant time(String name, JsonNode value) {
        try {
            return Instant.parse(text(name, value));
        } catch (DateTimeException e) {
            throw notAllowed(name, value, "a time such as 2023-11-12T00:00:00Z");
        }
    }

    /** The opposite of {@link JsonOut#seconds}. */
    @Nullable
    Instant secondsOrNull(String name) {
        JsonNode value = find(name);
        String finer = name + "_nanos";
        if (value == null) {
            if (find(finer) != null) {
                throw corrupt(finer, "is there, but " + name + " is not");
            }
            return null;
        }
        long seconds = number(name, value, Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond());
        return Instant.ofEpochSecond(seconds, nanos(finer, 999_999_999));
    }

    Instant seconds(String name) {
        need(name);
        Instant value = secondsOrNull(name);
        if (value == null) {
            throw corrupt(name, "is missing");
        }
        return value;
    }

    /** The opposite of {@link JsonOut#latency}. */
    @Nullable
    Duration latency() {
        JsonNode value = find("latency_ms");
        int finer = nanos("latency_nanos", 999_999);
        if (value == null) {
            if (finer > 0) {
                throw corrupt("latency_nanos", "is there, but latency_ms is not");
            }
            return null;
        }
        if (!value.isIntegralNumber()
                || value.bigIntegerValue().signum() < 0
                || value.bigIntegerValue().compareTo(LONGEST_MILLIS) > 0) {
            throw notAllowed("latency_ms", value, "a whole number of milliseconds, 0 or more");
        }
        BigInteger[] parts = value.bigIntegerValue().divideAndRemainder(BigInteger.valueOf(1000));
        return Duration.ofSeconds(parts[0].longValueExact(), parts[1].longValueExact() * 1_000_000 + finer);
    }

    private int nanos(String name, int most) {
        return countOrZero(name, most);
    }

    int countOrZero(String name, int most) {
        JsonNode value = find(name);
        return value == null ? 0 : (int) number(name, value, 0, most);
    }

    /** An id that another service gave, a number or text. */
    String id(String name) {
        return id(name, need(name));
    }

    private String id(String name, JsonNode value) {
        if (value.isIntegralNumber()) {
            return value.bigIntegerValue().toString();
        }
        if (!value.isTextual()) {
            throw notAllowed(name, value, "a whole number, or text that is not blank");
        }
        return text(name, value);
    }

    /** An id that names something: not blank. */
    String filledId(String name) {
        String id = id(name);
        if (id.isBlank()) {
            throw corrupt(name, "is blank");
        }
        return id;
    }

    @Nullable
    String filledIdOrNull(String name) {
        return find(name) == null ? null : filledId(name);
    }

    DeployId deployId(String name) {
        DeployId id = deployIdOrNull(name);
        if (id == null) {
            throw corrupt(name, "is missing");
        }
        return id;
    }

    @Nullable
    DeployId deployIdOrNull(String name) {
        JsonNode value = find(name);
        if (value == null) {
            return null;
        }
        return DeployId.parse(text(name, value))
                .orElseThrow(() -> notAllowed(name, value, "ship-{env}-{epoch seconds}"));
    }

    Environment environment(String name) {
        Environment environment = environmentOrNull(name);
        if (environment == null) {
            throw corrupt(name, "is missing");
        }
        return environment;
    }

    @Nullable
    Environment environmentOrNull(String name) {
        JsonNode value = find(name);
        if (value == null) {
            return null;
        }
        if (!Environment.isValid(text(name, value))) {
            throw notAllowed(name, value, Environment.ALLOWED);
        }
        return new Environment(value.textValue());
    }

    <T> T object(String name, Function<JsonIn, T> reader) {
        return child(name, need(name)).read(reader);
    }

    <T> @Nullable T objectOrNull(String name, Function<JsonIn, T> reader) {
        JsonNode value = find(name);
        return value == null ? null : child(name, value).read(reader);
    }

    <T> List<T> list(String name, Function<JsonIn, T> reader) {
        List<T> values = new ArrayList<>();
        for (JsonNode element : elements(name)) {
            values.add(child(name, element, String.valueOf(values.size())).read(reader));
        }
        return values;
    }

    /** The objects of an object whose names are no field names but keys. */
    <T> List<T> entries(BiFunction<String, JsonIn, T> reader) {
        List<T> values = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            asked.add(entry.getKey());
            values.add(child(entry.getKey(), entry.getValue()).read(in -> reader.apply(entry.getKey(), in)));
        }
        return values;
    }

    private JsonIn child(String name, JsonNode value) {
        return new JsonIn(value, FieldPaths.of(path, name), reading);
    }

    private JsonIn child(String name, JsonNode value, String index) {
        return new JsonIn(value, FieldPaths.of(FieldPaths.of(path, name), index), reading);
    }

    /** What was carried along without a place. To be read when all else is, at the record itself. */
    void carried(String name) {
        JsonNode value = find(name);
        if (value == null) {
            return;
        }
        if (!value.isObject()) {
            throw notAllowed(name, value, "an object");
        }
        value.properties().forEach(field -> reading.carried(field.getKey(), field.getValue()));
    }
}
