package io.releaseconductor.checks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes what a login is sent. */
final class LoginBody {

    private LoginBody() {}

    static String of(LoginForm form, String user, String password, @Nullable CsrfToken csrf) {
        ObjectNode body = Json.tryParse(form.extra() == null ? "{}" : form.extra())
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .orElseGet(JsonNodeFactory.instance::objectNode);
        put(body, form.userField(), user);
        put(body, form.passwordField(), password);
        if (csrf != null && csrf.field() != null) {
            body.put(csrf.field(), csrf.value());
        }
        return form.format() == LoginForm.Format.JSON ? body.toString() : urlEncoded(body);
    }

    private static void put(ObjectNode root, String path, String value) {
        String[] names = path.split("\\.", -1);
        ObjectNode node = root;
        for (int i = 0; i < names.length - 1; i++) {
            node = node.get(names[i]) instanceof ObjectNode child ? child : node.putObject(names[i]);
        }
        node.put(names[names.length - 1], value);
    }

    private static String urlEncoded(ObjectNode body) {
        List<String> pairs = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : body.properties()) {
            addPairs(pairs, field.getKey(), field.getValue());
        }
        return String.join("&", pairs);
    }

    private static void addPairs(List<String> pairs, String name, JsonNode value) {
        if (value instanceof ObjectNode object) {
            object.properties().forEach(f -> addPairs(pairs, name + "[" + f.getKey() + "]", f.getValue()));
        } else if (value instanceof ArrayNode list) {
            list.forEach(item -> addPairs(pairs, name + "[]", item));
        } else if (!value.isNull()) {
            pairs.add(encoded(name) + "=" + encoded(value.asText()));
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
