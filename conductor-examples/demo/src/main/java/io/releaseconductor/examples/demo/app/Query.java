package io.releaseconductor.examples.demo.app;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The query of an address. */
final class Query {

    private Query() {}

    /** The parameters by name; of several with one name, the last. */
    static Map<String, String> of(URI address) {
        Map<String, String> parameters = new HashMap<>();
        String query = address.getRawQuery();
        if (query != null) {
            for (String pair : query.split("&", -1)) {
                String[] nameAndValue = pair.split("=", 2);
                parameters.put(decoded(nameAndValue[0]), nameAndValue.length == 1 ? "" : decoded(nameAndValue[1]));
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
