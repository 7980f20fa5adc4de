package io.releaseconductor.chat;

import static io.releaseconductor.chat.SampleDeployments.ADA;
import static io.releaseconductor.chat.SampleDeployments.START;
import static io.releaseconductor.chat.SampleDeployments.alarmed;
import static io.releaseconductor.chat.SampleDeployments.calm;
import static io.releaseconductor.chat.SampleDeployments.fiveOfFive;
import static io.releaseconductor.chat.SampleDeployments.initiated;
import static io.releaseconductor.chat.SampleDeployments.verified;
import static io.releaseconductor.chat.SampleDeployments.withoutApi;

import io.releaseconductor.deployment.DeployRequest;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.model.Strategy;
import io.releaseconductor.policy.Recommendation;
import java.util.LinkedHashMap;
import java.util.Map;

/** Production, where a decision is awaited: well, ill, and of a canary. */
final class ProductionCards {

    private ProductionCards() {}

    static Map<String, Deployment> deployments() {
        Map<String, Deployment> all = new LinkedHashMap<>();
        Deployment full = of(Strategy.FULL, Rollout.FULL);
        all.put("production-verified", verified(full, fiveOfFive(), calm()).build());
        all.put(
                "production-ill",
                verified(full, withoutApi(), alarmed(Recommendation.ASK)).build());
        all.put(
                "production-canary",
                verified(of(Strategy.CANARY, Rollout.CANARY), fiveOfFive(), calm())
                        .build());
        return all;
    }

    private static Deployment of(Strategy strategy, Rollout rollout) {
        return initiated(DeployRequest.builder(Environment.PROD, strategy, rollout, ADA, START)
                .ref("main")
                .version("4f2a9c1d8e7b6a5f4e3d2c1b0a9f8e7d6c5b4a39")
                .destination("#ship")
                .previousVersion("1.4.1")
                .profile(SampleDeployments.PRODUCTION)
                .build());
    }
}
