package io.releaseconductor.policy;

import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CheckStatus;
import io.releaseconductor.check.CompletedCheck;
import io.releaseconductor.check.Verification;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Verifications as the tests need them; unless said otherwise all five checks pass within every limit. */
final class Verifications {

    private final Map<String, CheckResult> results = new LinkedHashMap<>();

    private Verifications() {}

    static Verifications none() {
        return new Verifications();
    }

    static Verifications allPassing() {
        return none().with("frontend", result(CheckStatus.PASS, 45))
                .with("api", result(CheckStatus.PASS, 32))
                .with("auth", CheckResult.pass("Login successful"))
                .with("search", result(CheckStatus.PASS, 120))
                .with("media", CheckResult.pass("Presign working"));
    }

    static CheckResult result(CheckStatus status, long millis) {
        return result(status).withLatency(Duration.ofMillis(millis));
    }

    static CheckResult result(CheckStatus status) {
        return switch (status) {
            case PASS -> CheckResult.pass("OK");
            case WARNING -> CheckResult.warning("Slow response");
            case FAIL -> CheckResult.fail("503 Service Unavailable");
            case NO_DATA -> CheckResult.noData("Nothing to judge by");
        };
    }

    Verifications with(String id, CheckResult result) {
        results.put(id, result);
        return this;
    }

    Verifications with(String id, CheckStatus status) {
        return with(id, result(status));
    }

    Verifications without(String id) {
        results.remove(id);
        return this;
    }

    Verification done() {
        List<CompletedCheck> completed = new ArrayList<>();
        results.forEach((id, result) -> completed.add(new CompletedCheck(id, id, result)));
        return new Verification(Instant.EPOCH, Instant.EPOCH.plusSeconds(1), completed);
    }
}
