package io.releaseconductor.checks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/** Reads the body of a health answer, whatever its content type says. */
final class HealthBody {

    private static final String NOT_UNDERSTOOD = "Health answer not understood";

    /** What only a page has; {@code <br>} and {@code <pre>} around a text make none. */
    private static final Pattern PAGE =
            Pattern.compile("<(?:!doctype\\s+html|html|head|body|script|form|title|meta)\\b", Pattern.CASE_INSENSITIVE);

    private static final Pattern HTML = Pattern.compile("<(?:!doctype\\s+|\\w+:)?html\\b", Pattern.CASE_INSENSITIVE);
    private static final Set<String> HIDDEN =
            Set.of("head", "script", "style", "noscript", "template", "svg", "title", "iframe");
    private static final Set<String> BREAKS =
            Set.of("br", "p", "div", "tr", "li", "h1", "h2", "h3", "h4", "h5", "h6", "dd");

    /** What makes a page one that does something, rather than a sheet of paper. */
    private static final Pattern ACTIVE =
            Pattern.compile("<(?:script|form|input|iframe|img|link)\\b", Pattern.CASE_INSENSITIVE);

    /** No more of markup is looked at: a page that is a health answer is short. */
    private static final int LONGEST_MARKUP = 32 * 1024;

    private static final int LONGEST_VISIBLE = 160;

    private static final Pattern SPACES = Pattern.compile("[\\s\u00A0]+");

    private static final int MOST_VALUES = 20_000;
    private static final int DEEPEST = 500;

    private HealthBody() {}

    static HealthAnswer read(WebAnswer answer) {
        if (answer.cut()) {
            return new HealthAnswer.Unclear(
                    "Answer too large",
                    "more than " + Sizes.text(answer.body().size()),
                    "Ask for less, or raise SHIP_CHECK_MAX_BODY_BYTES. ");
        }
        if (answer.isPacked()) {
            return new HealthAnswer.Unclear(
                    "Answer is packed",
                    "what is packed in a way that was not asked for",
                    "Let the server heed Accept-Encoding. ");
        }
        String text = answer.text().strip();
        if (text.isEmpty()) {
            return new HealthAnswer.Silent();
        }
        if (text.indexOf('\u0000') >= 0) {
            return new HealthAnswer.Unclear(
                    NOT_UNDERSTOOD, Sizes.text(answer.body().size()) + " that are no text");
        }
        if (text.startsWith("<")) {
            return markup(answer, text);
        }
        String json = JsonAnswers.withoutGuard(text).strip();
        if (json.isEmpty()) {
            return new HealthAnswer.Silent();
        }
        return looksLikeJson(json) ? json(json) : plain(text);
    }

    private static boolean looksLikeJson(String text) {
        char first = text.charAt(0);
        return first == '{'
                || first == '"'
                || (first == '[' && !text.matches("(?s)\\[[+x-].*"))
                || text.equals("true")
                || text.equals("false")
                || text.equals("null");
    }

    /** Whether it has so many values that it is data rather than a health answer. */
    private static boolean isHuge(JsonNode json) {
        int[] left = {MOST_VALUES};
        return !isWithin(json, left, 0);
    }

    private static boolean isWithin(JsonNode json, int[] left, int depth) {
        if (--left[0] < 0 || depth > DEEPEST) {
            return false;
        }
        for (JsonNode inner : json) {
            if (!isWithin(inner, left, depth + 1)) {
                return false;
            }
        }
        return true;
    }

