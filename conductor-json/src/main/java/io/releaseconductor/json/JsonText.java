package io.releaseconductor.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** Between text and tree, strictly and without loss: no name twice, nothing after the end, no rounded number. */
final class JsonText {

    /** More than a reader takes (1000), since a carried field may lie one deeper than it was found. */
    private static final int DEEPEST_WRITTEN = 1100;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamWriteConstraints(StreamWriteConstraints.builder()
                            .maxNestingDepth(DEEPEST_WRITTEN)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .nodeFactory(JsonNodeFactory.instance)
            .build();

    private JsonText() {}

    /**
     * Parses a text.
     *
     * @throws NotJsonException if the text is not one JSON value
     */
    static JsonNode parse(String text) throws NotJsonException {
        try {
            JsonNode node = MAPPER.readTree(wellFormed(text));
            if (node == null || node.isMissingNode()) {
                throw new NotJsonException("is empty");
            }
            return node;
        } catch (JsonProcessingException e) {
            throw new NotJsonException(where(e));
        } catch (NumberFormatException | ArithmeticException e) {
            throw new NotJsonException("holds a number that is out of all range");
        }
    }

    private static String where(JsonProcessingException e) {
        return e.getLocation() == null
                ? "is not JSON"
                : "is not JSON, or holds a name twice, at line "
                        + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr();
    }

    static String format(JsonNode node) {
        try {
            return wellFormed(MAPPER.writeValueAsString(node));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a value cannot be written as JSON", e);
        }
    }

    /**
     * The same text with halves of surrogate pairs, left by whoever cut it, replaced by U+FFFD. They are no characters: UTF-8
     * has no bytes for them, and as escapes some readers refuse them (RFC 7493, section 2.1), with the whole record.
     */
    static String wellFormed(String text) {
        StringBuilder changed = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isSurrogate(c)) {
                continue;
            }
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
                continue;
            }
            if (changed == null) {
                changed = new StringBuilder(text);
            }
            changed.setCharAt(i, '\ufffd');
        }
        return changed == null ? text : changed.toString();
    }

    /** The text is not one JSON value; the message says so as the end of a sentence, and quotes nothing of it. */
    static final class NotJsonException extends Exception {

        private static final long serialVersionUID = 1L;

        private final String problem;

        NotJsonException(String problem) {
            super(problem);
            this.problem = problem;
        }

        String problem() {
            return problem;
        }
    }
}
