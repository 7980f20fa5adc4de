package io.releaseconductor;

import io.releaseconductor.config.VariableReader;
import io.releaseconductor.model.Bake;
import io.releaseconductor.model.Spans;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How waves are looked at, as variables say it.
 *
 * @param prefix what the names of these variables begin with
 */
record BakeChoice(String prefix) {

    private static final Pattern ISO_SPAN = Pattern.compile("\\bPT[0-9][0-9HMS]*");

    private static final Duration LOOK_EVERY = Duration.ofSeconds(30);

    private static final Duration WARMING_UP = Duration.ofMinutes(1);

    private static final String SPAN = "a span of time";

    String bake() {
        return prefix + "_BAKE";
    }

    private String every() {
        return prefix + "_LOOK_EVERY";
    }

    private String warmUp() {
        return prefix + "_WARM_UP";
    }

    /** All of them. */
    List<String> names() {
        return List.of(bake(), every(), warmUp());
    }

    /** Whether it is said for this environment alone. */
    boolean isSetFor(VariableReader reader) {
        return InVain.isOwn(reader, bake());
    }

    /** One look, or rounds for as long as is said: {@code 5m..30m}, or {@code 10m} for exactly that. */
    Bake read(VariableReader reader) {
        Optional<String> text = reader.text(bake());
        Duration warmUp = reader.span(warmUp(), WARMING_UP, Duration.ZERO, Bake.Rounds.LONGEST);
        Optional<String> everySaid = reader.text(every());
        Duration everyAsked = reader.span(every(), LOOK_EVERY, Duration.ofSeconds(1), Bake.Rounds.LONGEST);
        if (text.isEmpty()) {
            if (everySaid.isPresent()) {
                reader.problems()
                        .add(reader.nameOf(every()) + " is set, but there is no bake; set " + bake()
                                + " as well, or take it out");
            }
            return Bake.ONE_LOOK;
        }
        String[] ends = text.get().split("\\.\\.", -1);
        Duration least = Spans.parse(ends[0].strip());
        Duration most = ends.length > 2 ? null : Spans.parse(ends[ends.length - 1].strip());
        if (least == null || most == null) {
            reader.problems()
                    .add(reader.nameOf(bake()) + ": \"" + text.get() + "\" is not allowed; allowed: " + SPAN
                            + " such as 10m, or two of them, the least and the most, such as 5m..30m");
            return Bake.ONE_LOOK;
        }
        // where nobody said how often, so often that three rounds fit in
        Duration fitting = least.dividedBy(Bake.Rounds.AGREEING - 1L);
        Duration every = everySaid.isPresent() || everyAsked.compareTo(fitting) <= 0 ? everyAsked : fitting;
        try {
            return new Bake.Rounds(warmUp, least, most, every);
        } catch (IllegalArgumentException e) {
            reader.problems().add(reader.nameOf(bake()) + ": \"" + text.get() + "\" is not allowed: " + problems(e));
            return Bake.ONE_LOOK;
        }
    }

    /** What is wrong, told as whoever set a variable writes: without Java's word for it, and with spans as variables have them. */
    static String problems(IllegalArgumentException e) {
        String message = String.valueOf(e.getMessage());
        return ISO_SPAN.matcher(message.substring(message.indexOf(": ") + 2))
                .replaceAll(span -> Spans.format(Duration.parse(span.group())));
    }
}
