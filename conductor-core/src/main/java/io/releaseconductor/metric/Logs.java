package io.releaseconductor.metric;

/** Sums of numbers whose logarithms are known, on every machine with the same bits. */
final class Logs {

    private Logs() {}

    /** The logarithm of the sum of two numbers. */
    static double sum(double one, double other) {
        double larger = StrictMath.max(one, other);
        double smaller = StrictMath.min(one, other);
        // beyond this the smaller one changes no bit of the larger one
        return larger - smaller > 40 ? larger : larger + StrictMath.log(1 + StrictMath.exp(smaller - larger));
    }

    /** Natural logarithm of the gamma function of a positive number: Stirling's series, from where it is exact. */
    static double gamma(double x) {
        double shifted = x;
        double product = 1;
        while (shifted < 10) {
            product *= shifted;
            shifted++;
        }
        double inverse = 1 / shifted;
        double square = inverse * inverse;
        double series = inverse
                * (1 / 12.0 - square * (1 / 360.0 - square * (1 / 1260.0 - square * (1 / 1680.0 - square / 1188.0))));
        return (shifted - 0.5) * StrictMath.log(shifted)
                - shifted
                + 0.5 * StrictMath.log(2 * StrictMath.PI)
                + series
                - StrictMath.log(product);
    }
}