    private static HealthAnswer json(String text) {
        JsonNode json;
        try {
            json = Json.opened(Json.parse(text));
        } catch (JsonProcessingException e) {
            String place = e.getLocation() == null
                    ? ""
                    : " from line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + " on";
            return new HealthAnswer.Unclear("Invalid JSON", "what begins as JSON and is none" + place);
        }
        if ((json.isEmpty() && json.isObject()) || json.isNull()) {
            return new HealthAnswer.Silent();
        }
        if (isHuge(json)) {
            return new HealthAnswer.Unclear(NOT_UNDERSTOOD, "JSON of more than " + MOST_VALUES + " values");
        }
        HealthReport report = HealthReader.read(json);
        if (report.saysSomething()) {
            return new HealthAnswer.Told(report);
        }
        return HealthReader.isFactsOnly(json)
                ? new HealthAnswer.Silent()
                : new HealthAnswer.Unclear(
                        report.unclear() ? "Health status not understood" : NOT_UNDERSTOOD,
                        "JSON, " + JsonShape.of(json));
    }

    private static HealthAnswer plain(String text) {
        HealthReport report = HealthLines.read(text);
        return report == null ? new HealthAnswer.Unclear(NOT_UNDERSTOOD, shape(text)) : new HealthAnswer.Told(report);
    }

    private static HealthAnswer markup(WebAnswer answer, String text) {
        boolean isXml = isXml(answer, text) && !HTML.matcher(text).find();
        boolean isPage = !isXml && PAGE.matcher(text).find();
        if (isXml && text.length() <= LONGEST_MARKUP) {
            HealthReport report = HealthReader.read(XmlTree.of(text));
            if (report.saysSomething()) {
                return new HealthAnswer.Told(report);
            }
        }
        String visible = text.length() > LONGEST_MARKUP ? null : visible(text);
        if (visible == null || visible.length() > LONGEST_VISIBLE) {
            return isPage
                    ? new HealthAnswer.Page()
                    : new HealthAnswer.Unclear(NOT_UNDERSTOOD, "markup, " + shape(text));
        }
        if (visible.endsWith("}") && looksLikeJson(visible.substring(visible.lastIndexOf('\n') + 1))) {
            return new HealthAnswer.Unclear(
                    "Invalid JSON", "markup before the JSON, such as a warning of what writes it");
        }
        HealthReport report = visible.isEmpty() ? null : HealthLines.read(visible);
        boolean active = ACTIVE.matcher(text).find();
        if (report != null && (saysHow(report, active) || report.parts().size() > 1)) {
            return new HealthAnswer.Told(report);
        }
        if (visible.isEmpty() && !active && !isXml) {
            return new HealthAnswer.Silent();
        }
        return isPage ? new HealthAnswer.Page() : new HealthAnswer.Unclear(NOT_UNDERSTOOD, "markup, " + shape(visible));
    }

    private static boolean isXml(WebAnswer answer, String text) {
        String type = answer.mediaType();
        return text.startsWith("<?xml") || (type != null && type.endsWith("xml") && !type.contains("html"));
    }

    /** The "Loading…" of a frontend is about itself. */
    private static boolean saysHow(HealthReport report, boolean active) {
        Health headline = report.headline();
        return headline == Health.UP || headline == Health.DOWN || (headline != null && !active);
    }

    private static String visible(String markup) {
        StringBuilder shown = new StringBuilder();
        Jsoup.parse(markup).filter(new NodeFilter() {
            @Override
            public FilterResult head(Node node, int depth) {
                if (node instanceof TextNode text) {
                    shown.append(text.text());
                }
                return HIDDEN.contains(node.nodeName()) ? FilterResult.SKIP_ENTIRELY : FilterResult.CONTINUE;
            }

            @Override
            public FilterResult tail(Node node, int depth) {
                if (node instanceof Element) {
                    shown.append(BREAKS.contains(node.nodeName()) ? "\n" : " ");
                }
                return FilterResult.CONTINUE;
            }
        });
        return shown.toString()
                .lines()
                .map(line -> SPACES.matcher(line).replaceAll(" ").strip())
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    private static String shape(String text) {
        long lines = text.lines().count();
        return "a text of " + (lines == 1 ? "one line" : lines + " lines") + ", " + text.length() + " characters";
    }
}
