package io.releaseconductor.deployment;

import io.releaseconductor.metric.FailedRounds;
import io.releaseconductor.metric.MetricPlan;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Called;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.RolloutPlan;
import io.releaseconductor.model.Strategy;
import io.releaseconductor.model.Watch;
import io.releaseconductor.policy.ReleasePolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes a {@link DeployRequest}. Each setter takes what the record's component of that name means. Not thread-safe. */
public final class DeployRequestBuilder {

    private final Environment environment;
    private final Strategy strategy;
    private final RolloutPlan plan;
    private final Actor initiatedBy;
    private final Instant initiatedAt;
    private @Nullable ReleasePolicy policy;
    private @Nullable List<String> checks;
    private @Nullable String ref;
    private @Nullable String version;
    private @Nullable ResolvedRef resolved;
    private @Nullable String note;
    private @Nullable String destination;
    private @Nullable Environment linked;
    private @Nullable DeployId parent;
    private @Nullable String previousVersion;
    private @Nullable String olderVersion;
    private boolean promoteFromHead;
    private boolean linkedFromHead;
    private boolean withoutRollback;
    private EnvironmentProfile profile = EnvironmentProfile.NONE;
    private Called called = Called.NOBODY;
    private MetricPlan metrics = MetricPlan.NONE;
    private UsualLatencies usual = UsualLatencies.NONE;
    private FailedRounds failedRounds = FailedRounds.DEFAULT;
    private RiskyPaths riskyPaths = RiskyPaths.NONE;
    private AdmissionRules admission = AdmissionRules.NONE;
    private Watch watch = Watch.OFF;
    private Duration soak = Duration.ZERO;

    DeployRequestBuilder(
            Environment environment, Strategy strategy, RolloutPlan plan, Actor initiatedBy, Instant initiatedAt) {
        this.environment = environment;
        this.strategy = strategy;
        this.plan = plan;
        this.initiatedBy = initiatedBy;
        this.initiatedAt = initiatedAt;
    }

    /**
     * Freezes what is decided about it without a person, and what it is verified by.
     *
     * @param byPolicy the policy, or null where that is not recorded yet
     * @param checkIds the ids of the checks, in order; null if and only if the policy is
     * @return this
     */
    public DeployRequestBuilder frozen(@Nullable ReleasePolicy byPolicy, @Nullable List<String> checkIds) {
        policy = byPolicy;
        checks = checkIds;
        return this;
    }

    /**
     * Asks for a branch or tag.
     *
     * @param value the branch or tag to run the workflow from, or null for the adapter's default
     * @return this
     */
    public DeployRequestBuilder ref(@Nullable String value) {
        ref = value;
        return this;
    }

    /**
     * Asks for a version.
     *
     * @param value the version asked for, or null to take what the workflow's run deploys
     * @return this
     */
    public DeployRequestBuilder version(@Nullable String value) {
        version = value;
        return this;
    }

    /**
     * Says what the ref points at.
     *
     * @param value what it points at, or that nobody could tell; null if nobody was asked
     * @return this
     */
    public DeployRequestBuilder resolved(@Nullable ResolvedRef value) {
        resolved = value;
        return this;
    }

    /**
     * Says why it is shipped.
     *
     * @param value why, in one line of 1 to {@value DeployRequest#MAX_NOTE_LENGTH} characters, or null
     * @return this
     */
    public DeployRequestBuilder note(@Nullable String value) {
        note = value;
        return this;
    }

    /**
     * Names the place of its card.
     *
     * @param value where in chat its card is shown, or null for nowhere
     * @return this
     */
    public DeployRequestBuilder destination(@Nullable String value) {
        destination = value;
        return this;
    }

    /**
     * Links an environment.
     *
     * @param value the environment that is shipped to once this one is promoted, or null for none
     * @return this
     */
    public DeployRequestBuilder linked(@Nullable Environment value) {
        linked = value;
        return this;
    }

    /**
     * Names what shipped it.
     *
     * @param value the deployment whose promotion shipped this one, or null if a person asked for it
     * @return this
     */
    public DeployRequestBuilder parent(@Nullable DeployId value) {
        parent = value;
        return this;
    }

    /**
     * Says what a rollback of it returns to.
     *
     * @param value what ran before, or null if nothing is known
     * @return this
     */
    public DeployRequestBuilder previousVersion(@Nullable String value) {
        previousVersion = value;
        return this;
    }

