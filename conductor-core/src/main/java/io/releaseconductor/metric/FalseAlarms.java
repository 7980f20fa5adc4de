package io.releaseconductor.metric;

import java.time.Duration;
import java.util.Objects;

/**
 * How often a metric would have failed what is healthy: instances of one side, compared with themselves.
 *
 * @param metric its name
 * @param bake how long each comparison took
 * @param bakes how many of them there were of which anything is known
 * @param alarms how many failed, at any of their looks
 * @param passed how many ended with a pass
 * @param looks how many looks these bakes had
 * @param unknown of how many of them nothing is known
 * @param promised how likely each was to fail, at most
 */
public record FalseAlarms(
        String metric, Duration bake, int bakes, int alarms, int passed, int looks, int unknown, double promised) {

    /** Requires what is not a number. */
    public FalseAlarms {
        Objects.requireNonNull(metric, "metric");
        Objects.requireNonNull(bake, "bake");
    }

    /** {@return how many ended neither with an alarm nor with a pass} */
    public int undecided() {
        return bakes - alarms - passed;
    }

    /** {@return the rate of false alarms, from 0 to 1; 0 where there were no bakes} */
    public double share() {
        return bakes == 0 ? 0 : (double) alarms / bakes;
    }

    /** {@return the lower end of what the rate can be, with 95 %} */
    public double low() {
        return Proportion.of(alarms, bakes).low();
    }

    /** {@return the upper end of what the rate can be, with 95 %} */
    public double high() {
        return Proportion.of(alarms, bakes).high();
    }

    /** {@return whether there were certainly more than promised} */
    public boolean isTooMany() {
        return bakes > 0 && low() > promised;
    }

    /**
     * {@return it in words, such as {@code errors: 2 false alarms in 336 bakes of 30 min: 0.6 % (0.072 to 2.1 %); promised: at most 1 %}}
     */
    public String sentence() {
        if (bakes == 0) {
            return metric + ": nothing is known of that time, so nothing was compared";
        }
        return metric + ": " + counted(alarms, "false alarm") + " in " + counted(bakes, "bake") + " of "
                + Sentences.time(bake) + ": " + Sentences.percent(share()) + " ("
                + Sentences.percent(low()).replace(" %", "") + " to " + Sentences.percent(high())
                + "); promised: at most " + Sentences.percent(promised);
    }

    private static String counted(int number, String what) {
        return (number == 0 ? "no" : String.valueOf(number)) + " " + what + (number == 1 ? "" : "s");
    }
}
