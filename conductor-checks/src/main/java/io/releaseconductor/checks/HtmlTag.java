package io.releaseconductor.checks;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A start tag.
 *
 * @param name its name in lower case
 * @param attributes name in lower case to value, decoded; the first of a name counts
 */
record HtmlTag(String name, Map<String, String> attributes) {

    HtmlTag {
        attributes = Map.copyOf(attributes);
    }

    @Nullable
    String attribute(String attribute) {
        return attributes.get(attribute);
    }
}
