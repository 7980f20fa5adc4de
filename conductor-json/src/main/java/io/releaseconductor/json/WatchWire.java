package io.releaseconductor.json;

import io.releaseconductor.check.CompletedCheck;
import io.releaseconductor.check.Verification;
import io.releaseconductor.deployment.DeployRequest;
import io.releaseconductor.deployment.WatchEnd;
import io.releaseconductor.deployment.WatchState;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Watch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How what is promoted is watched, how far that is, and how long it has to stand before it is shipped on. Left out where it is not. */
final class WatchWire {

    private WatchWire() {}

    static @Nullable Watch unlessOff(Watch watch) {
        return watch.isOff() ? null : watch;
    }

    static void write(JsonOut out, Watch watch) {
        out.number("length_ms", watch.length().toMillis())
                .number("every_ms", watch.every().toMillis())
                .flagIfSet("rolls_back", watch.rollsBack());
    }

    static void writeSoak(JsonOut out, String name, Duration soak) {
        if (!soak.isZero()) {
            out.number(name, soak.toMillis());
        }
    }

    static Duration readSoak(JsonIn in, String name) {
        return in.has(name)
                ? Duration.ofMillis(in.number(name, 1, DeployRequest.LONGEST_SOAK.toMillis()))
                : Duration.ZERO;
    }

    static Watch orOff(@Nullable Watch watch) {
        return watch == null ? Watch.OFF : watch;
    }

    static Watch readPlan(JsonIn in) {
        long shortest = Watch.SHORTEST_PACE.toMillis();
        long length = in.number("length_ms", shortest, Watch.LONGEST.toMillis());
        return new Watch(
                Duration.ofMillis(length),
                Duration.ofMillis(in.number("every_ms", shortest, length)),
                in.flagOrFalse("rolls_back"));
    }

    static void write(JsonOut out, WatchState state) {
        Verification result = state.result();
        out.time("started_at", state.startedAt())
                .time("up_to", state.upTo())
                .number("looks", state.looks())
                .number("gaps", state.gaps())
                .time("checks_started_at", result == null ? null : result.startedAt())
                .time("checks_finished_at", result == null ? null : result.finishedAt())
                .object(
                        "verification_results",
                        result == null ? null : result.results(),
                        VerificationWire::writeResults)
                .list("fired", state.fired(), VerificationWire::writeRule)
                .object("end", state.end(), WatchWire::writeEnd);
    }

    static WatchState readState(JsonIn in) {
        List<CompletedCheck> results = in.objectOrNull("verification_results", VerificationWire::readResults);
        Instant startedAt = in.time("started_at");
        Instant upTo = in.time("up_to");
        if (upTo.isBefore(startedAt)) {
            throw in.corrupt("up_to", "is before started_at; allowed: then, or later");
        }
        return new WatchState(
                startedAt,
                upTo,
                in.count("looks", 0),
                in.count("gaps", 0),
                BaselineWire.verification(in, results),
                in.list("fired", VerificationWire::readRule),
                in.objectOrNull("end", WatchWire::readEnd));
    }

    private static void writeEnd(JsonOut out, WatchEnd end) {
        DeployId newer = end.newer();
        out.word("reason", end.reason(), WireNames.WATCH_END)
                .time("at", end.at())
                .text("newer", newer == null ? null : newer.value());
    }

    private static WatchEnd readEnd(JsonIn in) {
        WatchEnd.Reason reason = in.word("reason", WireNames.WATCH_END);
        DeployId newer = in.deployIdOrNull("newer");
        if ((reason == WatchEnd.Reason.NEWER) != (newer != null)) {
            throw in.corrupt(
                    "newer",
                    "is " + (newer == null ? "missing" : "there") + "; allowed: if and only if the reason is newer");
        }
        return new WatchEnd(reason, in.time("at"), newer);
    }
}
