package io.releaseconductor.benchmarks.judge;

/**
 * Kayenta's own examples: a port that fails them is no port. Those of its ClassifierSuite (tolerance 0.1, 95 %), rounded to five
 * digits, and of its MannWhitneySuite, with intervals that R has found.
 */
final class KayentaVectors {

    private static final double[] LIKE_CONTROL = {
        9.77673, 10.58707, 7.83755, 9.32433, 8.37745, 8.93593, 8.27077, 9.74843, 11.62375, 9.27534, 8.15380, 10.56202,
                13.49814,
        11.05442, 6.95389, 12.52101, 9.02164, 4.92349, 11.25136, 11.59845, 8.43523, 11.11023, 10.70063, 8.92128,
                10.08617, 11.42108,
        9.37923, 7.79803, 10.62340, 11.90964
    };

    private static final double[] CONTROL = {
        11.14536, 9.96181, 7.06857, 7.30127, 9.79446, 9.60379, 6.18678, 12.34560, 10.37189, 8.60943, 9.91316, 10.36138,
                14.20680,
        10.94615, 10.21588, 11.73976, 10.90763, 12.82335, 8.10186, 8.49816, 12.11344, 13.27221, 10.11458, 6.94640,
                6.21053, 10.16040,
        8.34577, 8.38382, 7.00202, 10.75576
    };

    private static final double[] HIGH = {
        20.87841, 21.78551, 19.70828, 15.85995, 19.51006, 19.39201, 22.92653, 17.15653, 18.65512, 23.42261, 24.05582,
                22.62690,
        21.97947, 21.65932, 20.06771, 22.11957, 16.44037, 21.55962, 21.00018, 17.77937, 17.80601, 18.53720, 20.55555,
                19.55293,
        21.77112, 21.80962, 20.96176, 20.97757, 19.10630, 16.97692
    };

    /** Measured in halves, so that most of them are tied. */
    private static final double[] TIED_CONTROL = {
        1.5, 6.0, 5.0, 2.5, 2.5, 2.0, 2.0, 3.5, 3.0, 3.0, 3.0, 2.0, 3.0, 8.0, 4.0, 2.5, 3.0, 2.5, 2.5, 2.0,
        2.5, 2.0, 2.0, 2.5, 3.5, 3.0, 1.5, 5.0, 2.5, 5.5, 2.0, 2.5, 3.5, 2.0, 2.5, 4.0, 2.0, 2.0, 2.0, 2.0,
        5.5, 4.5, 4.0, 3.0, 3.0, 3.5, 2.5, 3.0, 2.5, 4.0, 6.0, 2.0, 5.0, 6.0, 3.5, 3.0, 54.5, 3.0, 5.0, 6.0,
        3.5, 4.5, 2.5, 2.0, 6.0, 5.0, 2.5, 3.5, 2.0, 3.0, 2.5, 3.5, 3.5, 2.5, 3.0, 4.5, 3.0, 15.5, 5.0, 2.5,
        3.0, 4.0, 3.5, 4.0, 4.0, 2.0, 4.5, 2.5, 4.0, 3.0
    };

    private static final double[] TIED = {
        2.5, 2.5, 2.0, 2.5, 3.5, 2.0, 3.5, 1.5, 3.0, 3.0, 2.5, 3.5, 2.0, 2.5, 2.0, 2.0, 5.0, 3.0, 2.0, 1.5,
        2.0, 4.0, 3.0, 2.5, 3.0, 2.0, 2.0, 2.0, 2.5, 3.5, 1.5, 1.5, 3.5, 2.0, 2.5, 2.5, 3.0, 3.5, 2.5, 6.5,
        2.5, 4.0, 2.5, 3.0, 2.5, 6.5, 2.5, 3.0, 1.5, 2.0, 2.5, 3.0, 7.5, 1.5, 2.0, 4.0, 2.5, 2.0, 2.5, 3.5,
        4.0, 2.5, 3.0, 2.5, 2.0, 3.5, 3.0, 16.5, 3.0, 3.0, 7.0, 4.5, 5.0, 2.0, 3.5, 6.0, 1.5, 3.0, 2.5, 4.0,
        3.0, 1.5, 5.0, 3.0, 2.5, 5.5, 3.0, 1.5, 2.5, 6.0
    };

    /** How far two solvers may be apart that look for the same step. */
    private static final double APART = 1e-4;

    private KayentaVectors() {}

    static void check() {
        expect(Kayenta.isHigh(CONTROL, HIGH, 0.1, 0.95), "a high metric is high");
        expect(!Kayenta.isHigh(CONTROL, LIKE_CONTROL, 0.1, 0.95), "a metric like the control passes");
        expect(!Kayenta.isHigh(HIGH, LIKE_CONTROL, 0.1, 0.95), "a low metric is not high");
        expect(!Kayenta.isHigh(CONTROL, CONTROL.clone(), 0.1, 0.95), "the same data pass");
        expectShift(new double[] {1, 2, 3, 4}, new double[] {10, 20, 30, 40}, 6, 39, 22.5);
        expectShift(TIED_CONTROL, TIED, -0.500002521696696, -3.486287505871302e-5, -0.4999393907180323);
    }

    private static void expectShift(double[] control, double[] experiment, double low, double high, double estimate) {
        Kayenta.Shift shift = Kayenta.shift(control, experiment, 0.95);
        expect(Math.abs(shift.low() - low) < APART, "the interval begins at " + low);
        expect(Math.abs(shift.high() - high) < APART, "the interval ends at " + high);
        expect(Math.abs(shift.estimate() - estimate) < APART, "the estimate is " + estimate);
    }

    private static void expect(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException("the port of Kayenta fails its example: " + what);
        }
    }
}
