package io.releaseconductor.checks.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Reads what a page's code throws and logs, as the protocol tells it. */
final class Thrown {

    private static final String IN_PROMISE = "(in promise)";
    private static final String ABORTED = "AbortError";

    /** What stands before the error where the browser keeps the error itself from the page. */
    private static final Pattern UNCAUGHT = Pattern.compile("^Uncaught (?:\\(in promise\\) )?");

    private final Owner owner;

    Thrown(Owner owner) {
        this.owner = owner;
    }

    /** An error that nobody caught. */
    Trouble exception(JsonNode details) {
        boolean rejected = details.path("text").asText().contains(IN_PROMISE);
        String text = textOf(details);
        Trouble.Kind kind =
                !rejected ? Trouble.Kind.ERROR : isAbort(details) ? Trouble.Kind.ABORTED : Trouble.Kind.REJECTION;
        JsonNode stack = details.path("stackTrace");
        String url = details.path("url").asText();
        Place place = url.isEmpty()
                ? top(stack)
                : Place.of(
                        url,
                        details.path("lineNumber").asInt(-1),
                        details.path("columnNumber").asInt(-1));
        return new Trouble(kind, Words.clean(text), place, isOwn(place, stack));
    }

    /** Something that was logged as an error. */
    Trouble logged(JsonNode params) {
        String text = StreamSupport.stream(params.path("args").spliterator(), false)
                .map(Thrown::shown)
                .collect(Collectors.joining(" "));
        JsonNode stack = params.path("stackTrace");
        Place place = top(stack);
        return new Trouble(Trouble.Kind.CONSOLE, Words.clean(text), place, isOwn(place, stack));
    }

    private static String textOf(JsonNode details) {
        JsonNode exception = details.path("exception");
        return exception.isMissingNode()
                ? UNCAUGHT.matcher(details.path("text").asText()).replaceFirst("")
                : shown(exception);
    }

    /** An error by its first line, which the calls that led to it follow; an object by its type. */
    private static String shown(JsonNode object) {
        JsonNode value = object.path("value");
        if (value.isTextual()) {
            return value.asText();
        }
        String description = object.path("description").asText(value.isMissingNode() ? "undefined" : value.toString());
        return object.path("subtype").asText().equals("error")
                ? description
                        .lines()
                        .takeWhile(line -> !line.strip().startsWith("at "))
                        .collect(Collectors.joining(" "))
                : description;
    }

    private static boolean isAbort(JsonNode details) {
        return details.path("exception").path("description").asText().startsWith(ABORTED);
    }

    private static Place top(JsonNode stack) {
        JsonNode frame = stack.path("callFrames").path(0);
        return frame.isMissingNode()
                ? Place.UNKNOWN
                : Place.of(
                        frame.path("url").asText(),
                        frame.path("lineNumber").asInt(-1),
                        frame.path("columnNumber").asInt(-1));
    }

    /** What own code called, and what it does not catch, is its own trouble wherever it was thrown. */
    private boolean isOwn(Place place, JsonNode stack) {
        List<String> urls = new ArrayList<>(List.of(place.url()));
        stack.path("callFrames").forEach(frame -> urls.add(frame.path("url").asText()));
        urls.removeIf(url -> Place.address(url) == null);
        return urls.isEmpty() || urls.stream().anyMatch(owner::isOwn);
    }
}
