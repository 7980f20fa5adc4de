package io.releaseconductor.json;

import io.releaseconductor.check.CompletedCheck;
import io.releaseconductor.check.Verification;
import io.releaseconductor.deployment.BaselineLook;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the checks found before the first intent. */
final class BaselineWire {

    private static final Duration LONGEST = Duration.ofDays(3650);

    private BaselineWire() {}

    static void write(JsonOut out, BaselineLook look) {
        Verification result = look.result();
        out.time("started_at", look.startedAt())
                .number("limit_ms", look.limit().toMillis())
                .text("version", look.version())
                .text("missing", look.missing())
                .time("checks_started_at", result == null ? null : result.startedAt())
                .time("checks_finished_at", result == null ? null : result.finishedAt())
                .object(
                        "verification_results",
                        result == null ? null : result.results(),
                        VerificationWire::writeResults);
    }

    static BaselineLook read(JsonIn in) {
        List<CompletedCheck> results = in.objectOrNull("verification_results", VerificationWire::readResults);
        String missing = in.textOrNull("missing");
        if (results == null) {
            in.mustLack("version", "there are no results");
        } else {
            in.mustLack("missing", "there are results");
        }
        return new BaselineLook(
                in.time("started_at"),
                Duration.ofMillis(in.number("limit_ms", 1, LONGEST.toMillis())),
                results == null ? null : in.textOrNull("version"),
                verification(in, results),
                results == null ? missing : null);
    }

    /** What was found, where there are results; without them there are no times either. */
    static @Nullable Verification verification(JsonIn in, @Nullable List<CompletedCheck> results) {
        if (results == null) {
            in.mustLack("checks_started_at", "there are no results");
            in.mustLack("checks_finished_at", "there are no results");
            return null;
        }
        return new Verification(in.time("checks_started_at"), in.time("checks_finished_at"), results);
    }
}
