package io.releaseconductor.prometheus;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the answer to a query for ranges of samples, strictly: whatever does not look as it should makes the whole answer worthless,
 * since nobody knows what else is wrong with it. Reads as it comes, since an answer may be long.
 */
final class AnswerReader {

    private static final JsonFactory JSON = JsonFactory.builder().build();

    private final JsonParser json;
    private @Nullable String status;
    private @Nullable String kind;
    private boolean warned;
    private @Nullable List<Series> series;

    private AnswerReader(JsonParser json) {
        this.json = json;
    }

    /**
     * Reads an answer.
     *
     * @throws NoAnswerException if it is not a whole, undoubted answer
     * @throws IOException if the connection breaks
     */
    static List<Series> read(InputStream body) throws NoAnswerException, IOException {
        try (JsonParser parser = JSON.createParser(body)) {
            return new AnswerReader(parser).answer();
        } catch (JsonProcessingException e) {
            // Its message quotes the body.
            throw new NoAnswerException("Prometheus's answer is not whole, or no JSON");
        }
    }

    private List<Series> answer() throws NoAnswerException, IOException {
        require(JsonToken.START_OBJECT, json.nextToken());
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            JsonToken value = json.nextToken();
            if (field.equals("status")) {
                status = text(value);
            } else if (field.equals("warnings")) {
                warned = hasEntries(value);
            } else if (field.equals("data")) {
                data(value);
            } else {
                json.skipChildren();
            }
        }
        require(JsonToken.END_OBJECT, json.currentToken());
        if (json.nextToken() != null) {
            throw notUnderstood("something follows it");
        }
        if (!"success".equals(status)) {
            throw notUnderstood("its status is not \"success\"");
        }
        if (warned) {
            throw new NoAnswerException("Prometheus answers with warnings: a part may be missing");
        }
        if (series == null || !"matrix".equals(kind)) {
            throw notUnderstood("it holds no ranges of samples");
        }
        return series;
    }

    private boolean hasEntries(JsonToken value) throws IOException {
        if (value != JsonToken.START_ARRAY) {
            json.skipChildren();
            return value != JsonToken.VALUE_NULL;
        }
        boolean some = false;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            some = true;
            json.skipChildren();
        }
        return some;
    }

    private void data(JsonToken start) throws NoAnswerException, IOException {
        require(JsonToken.START_OBJECT, start);
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            JsonToken value = json.nextToken();
            if (field.equals("resultType")) {
                kind = text(value);
            } else if (field.equals("result") && value == JsonToken.START_ARRAY) {
                series = result();
            } else {
                json.skipChildren();
            }
        }
    }

    private List<Series> result() throws NoAnswerException, IOException {
        List<Series> all = new ArrayList<>();
        Set<Map<String, String>> seen = new HashSet<>();
        while (json.nextToken() == JsonToken.START_OBJECT) {
            Series next = one();
            if (!seen.add(next.labels())) {
                throw notUnderstood("a series is there twice");
            }
            all.add(next);
        }
        require(JsonToken.END_ARRAY, json.currentToken());
        return all;
    }

    private Series one() throws NoAnswerException, IOException {
        Map<String, String> labels = new LinkedHashMap<>();
        Samples samples = new Samples();
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            JsonToken value = json.nextToken();
            if (field.equals("metric")) {
                require(JsonToken.START_OBJECT, value);
                for (String label = json.nextFieldName(); label != null; label = json.nextFieldName()) {
                    labels.put(label, text(json.nextToken()));
                }
            } else if (field.equals("values")) {
                require(JsonToken.START_ARRAY, value);
                while (json.nextToken() == JsonToken.START_ARRAY) {
                    sample(samples);
                }
                require(JsonToken.END_ARRAY, json.currentToken());
            } else {
                // such as "histograms", the native ones, which are not counted by
                json.skipChildren();
            }
        }
        return new Series(labels, samples);
    }

    private void sample(Samples samples) throws NoAnswerException, IOException {
        if (!json.nextToken().isNumeric()) {
            throw notUnderstood("a sample has no time");
        }
        long time = millis(json.getDecimalValue());
        double value = value(text(json.nextToken()));
        require(JsonToken.END_ARRAY, json.nextToken());
        if (!samples.add(time, value)) {
            throw notUnderstood("samples are not in the order of time");
        }
    }

    private static long millis(BigDecimal seconds) throws NoAnswerException {
        if (seconds.precision() - seconds.scale() > 12) {
            throw notUnderstood("a sample is of no time");
        }
        return seconds.movePointRight(3).setScale(0, RoundingMode.HALF_EVEN).longValueExact();
    }

    private static double value(String text) throws NoAnswerException {
        if (text.endsWith("Inf")) {
            return text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw notUnderstood("a sample is no number");
        }
    }

    private String text(JsonToken value) throws NoAnswerException, IOException {
        require(JsonToken.VALUE_STRING, value);
        return json.getText();
    }

    private static void require(JsonToken wanted, @Nullable JsonToken there) throws NoAnswerException {
        if (there != wanted) {
            throw notUnderstood("it has another form");
        }
    }

    private static NoAnswerException notUnderstood(String why) {
        return new NoAnswerException("Prometheus's answer is not understood: " + why);
    }
}
