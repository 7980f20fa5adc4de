package io.releaseconductor.chat;

import static io.releaseconductor.chat.SampleDeployments.initiated;
import static io.releaseconductor.chat.SampleDeployments.verification;
import static io.releaseconductor.chat.SampleDeployments.verified;

import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CompletedCheck;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.UsualLatencies;
import io.releaseconductor.deployment.UsualLatency;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A check that is far slower than in earlier deployments. */
final class UsualCards {

    private static final UsualLatency SEARCH = new UsualLatency(
            "search", Duration.ofMillis(310), Duration.ofMillis(420), Duration.ofMillis(630), UsualLatency.MOST);

    private UsualCards() {}

    static Map<String, Deployment> deployments() {
        Deployment shipped = initiated();
        Deployment compared = shipped.toBuilder()
                .request(shipped.request().toBuilder()
                        .usual(new UsualLatencies(List.of(SEARCH), true))
                        .build())
                .build();
        CompletedCheck search = new CompletedCheck(
                "search", "Search", CheckResult.pass("12 results").withLatency(Duration.ofMillis(850)));
        return Map.of(
                "slower-than-usual",
                verified(
                                compared,
                                verification(
                                        SampleDeployments.frontend(),
                                        SampleDeployments.api(),
                                        SampleDeployments.auth(),
                                        search,
                                        SampleDeployments.media()),
                                SampleDeployments.calm())
                        .build());
    }
}