    /**
     * Says what a rollback of it returns to where the previous version is deployed once more.
     *
     * @param value the last other version before that, or null if nothing is known
     * @return this
     */
    public DeployRequestBuilder olderVersion(@Nullable String value) {
        olderVersion = value;
        return this;
    }

    /**
     * Says what a promotion deploys.
     *
     * @param value whether a promotion deploys the head of the branch
     * @return this
     */
    public DeployRequestBuilder promoteFromHead(boolean value) {
        promoteFromHead = value;
        return this;
    }

    /**
     * Says what the linked environment gets.
     *
     * @param value whether the linked environment gets the head of the branch
     * @return this
     */
    public DeployRequestBuilder linkedFromHead(boolean value) {
        linkedFromHead = value;
        return this;
    }

    /**
     * Says whether it can be rolled back.
     *
     * @param value whether no workflow is there that could roll it back
     * @return this
     */
    public DeployRequestBuilder withoutRollback(boolean value) {
        withoutRollback = value;
        return this;
    }

    /**
     * Sets what people are told of the environment.
     *
     * @param value what people are told of it; {@link EnvironmentProfile#NONE} by default
     * @return this
     */
    public DeployRequestBuilder profile(EnvironmentProfile value) {
        profile = value;
        return this;
    }

    /**
     * Says whom the chat calls when a person is needed.
     *
     * @param value whom, or {@link Called#NOBODY}
     * @return this
     */
    public DeployRequestBuilder called(Called value) {
        called = Objects.requireNonNull(value, "called");
        return this;
    }

    /**
     * Which metrics judge it.
     *
     * @param value the metrics, or {@link MetricPlan#NONE}
     * @return this
     */
    public DeployRequestBuilder metrics(MetricPlan value) {
        metrics = Objects.requireNonNull(value, "metrics");
        return this;
    }

    /**
     * Says what its checks usually take.
     *
     * @param value what is known, or {@link UsualLatencies#NONE}
     * @return this
     */
    public DeployRequestBuilder usual(UsualLatencies value) {
        usual = Objects.requireNonNull(value, "usual");
        return this;
    }

    /**
     * Says how many of a check's rounds may fail.
     *
     * @param value how many; {@link FailedRounds#DEFAULT} by default
     * @return this
     */
    public DeployRequestBuilder failedRounds(FailedRounds value) {
        failedRounds = Objects.requireNonNull(value, "failedRounds");
        return this;
    }

    /**
     * Says which paths are risky to change.
     *
     * @param value which, or {@link RiskyPaths#NONE}
     * @return this
     */
    public DeployRequestBuilder riskyPaths(RiskyPaths value) {
        riskyPaths = Objects.requireNonNull(value, "riskyPaths");
        return this;
    }

    /**
     * Says which rules of the pre-flight hold for it.
     *
     * @param value which, or {@link AdmissionRules#NONE}
     * @return this
     */
    public DeployRequestBuilder admission(AdmissionRules value) {
        admission = Objects.requireNonNull(value, "admission");
        return this;
    }

    /**
     * Says how it is looked at once it is promoted.
     *
     * @param value how; {@link Watch#OFF} by default
     * @return this
     */
    public DeployRequestBuilder watch(Watch value) {
        watch = Objects.requireNonNull(value, "watch");
        return this;
    }

    /**
     * Says how long it has to stand before the linked environment is shipped to.
     *
     * @param value how long after its promotion; 0 by default
     * @return this
     */
    public DeployRequestBuilder soak(Duration value) {
        soak = Objects.requireNonNull(value, "soak");
        return this;
    }

    /**
     * Makes the request.
     *
     * @return the request
     * @throws IllegalArgumentException as for {@link DeployRequest}
     */
    public DeployRequest build() {
        return new DeployRequest(
                environment,
                strategy,
                plan,
                policy,
                checks,
                ref,
                version,
                resolved,
                note,
                initiatedBy,
                initiatedAt,
                destination,
                linked,
                parent,
                previousVersion,
                promoteFromHead,
                linkedFromHead,
                olderVersion,
                withoutRollback,
                profile,
                called,
                metrics,
                usual,
                failedRounds,
                riskyPaths,
                admission,
                watch,
                soak);
    }
}
