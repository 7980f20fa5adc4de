package io.releaseconductor.json;

import io.releaseconductor.deployment.CheckLatency;
import io.releaseconductor.deployment.UsualLatencies;
import io.releaseconductor.deployment.UsualLatency;
import java.time.Duration;

/** What checks took, in whole milliseconds, and what they usually take. Left out where nothing is known. */
final class LatencyWire {

    private static final long LONGEST = CheckLatency.LONGEST.toMillis();

    private LatencyWire() {}

    static void write(JsonOut out, CheckLatency latency) {
        out.text("check", latency.check()).number("ms", latency.latency().toMillis());
    }

    static CheckLatency read(JsonIn in) {
        return new CheckLatency(in.checkId("check"), Duration.ofMillis(in.number("ms", 0, LONGEST)));
    }

    static void writeUsual(JsonOut out, String name, UsualLatencies usual) {
        out.object(name, usual.isNone() ? null : usual, LatencyWire::writeAll);
    }

    private static void writeAll(JsonOut out, UsualLatencies usual) {
        out.list("checks", usual.checks(), LatencyWire::writeUsual).flagIfSet("warns", usual.warns());
    }

    private static void writeUsual(JsonOut out, UsualLatency usual) {
        out.text("check", usual.check())
                .number("low_ms", usual.low().toMillis())
                .number("high_ms", usual.high().toMillis())
                .number("most_ms", usual.most().toMillis())
                .number("deployments", usual.deployments());
    }

    static UsualLatencies readUsual(JsonIn in, String name) {
        UsualLatencies usual = in.objectOrNull(name, LatencyWire::readAll);
        return usual == null ? UsualLatencies.NONE : usual;
    }

    private static UsualLatencies readAll(JsonIn in) {
        return new UsualLatencies(in.list("checks", LatencyWire::readUsual), in.flagOrFalse("warns"));
    }

    private static UsualLatency readUsual(JsonIn in) {
        return new UsualLatency(
                in.checkId("check"), millis(in, "low_ms"), millis(in, "high_ms"), millis(in, "most_ms"), (int)
                        in.number("deployments", UsualLatency.FEWEST, UsualLatency.MOST));
    }

    private static Duration millis(JsonIn in, String name) {
        return Duration.ofMillis(in.number(name, 0, 2 * LONGEST));
    }
}
