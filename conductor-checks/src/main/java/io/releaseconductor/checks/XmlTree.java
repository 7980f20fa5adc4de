package io.releaseconductor.checks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/**
 * XML as the JSON that would say the same: attributes and elements are fields, elements of one name are a list. Entities of its
 * own and what is very deep are left out.
 */
final class XmlTree {

    private static final int DEEPEST = 12;
    /** What an element says that has more to it than a text: {@code <service name="mail">FAILED</service>}. */
    private static final String TEXT = "state";

    private XmlTree() {}

    /** {@return an object: what the outermost element holds, or that element alone if it holds a text} */
    static JsonNode of(String xml) {
        Element root = Jsoup.parse(xml, "", Parser.xmlParser()).firstElementChild();
        ObjectNode none = JsonNodeFactory.instance.objectNode();
        if (root == null) {
            return none;
        }
        JsonNode read = read(root, 0);
        return read.isObject() ? read : none.set(local(root.tagName()), read);
    }

    private static JsonNode read(Element element, int depth) {
        String text = element.ownText().strip();
        if (element.attributesSize() == 0 && element.childrenSize() == 0) {
            return TextNode.valueOf(text);
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (Attribute attribute : element.attributes()) {
            if (!attribute.getKey().startsWith("xmlns")) {
                object.put(local(attribute.getKey()), attribute.getValue());
            }
        }
        if (!text.isEmpty() && !object.has(TEXT)) {
            object.put(TEXT, text);
        }
        if (depth < DEEPEST) {
            element.children().forEach(child -> add(object, local(child.tagName()), read(child, depth + 1)));
        }
        return object;
    }

    private static void add(ObjectNode object, String name, JsonNode value) {
        JsonNode known = object.get(name);
        if (known == null) {
            object.set(name, value);
        } else if (known instanceof ArrayNode list) {
            list.add(value);
        } else {
            object.putArray(name).add(known).add(value);
        }
    }

    private static String local(String name) {
        return name.substring(name.lastIndexOf(':') + 1);
    }
}
