package io.releaseconductor.window;

import io.releaseconductor.config.Suggestions;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/** Time zones as people write them, in any case. */
final class ZoneText {

    private static final String ALLOWED =
            "the name of a time zone, such as Europe/Berlin, America/New_York or UTC, or an offset such as +05:45";

    private ZoneText() {}

    /** {@return the zone, or UTC after a problem} */
    static ZoneId read(Part part) {
        List<String> names = ZoneId.getAvailableZoneIds().stream().sorted().toList();
        String name =
                names.stream().filter(part.text()::equalsIgnoreCase).findFirst().orElse(part.text());
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            String guess = Suggestions.nearest(name, names)
                    .map(near -> "; did you mean " + near + "?")
                    .orElse("");
            part.refuse("is no time zone", ALLOWED + guess);
            return ZoneOffset.UTC;
        }
    }
}
