package io.releaseconductor.checks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;

/** Whether an answer is only the first of several pages. */
final class IncidentPaging {

    /** Where the services tell of their pages, besides the answer itself. */
    private static final List<String> PLACES =
            List.of("pagination", "pagination_meta", "paging", "links", "meta", "/meta/pagination", "/meta/links");

    private static final List<String> SIGNS = List.of("more", "has_more", "next", "next_page", "next_cursor", "after");

    private IncidentPaging() {}

    static boolean goesOn(JsonNode json) {
        return Stream.concat(
                        Stream.of(json),
                        PLACES.stream().map(place -> place.startsWith("/") ? json.at(place) : json.path(place)))
                .anyMatch(place -> SIGNS.stream().map(place::path).anyMatch(IncidentPaging::isMore));
    }

    private static boolean isMore(JsonNode sign) {
        return sign.isBoolean()
                ? sign.booleanValue()
                : sign.isTextual() ? !sign.textValue().isBlank() : sign.isNumber() || !sign.isEmpty();
    }
}
