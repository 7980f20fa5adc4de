package io.releaseconductor.deployment;

import io.releaseconductor.metric.FailedRounds;
import io.releaseconductor.metric.MetricPlan;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Called;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.model.RolloutPlan;
import io.releaseconductor.model.Strategy;
import io.releaseconductor.model.Watch;
import io.releaseconductor.policy.ReleasePolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for, and what was known when it was asked. Never changes afterwards.
 *
 * @param environment where to
 * @param strategy how far the deploy phase goes
 * @param plan how it reaches the environment, wave by wave
 * @param policy what is decided about it without a person, as the environment was configured when it was asked for, with nothing in
 *     it that {@linkplain ReleasePolicy#fittedTo gives way} any more; null where that is not recorded yet, as in records of older versions
 * @param checks the ids of the checks that it is verified by, in order; null if and only if the policy is
 * @param ref the branch or tag to run the workflow from, or null for the adapter's default
 * @param version the version asked for, or null to take the commit of the ref, and where nobody knows that, what the workflow's run deploys
 * @param resolved what the ref pointed at when it was shipped without a version; null if nobody was asked
 * @param note why, as whoever asked put it in one line; null if they did not say
 * @param initiatedBy who asked
 * @param initiatedAt when
 * @param destination where in chat its card is shown, opaque to the core; null for nowhere
 * @param linked the environment that is shipped to once this one is promoted, or null for none
 * @param parent the deployment whose promotion shipped this one, or null if a person asked for it
 * @param previousVersion what ran before: as known when it was asked for, and once its
 *     deploy phase was dispatched, as certain since it holds the place; null if nothing is known
 * @param promoteFromHead whether the workflow of its promote phase takes no version, so that a promotion deploys the head of
 *     the branch at that time and not what was verified
 * @param linkedFromHead whether the workflow that deploys to the linked environment takes no version, so that what is shipped
 *     there is the head of the branch at that time and not what was verified
 * @param olderVersion the last version before {@code previousVersion} that was another one: what a rollback returns to where the
 *     previous version is deployed once more; null if nothing is known
 * @param withoutRollback whether no workflow is there that could roll it back
 * @param profile what people are told of the environment
 * @param called whom the chat calls when a person is needed, as the environment was configured when it was asked for;
 *     {@link Called#NOBODY} for nobody
 * @param metrics which metrics judge it, as the environment was configured when it was asked for; {@link MetricPlan#NONE} for none
 * @param usual what its checks usually take, as known when it was asked for; {@link UsualLatencies#NONE} where nothing is compared
 * @param failedRounds how many of a check's rounds may fail in a wave that bakes, as the environment was configured when it was asked for
 * @param riskyPaths which paths are risky to change, as the environment was configured when it was asked for; {@link RiskyPaths#NONE} for
 *     none
 * @param admission which rules of the pre-flight hold for it, as the environment was configured when it was asked for; {@link
 *     AdmissionRules#NONE} for none
 * @param watch how it is looked at once it is promoted, as the environment was configured when it was asked for; {@link Watch#OFF} for not
 *     at all
 * @param soak how long after its promotion the linked environment is shipped to at the earliest, as the environment was configured when it
 *     was asked for; 0 to {@link #LONGEST_SOAK}
 */
public record DeployRequest(
        Environment environment,
        Strategy strategy,
        RolloutPlan plan,
        @Nullable ReleasePolicy policy,
        @Nullable List<String> checks,
        @Nullable String ref,
        @Nullable String version,
        @Nullable ResolvedRef resolved,
        @Nullable String note,
        Actor initiatedBy,
        Instant initiatedAt,
        @Nullable String destination,
        @Nullable Environment linked,
        @Nullable DeployId parent,
        @Nullable String previousVersion,
        boolean promoteFromHead,
        boolean linkedFromHead,
        @Nullable String olderVersion,
        boolean withoutRollback,
        EnvironmentProfile profile,
        Called called,
        MetricPlan metrics,
        UsualLatencies usual,
        FailedRounds failedRounds,
        RiskyPaths riskyPaths,
        AdmissionRules admission,
        Watch watch,
        Duration soak) {

    /** The longest ref or version that is accepted, in characters. */
    public static final int MAX_NAME_LENGTH = 255;

    /** The longest note that is kept, in characters. */
    public static final int MAX_NOTE_LENGTH = 200;

    /** The longest time that a promoted deployment may have to stand before the linked environment is shipped to. */
    public static final Duration LONGEST_SOAK = Duration.ofDays(1);

    /**
     * Validates.
     *
     * @throws IllegalArgumentException if ref or version is blank or longer than {@link #MAX_NAME_LENGTH}, the note is blank or longer
     *     than {@link #MAX_NOTE_LENGTH}, a ref is resolved although a version is asked for, the linked environment or the one
     *     that goes first is the environment itself, the soak is out of its range, or one of policy and checks is there alone
     */
    public DeployRequest {
        Objects.requireNonNull(environment, "environment");
        Objects.requireNonNull(strategy, "strategy");
        Objects.requireNonNull(plan, "plan");
        policy = policy == null ? null : policy.frozen();
        checks = checks == null ? null : List.copyOf(checks);
        Objects.requireNonNull(initiatedBy, "initiatedBy");
        Objects.requireNonNull(initiatedAt, "initiatedAt");
        Objects.requireNonNull(profile, "profile");
        Objects.requireNonNull(called, "called");
        Objects.requireNonNull(metrics, "metrics");
        Objects.requireNonNull(usual, "usual");
        Objects.requireNonNull(failedRounds, "failedRounds");
        Objects.requireNonNull(riskyPaths, "riskyPaths");
        Objects.requireNonNull(admission, "admission");
        Objects.requireNonNull(watch, "watch");
        Objects.requireNonNull(soak, "soak");
        if (soak.isNegative() || soak.compareTo(LONGEST_SOAK) > 0) {
            throw new IllegalArgumentException("soak: " + soak + " is not allowed; allowed: 0 to " + LONGEST_SOAK);
        }
        requireText("ref", ref, MAX_NAME_LENGTH);
        requireText("version", version, MAX_NAME_LENGTH);
        requireText("note", note, MAX_NOTE_LENGTH);
        if (version != null && resolved != null) {
            throw new IllegalArgumentException(
                    "version: \"" + version + "\" is asked for, so that no ref is to be resolved");
        }
        if ((policy == null) != (checks == null)) {
            throw new IllegalArgumentException("policy and checks go together; one of them is not given");
        }
        if (environment.equals(admission.after())) {
            throw new IllegalArgumentException(
                    "admission: after \"" + environment + "\" is not allowed; allowed: after another environment");
        }
        if (environment.equals(linked)) {
            throw new IllegalArgumentException(
                    "linked: \"" + linked + "\" is not allowed; allowed: another environment");
        }
    }

    /**
     * Begins a request that asks for no more than has to be said. The rest is null or false unless it is set.
     *
     * @param environment where to
     * @param strategy how far the deploy phase goes
     * @param plan how it reaches the environment
     * @param initiatedBy who asked
     * @param initiatedAt when
     * @return a builder
     */
    public static DeployRequestBuilder builder(
            Environment environment, Strategy strategy, RolloutPlan plan, Actor initiatedBy, Instant initiatedAt) {
        return new DeployRequestBuilder(environment, strategy, plan, initiatedBy, initiatedAt);
    }

    /**
     * The same with the plan of a kind of rollout that nobody configured otherwise.
     *
     * @param environment where to
     * @param strategy how far the deploy phase goes
     * @param rollout how the environment rolls it out
     * @param initiatedBy who asked
     * @param initiatedAt when
     * @return a builder
     */
    public static DeployRequestBuilder builder(
            Environment environment, Strategy strategy, Rollout rollout, Actor initiatedBy, Instant initiatedAt) {
        return builder(environment, strategy, RolloutPlan.of(rollout), initiatedBy, initiatedAt);
    }

    /** {@return how the environment rolls it out: the kind of its plan} */
    public Rollout rollout() {
        return plan.kind();
    }

    /** {@return a builder that begins with what this request says} */
    public DeployRequestBuilder toBuilder() {
        return builder(environment, strategy, plan, initiatedBy, initiatedAt)
                .frozen(policy, checks)
                .ref(ref)
                .version(version)
                .resolved(resolved)
                .note(note)
                .destination(destination)
                .linked(linked)
                .parent(parent)
                .previousVersion(previousVersion)
                .olderVersion(olderVersion)
                .promoteFromHead(promoteFromHead)
                .linkedFromHead(linkedFromHead)
                .withoutRollback(withoutRollback)
                .profile(profile)
                .called(called)
                .metrics(metrics)
                .usual(usual)
                .failedRounds(failedRounds)
                .riskyPaths(riskyPaths)
                .admission(admission)
                .watch(watch)
                .soak(soak);
    }

    /** The same request with other versions to return to. */
    DeployRequest withEarlier(EarlierVersion earlier) {
        return toBuilder()
                .previousVersion(earlier.version())
                .olderVersion(earlier.older())
                .build();
    }

    /** {@return what is deployed as far as that was known when it was shipped: the version asked for, else the commit of the ref; or null} */
    public @Nullable String knownVersion() {
        return version == null && resolved != null ? resolved.commit() : version;
    }

    /** {@return what was known of earlier versions} */
    public EarlierVersion earlier() {
        return new EarlierVersion(previousVersion, olderVersion);
    }

    static void requireText(String field, @Nullable String value, int maxLength) {
        if (value != null && (value.isBlank() || value.length() > maxLength)) {
            throw new IllegalArgumentException(
                    field + ": \"" + value + "\" is not allowed; allowed: 1 to " + maxLength + " characters");
        }
    }
}
