package io.releaseconductor.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Fields that this version does not know, on their way back into a record: each goes where it was found. One whose place is
 * not there any more, or is now a field that this version knows, is kept under {@code carried}, by its place.
 */
final class UnknownFields {

    private final Map<String, Map<String, String>> byParent = new TreeMap<>();
    private final Map<String, String> placeless = new TreeMap<>();

    UnknownFields(Map<String, String> extensions) {
        extensions.forEach((path, text) -> {
            String name = FieldPaths.name(path);
            if (name == null) {
                placeless.put(path, text);
            } else {
                byParent.computeIfAbsent(FieldPaths.parent(path), p -> new TreeMap<>())
                        .put(name, text);
            }
        });
    }

    boolean isEmpty() {
        return byParent.isEmpty() && placeless.isEmpty();
    }

    /** Puts the fields of one object back. */
    void restore(String path, ObjectNode object, Predicate<String> known) {
        Map<String, String> fields = byParent.remove(path);
        if (fields != null) {
            fields.forEach((name, text) -> {
                if (known.test(name)) {
                    placeless.put(FieldPaths.of(path, name), text);
                } else {
                    put(object, name, FieldPaths.of(path, name), text);
                }
            });
        }
    }

    /** Keeps those that have no place, once all objects are written. */
    void keepRest(ObjectNode record) {
        byParent.forEach(
                (parent, fields) -> fields.forEach((name, text) -> placeless.put(FieldPaths.of(parent, name), text)));
        if (!placeless.isEmpty()) {
            ObjectNode carried = record.putObject(DeploymentWire.CARRIED);
            placeless.forEach((path, text) -> put(carried, path, path, text));
        }
    }

    private static void put(ObjectNode object, String name, String path, String text) {
        try {
            object.set(name, JsonText.parse(text));
        } catch (JsonText.NotJsonException e) {
            throw new IllegalArgumentException("extension " + path + ": its text " + e.problem(), e);
        }
    }
}
