package io.releaseconductor.chat;

import static io.releaseconductor.chat.SampleDeployments.START;
import static io.releaseconductor.chat.SampleDeployments.deploying;
import static io.releaseconductor.chat.SampleDeployments.initiated;
import static io.releaseconductor.chat.SampleDeployments.verification;
import static io.releaseconductor.chat.SampleDeployments.verified;

import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CompletedCheck;
import io.releaseconductor.check.Verification;
import io.releaseconductor.deployment.BaselineLook;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.policy.Recommendation;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was there before a deployment, and what of it is still so. */
final class BaselineCards {

    private static final BaselineLook LOOK = BaselineLook.begin(START, Duration.ofSeconds(30));

    private BaselineCards() {}

    static Map<String, Deployment> deployments() {
        Map<String, Deployment> all = new LinkedHashMap<>();
        all.put("baseline-looking", with(initiated(), LOOK));
        all.put("baseline-ill-before", with(deploying(), found()));
        all.put(
                "baseline-missing",
                with(deploying(), new BaselineLook(START, Duration.ofSeconds(30), null, null, "not done within 30s")));
        all.put(
                "baseline-verified",
                with(
                        verified(initiated(), afterwards(), SampleDeployments.calm(Recommendation.ASK))
                                .build(),
                        found()));
        return all;
    }

    private static Deployment with(Deployment d, BaselineLook look) {
        return d.toBuilder().baseline(look).build();
    }

    private static BaselineLook found() {
        return new BaselineLook(START, Duration.ofSeconds(30), "1.4.1", before(), null);
    }

    private static Verification before() {
        return new Verification(
                START,
                START.plusSeconds(5),
                List.of(
                        SampleDeployments.frontend(),
                        SampleDeployments.api(),
                        new CompletedCheck("auth", "Auth", CheckResult.fail("401 Unauthorized, failed 3 of 3")),
                        new CompletedCheck(
                                "search", "Search", CheckResult.fail("500 Internal Server Error, failed 3 of 3")),
                        SampleDeployments.media()));
    }

    private static Verification afterwards() {
        return verification(
                SampleDeployments.frontend(),
                SampleDeployments.api(),
                new CompletedCheck("auth", "Auth", CheckResult.fail("401 Unauthorized, failed 3 of 3")).asAlreadySo(),
                SampleDeployments.search(),
                SampleDeployments.media());
    }
}
