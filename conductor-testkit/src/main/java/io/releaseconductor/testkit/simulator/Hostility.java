package io.releaseconductor.testkit.simulator;

import io.releaseconductor.testkit.simulator.Misdeed.Kind;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How often, and how, somebody else's code misbehaves until the storm is over. Has dice of its own, so that others fall as before. */
final class Hostility {

    /** Of those of a node, so many of each kind may hang for ever: fewer than make a conductor call it no more. */
    private static final int FEW = 5;

    /** In how many of a thousand cases the worst one misbehaves, in histories where one of them hangs as often as it may. */
    private static final int WORST = 700;

    private static final List<Port> OTHERS = Arrays.stream(Port.values())
            .filter(port -> port != Port.CHANGES && port != Port.METRICS && port != Port.ADMISSION)
            .toList();

    private final Dice dice;
    private final int inThousand;
    private final long until;
    private final @Nullable Port worst;
    private final Map<Port, Integer> shares = new HashMap<>();

    private Hostility(Dice dice, int inThousand, long until) {
        this.dice = dice;
        this.inThousand = inThousand;
        this.until = until;
        this.worst = dice.inThousand(250) ? dice.oneOf(OTHERS) : null;
        // where it is asked at all; not by dice, so that all others are as before
        shares.put(Port.CHANGES, inThousand);
        shares.put(Port.METRICS, inThousand);
        shares.put(Port.ADMISSION, inThousand);
        for (Port port : OTHERS) {
            // in each history some are much worse than others
            shares.put(port, dice.inThousand(400) ? inThousand : dice.inThousand(500) ? inThousand / 5 : 0);
        }
    }

    /** Everybody behaves. */
    static Hostility none() {
        return new Hostility(new Dice(0), 0, Long.MIN_VALUE);
    }

    static Hostility of(Dice dice, long until) {
        return new Hostility(dice, (int) dice.between(1, 4) * 100, until);
    }

    boolean isThere() {
        return inThousand > 0;
    }

    /** What a call does instead of what it should, or null if it does that. */
    @Nullable
    Misdeed next(Port port, Node node, long now) {
        int share = port == worst ? WORST : shares.getOrDefault(port, 0);
        if (now >= until || share == 0 || !dice.inThousand(share)) {
            return null;
        }
        int kind = dice.below(100);
        boolean after = dice.inThousand(500) && port != Port.CHECK && port != Port.EXECUTOR;
        if (port == worst && port != Port.EXECUTOR && kind < 80) {
            return new Misdeed(Kind.EVER, after, 0);
        }
        if (port == Port.EXECUTOR || kind < 35) {
            return new Misdeed(Kind.ERROR, after, 0);
        }
        if (kind < 60) {
            return new Misdeed(Kind.CHECKED, after, 0);
        }
        if (kind < 75) {
            return new Misdeed(Kind.LONG, after, dice.between(1, 120) * 1_000);
        }
        boolean forEver = port == worst || (kind >= 88 && node.deaf(port) < FEW);
        return new Misdeed(forEver ? Kind.EVER : Kind.UNTIL_INTERRUPTED, after, 0);
    }

    /** Something of the kind, such as nobody expects. */
    Throwable thrown(Misdeed deed) {
        if (deed.kind() == Kind.ERROR) {
            return switch (dice.below(4)) {
                case 0 -> new NoClassDefFoundError("a hostile one");
                case 1 -> new StackOverflowError("a hostile one");
                case 2 -> new OutOfMemoryError("a hostile one");
                default -> new AssertionError("a hostile one");
            };
        }
        return dice.inThousand(500)
                ? new java.io.IOException("a hostile one")
                : new java.util.concurrent.TimeoutException("a hostile one");
    }

    /** Whether it was thrown by one of these. */
    static boolean isFromHere(Throwable thrown) {
        return "a hostile one".equals(thrown.getMessage());
    }
}
