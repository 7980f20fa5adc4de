package io.releaseconductor.chatops;

import io.releaseconductor.ShipRequest;
import io.releaseconductor.chat.ButtonId;
import io.releaseconductor.chat.Question;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The button by which something is confirmed: {@code ship_yes-promote-2-{code}_{deploy_id}}, or, where something is shipped and there is no
 * deployment yet, {@code ship_yes-ship-{code}_ship-{env}:{strategy}:{length of ref}:{ref}{version}}. Everything in it comes from outside and
 * is distrusted.
 */
final class ConfirmButton {

    private static final String CODE = "([0-9a-z]{1,8}-[0-9a-f]{8}-[0-9a-f]{8})";
    private static final Pattern ON_A_CARD = Pattern.compile("ship_yes-([a-z]+(?:-[2-9])?)-" + CODE + "_(ship-.+)");
    private static final Pattern SHIP = Pattern.compile(
            "ship_yes-ship-" + CODE + "_ship-([a-z0-9-]{1,32}):([a-z-]{1,10}):(-|[0-9]{1,3}):(.*)", Pattern.DOTALL);
    private static final String NO_REF = "-";

    private ConfirmButton() {}

    /** What was pressed on a card, now that it is confirmed. */
    record Press(Confirmation confirmation, ButtonId button) {}

    /** The options of the command that ships, now that it is confirmed. */
    record Ship(Confirmation confirmation, Map<String, String> options) {}

    static String of(ButtonId button, Confirmation confirmation) {
        String asked = button.question().wireName() + (button.choice() == 0 ? "" : "-" + button.choice());
        return "ship_yes-" + asked + "-" + confirmation.code() + "_" + button.deployment();
    }

    /** Null if it would be longer than a button's id may be, and where there is a note or an override, which hardly ever has room in one. */
    static @Nullable String of(ShipRequest request, Confirmation confirmation) {
        if (request.note() != null || request.override() != null) {
            return null;
        }
        String ref = request.ref();
        String id = "ship_yes-ship-" + confirmation.code() + "_ship-" + request.environment() + ":"
                + request.strategy().wireName() + ":" + (ref == null ? NO_REF + ":" : ref.length() + ":" + ref)
                + (request.version() == null ? "" : request.version());
        return id.length() > ButtonId.MAX_LENGTH ? null : id;
    }

    static Optional<Press> press(String id) {
        Matcher matcher = ON_A_CARD.matcher(id);
        if (id.length() > ButtonId.MAX_LENGTH || !matcher.matches()) {
            return Optional.empty();
        }
        return ButtonId.parse("ship_" + matcher.group(1) + "_" + matcher.group(3))
                .filter(button -> isConfirmed(button.question()))
                .flatMap(button -> Confirmation.parse(matcher.group(2)).map(code -> new Press(code, button)));
    }

    /** What may go live at once. */
    static boolean isConfirmed(Question question) {
        return question == Question.PROMOTE || question == Question.FULLY || question == Question.LINKED;
    }

    static Optional<Ship> ship(String id) {
        Matcher matcher = SHIP.matcher(id);
        if (id.length() > ButtonId.MAX_LENGTH || !matcher.matches()) {
            return Optional.empty();
        }
        boolean hasRef = !matcher.group(4).equals(NO_REF);
        int length = hasRef ? Integer.parseInt(matcher.group(4)) : 0;
        String names = matcher.group(5);
        if (length > names.length()) {
            return Optional.empty();
        }
        Map<String, String> options = new HashMap<>();
        options.put(Command.ENV, matcher.group(2));
        options.put(Command.STRATEGY, matcher.group(3));
        if (hasRef) {
            options.put(Command.REF, names.substring(0, length));
        }
        if (length < names.length()) {
            options.put(Command.VERSION, names.substring(length));
        }
        return Confirmation.parse(matcher.group(1)).map(code -> new Ship(code, options));
    }
}
