package io.releaseconductor.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A stake")
class StakesTest {

    private static final Tolerance LINE = new Tolerance(1.5, 0.005);
    private static final double RATE = 0.05;
    private static final int LOOKS = 40;

    @ParameterizedTest(name = "{0} events in a look")
    @ValueSource(longs = {100, 10_000, 10_000_000, 50_000_000})
    @DisplayName("that is lost to a bad canary has to be won back in full, however small it became")
    void is_owed(long total) {
        Stakes stakes = new Stakes(Bets.HARMLESS);
        Counts stable = new Counts(total / 20, total);
        Counts bad = new Counts(total / 8, total);
        Counts good = new Counts(total / 25, total);
        List<Long> all = stakes.initial();
        double[] logs = new double[all.size()];
        for (int bet = 0; bet < logs.length; bet++) {
            logs[bet] = Math.log(Bets.HARMLESS.fromTheStart(bet));
        }
        double most = 0;
        for (int look = 1; look <= 2 * LOOKS; look++) {
            Counts canary = look <= LOOKS ? bad : good;
            all = stakes.grown(all, look, LINE, 1, RATE, Counts.NONE, stable, canary);
            for (int bet = 0; bet < logs.length; bet++) {
                double canaryRate = Bets.HARMLESS.canary(bet, LINE.at(RATE), Counts.NONE);
                logs[bet] += Edge.ratios(LINE, RATE, canaryRate, stable, canary).log(stable, canary);
                most = Math.max(most, Math.abs(logs[bet]));
            }
        }
        assertThat(most).isLessThan(7e8);
        for (int bet = 0; bet < logs.length; bet++) {
            assertThat(log(all.get(bet))).isCloseTo(logs[bet], within(2e-6 * LOOKS + 1e-12 * most));
        }
    }

    private static double log(long magnitude) {
        long exponent = Math.floorDiv(magnitude, 1L << 20);
        return exponent * Math.log(2) + Math.log(Magnitude.toDouble(magnitude - (exponent << 20)));
    }
}
