package io.releaseconductor.json;

import io.releaseconductor.model.Environment;
import io.releaseconductor.stats.Figures;
import io.releaseconductor.stats.Outcome;
import io.releaseconductor.stats.Share;
import io.releaseconductor.stats.Typical;

/** Figures of a period. They are computed anew from history, and never read. */
final class FiguresWire {

    private FiguresWire() {}

    static void write(JsonOut out, Figures figures) {
        Environment environment = figures.environment();
        out.text("env", environment == null ? null : environment.name())
                .time("from", figures.period().from())
                .time("to", figures.period().to())
                .number("deployments", figures.deployments())
                .object("outcomes", figures, FiguresWire::writeOutcomes)
                .object("success", figures.successes(), FiguresWire::write)
                .object("verification_passed", figures.verifications(), FiguresWire::write)
                .object("rolled_back", figures.rollbacks(), FiguresWire::write)
                .object("worked", figures.worked(), FiguresWire::write)
                .number("promotions", figures.promotions())
                .decimal("promotions_per_day", figures.promotionsPerDay())
                .object("lead_time", figures.leadTime(), FiguresWire::write)
                .object("change_failed", figures.changeFailures(), FiguresWire::write)
                .object("restored", figures.restored(), FiguresWire::write)
                .number("unrestored", figures.unrestored());
    }

    private static void writeOutcomes(JsonOut out, Figures figures) {
        for (Outcome outcome : Outcome.values()) {
            out.number(outcome.wireName(), figures.count(outcome));
        }
    }

    private static void write(JsonOut out, Share share) {
        out.number("part", share.part()).number("of", share.of());
        share.value().ifPresent(value -> out.decimal("share", value));
    }

    private static void write(JsonOut out, Typical typical) {
        out.number("of", typical.entries()).millis("mean_ms", typical.mean()).millis("median_ms", typical.median());
    }
}
