package io.releaseconductor.chatops;

import io.releaseconductor.Conductor;
import io.releaseconductor.ShipRequest;
import io.releaseconductor.ShipResult;
import io.releaseconductor.chat.ShipCommand;
import io.releaseconductor.spi.StoreUnavailableException;
import java.time.Duration;
import java.util.List;

/** Reads what is to be shipped, and ships it. */
final class Shipping {

    private static final int MOST_TRIES = 3;
    private static final List<String> OPTIONS = List.of(
            Command.ENV, Command.STRATEGY, Command.REF, Command.VERSION, Command.NOTE, Command.WHY_ALL_THE_SAME);

    private final Conductor conductor;
    private final Duration betweenTries;

    Shipping(Conductor conductor, Duration betweenTries) {
        this.conductor = conductor;
        this.betweenTries = betweenTries;
    }

    /** By the rules of the typed command, whose problems are told all at once. */
    ShipCommand.Result read(Command command) {
        StringBuilder text = new StringBuilder("/ship");
        for (String option : OPTIONS) {
            String value = command.option(option);
            if (value != null) {
                text.append(' ').append(option).append(':').append(quoted(value));
            }
        }
        return ShipCommand.parse(text.toString(), conductor.environments());
    }

    /** As it would be typed. People paste names with the backticks that show them as code: those are quotes already. */
    private static String quoted(String value) {
        boolean fenced = value.length() > 2 && value.startsWith("`") && value.indexOf('`', 1) == value.length() - 1;
        return fenced ? value : '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** The answer may be all that was lost: with a key, asking again is safe, and finds out. */
    ShipResult ship(ShipRequest request) {
        for (int tries = 1; ; tries++) {
            try {
                return conductor.ship(request);
            } catch (StoreUnavailableException e) {
                if (request.key() == null || tries == MOST_TRIES || !pause()) {
                    throw e;
                }
            }
        }
    }

    private boolean pause() {
        try {
            Thread.sleep(betweenTries.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
