package io.releaseconductor.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One object of a record while it is written. What is null or empty is left out, except by the methods that say otherwise.
 * Where unknown fields are carried along, each name is also taken note of as known, so that none of them ends up in its place.
 */
final class JsonOut {

    /** Whole numbers that every JSON reader takes exactly (RFC 8259, section 6): below 2^53. */
    private static final Pattern NUMERIC_ID = Pattern.compile("0|[1-9][0-9]{0,14}");

    private static final BigInteger MILLIS_PER_SECOND = BigInteger.valueOf(1000);

    private final ObjectNode node = JsonNodeFactory.instance.objectNode();
    private final Set<String> known = new HashSet<>();
    private final String path;
    private final UnknownFields unknown;
    private final boolean carries;
    private boolean keyed;

    private JsonOut(String path, UnknownFields unknown) {
        this.path = path;
        this.unknown = unknown;
        this.carries = !unknown.isEmpty();
    }

    static <T> String record(T value, BiConsumer<JsonOut, T> writer, Map<String, String> extensions) {
        UnknownFields unknown = new UnknownFields(extensions);
        JsonOut out = new JsonOut(FieldPaths.RECORD, unknown);
        ObjectNode written = out.fill(value, writer);
        unknown.keepRest(written);
        return JsonText.format(written);
    }

    private <T> ObjectNode fill(T value, BiConsumer<JsonOut, T> writer) {
        writer.accept(this, value);
        if (!unknown.isEmpty()) {
            unknown.restore(path, node, name -> keyed || known.contains(name));
        }
        return node;
    }

    private JsonOut put(String name, @Nullable JsonNode value) {
        if (carries) {
            known.add(name);
        }
        if (value != null) {
            node.set(name, value);
        }
        return this;
    }

    private static JsonNode ofText(String value) {
        return JsonNodeFactory.instance.textNode(value);
    }

    /** Says that the names of this object are keys and no field names, so that none of them is unknown. */
    JsonOut keyed() {
        keyed = true;
        return this;
    }

    /** Takes note of a field that is not written here. */
    JsonOut absent(String name) {
        return put(name, null);
    }

    JsonOut text(String name, @Nullable String value) {
        return put(name, value == null ? null : ofText(value));
    }

    JsonOut textOrNull(String name, @Nullable String value) {
        return put(name, value == null ? JsonNodeFactory.instance.nullNode() : ofText(value));
    }

    JsonOut texts(String name, Collection<String> values) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        values.forEach(list::add);
        return put(name, list.isEmpty() ? null : list);
    }

    <E extends Enum<E>> JsonOut word(String name, @Nullable E value, WireNames<E> words) {
        return text(name, value == null ? null : words.of(value));
    }

    JsonOut number(String name, long value) {
        return put(name, JsonNodeFactory.instance.numberNode(value));
    }

    JsonOut numbers(String name, List<Long> values) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        values.forEach(list::add);
        return put(name, list.isEmpty() ? null : list);
    }

    JsonOut decimal(String name, double value) {
        return put(name, JsonNodeFactory.instance.numberNode(value));
    }

    JsonOut flag(String name, boolean value) {
        return put(name, JsonNodeFactory.instance.booleanNode(value));
    }

    /** A yes; a no is left out. */
    JsonOut flagIfSet(String name, boolean value) {
        return value ? flag(name, true) : absent(name);
    }

    /** A yes or a no; left out where neither is known. */
    JsonOut flagOrNone(String name, @Nullable Boolean value) {
        return value == null ? absent(name) : flag(name, value);
    }

    JsonOut uri(String name, @Nullable URI value) {
        return text(name, value == null ? null : value.toString());
    }

    /** A point in time as ISO 8601 text, as exactly as it is. */
    JsonOut time(String name, @Nullable Instant value) {
        return text(name, value == null ? null : value.toString());
    }

    /** A point in time in whole seconds since the epoch, or null; what is finer stands beside it, in {@code …_nanos}. */
    JsonOut seconds(String name, @Nullable Instant value) {
        put(
                name,
                value == null
                        ? JsonNodeFactory.instance.nullNode()
                        : JsonNodeFactory.instance.numberNode(value.getEpochSecond()));
        return nanos(name + "_nanos", value == null ? 0 : value.getNano());
    }

    /** A span of time in whole milliseconds; what is finer stands beside it, in {@code latency_nanos}. */
    JsonOut latency(@Nullable Duration value) {
        if (value == null) {
            return absent("latency_ms").absent("latency_nanos");
        }
        BigInteger millis = BigInteger.valueOf(value.getSeconds())
                .multiply(MILLIS_PER_SECOND)
                .add(BigInteger.valueOf(value.getNano() / 1_000_000));
        JsonNode number = millis.bitLength() < Long.SIZE
                ? JsonNodeFactory.instance.numberNode(millis.longValueExact())
                : JsonNodeFactory.instance.numberNode(millis);
        return put("latency_ms", number).nanos("latency_nanos", value.getNano() % 1_000_000);
    }

    private JsonOut nanos(String name, int value) {
        return numberUnlessZero(name, value);
    }

    JsonOut numberUnlessZero(String name, long value) {
        return put(name, value == 0 ? null : JsonNodeFactory.instance.numberNode(value));
    }

    /** A span of time in whole milliseconds; what is finer is left out. */
    JsonOut millis(String name, @Nullable Duration value) {
        return value == null ? absent(name) : number(name, value.toMillis());
    }

    /** An id that another service gave: a number where it is one, else text. */
    JsonOut id(String name, String value) {
        return put(
                name,
                NUMERIC_ID.matcher(value).matches()
                        ? JsonNodeFactory.instance.numberNode(Long.parseLong(value))
                        : ofText(value));
    }

    JsonOut idOrNull(String name, @Nullable String value) {
        return value == null ? textOrNull(name, null) : id(name, value);
    }

    <T> JsonOut object(String name, @Nullable T value, BiConsumer<JsonOut, T> writer) {
        return put(name, value == null ? null : new JsonOut(below(path, name), unknown).fill(value, writer));
    }

    <T> JsonOut objectOrNull(String name, @Nullable T value, BiConsumer<JsonOut, T> writer) {
        return value == null ? textOrNull(name, null) : object(name, value, writer);
    }

    <T> JsonOut list(String name, List<T> values, BiConsumer<JsonOut, T> writer) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (T value : values) {
            String element = carries ? below(below(path, name), String.valueOf(list.size())) : path;
            list.add(new JsonOut(element, unknown).fill(value, writer));
        }
        return put(name, list.isEmpty() ? null : list);
    }

    /** Only unknown fields have to know where they are. */
    private String below(String parent, String name) {
        return carries ? FieldPaths.of(parent, name) : parent;
    }
}
