package io.releaseconductor.metric;

/** Logarithms that Java lacks, on every machine with the same bits. */
final class Logs {

    private Logs() {}

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
