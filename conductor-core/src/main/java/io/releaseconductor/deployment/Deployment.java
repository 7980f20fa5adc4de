package io.releaseconductor.deployment;

import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.policy.Recommendation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A deployment: the only state there is. Everything that a node needs to carry on is in it. Immutable; only
 * {@link Lifecycle} makes the next one from it.
 *
 * @param id its identity
 * @param revision how often it was written; 1 when it is created, raised by one with each write
 * @param request what was asked for
 * @param status where it stands
 * @param statusSince since when it stands there
 * @param version what is deployed: the version sent with the dispatch, else the run's; null while not known
 * @param deployPhase the deploy phase
 * @param promotePhase the promote phase, or null before it began
 * @param rollbackPhase the roll-back phase, or null before it began
 * @param verification the verification of what was deployed, or null before it began
 * @param rollbackVerification the verification after the rollback, or null before it began
 * @param cancelWish who asked to cancel, while or after that could take effect; null if nobody did
 * @param rollbackWish the rollback that starts once the current run is at its end, or null
 * @param hold who keeps automation from deciding, or null
 * @param promotion who decided to promote, or null
 * @param promotedAt when it was promoted, or null
 * @param rollback the decision to roll back that is, or was, carried out; null if there was none
 * @param rolledBackAt when it was rolled back, or null
 * @param failure why it failed, if it did; kept when it is rolled back afterwards
 * @param attention what only a person can tell; present if and only if it needs attention
 * @param linked the wish to ship to the linked environment, or null if there is none
 * @param card what the chat shows
 * @param alerts all alerts, sent ones included, in the order in which they were raised
 * @param dueAt when a node has to look at it next, or null for never
 * @param extensions fields that this version does not know, carried along opaquely: field name to wire text
 */
public record Deployment(
        DeployId id,
        long revision,
        DeployRequest request,
        DeploymentStatus status,
        Instant statusSince,
        @Nullable String version,
        PhaseProgress deployPhase,
        @Nullable PhaseProgress promotePhase,
        @Nullable PhaseProgress rollbackPhase,
        @Nullable VerificationState verification,
        @Nullable VerificationState rollbackVerification,
        @Nullable Decision cancelWish,
        @Nullable Rollback rollbackWish,
        @Nullable Decision hold,
        @Nullable Decision promotion,
        @Nullable Instant promotedAt,
        @Nullable Rollback rollback,
        @Nullable Instant rolledBackAt,
        @Nullable Failure failure,
        @Nullable Attention attention,
        @Nullable LinkedShip linked,
        CardState card,
        List<Alert> alerts,
        @Nullable Instant dueAt,
        Map<String, String> extensions) {

    /**
     * Validates and copies.
     *
     * @throws IllegalArgumentException if the id is of another environment, the revision is below 1, or attention does not
     *     fit the status
     */
    public Deployment {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(statusSince, "statusSince");
        Objects.requireNonNull(deployPhase, "deployPhase");
        Objects.requireNonNull(card, "card");
        alerts = List.copyOf(alerts);
        extensions = Map.copyOf(extensions);
        if (!id.environment().equals(request.environment())) {
            throw new IllegalArgumentException("deployment " + id + ": its environment is " + request.environment());
        }
        if (revision < 1) {
            throw new IllegalArgumentException(
                    "deployment " + id + ": revision is " + revision + "; allowed: 1 or more");
        }
        if ((status == DeploymentStatus.NEEDS_ATTENTION) != (attention != null)) {
            throw new IllegalArgumentException(
                    "deployment " + id + ": status " + status + " does not go with attention " + attention);
        }
    }

    /**
     * A deployment as it is first stored.
     *
     * @param id its identity
     * @param request what was asked for
     * @return the deployment: initiated, due at once, revision 1
     */
    public static Deployment initiate(DeployId id, DeployRequest request) {
        Instant at = request.initiatedAt();
        return new Deployment(
                id,
                1,
                request,
                DeploymentStatus.INITIATED,
                at,
                request.version(),
                PhaseProgress.begin(Phase.DEPLOY, at),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                CardState.NONE,
                List.of(),
                at,
                Map.of());
    }

    /** {@return where it deploys to} */
    public Environment environment() {
        return request.environment();
    }

    /** {@return whether its environment's place is free again and nothing more happens by itself} */
    public boolean settled() {
        return status.settled();
    }

    /** {@return the phase whose run is asked for or watched now, if one is; for needs_attention the one that it returns to} */
    public Optional<Phase> currentPhase() {
        return switch (status) {
            case INITIATED, DEPLOYING -> Optional.of(Phase.DEPLOY);
            case PROMOTING -> Optional.of(Phase.PROMOTE);
            case ROLLING_BACK -> Optional.of(Phase.ROLL_BACK);
            case NEEDS_ATTENTION -> Optional.ofNullable(attention).map(Attention::phase);
            default -> Optional.empty();
        };
    }

    /**
     * The progress of a phase.
     *
     * @param phase which
     * @return its progress, or null before it began
     */
    public @Nullable PhaseProgress progress(Phase phase) {
        return switch (phase) {
            case DEPLOY -> deployPhase;
            case PROMOTE -> promotePhase;
            case ROLL_BACK -> rollbackPhase;
        };
    }

    /**
     * The verification of a phase.
     *
     * @param phase {@link Phase#ROLL_BACK} for the one after the rollback, any other for the one of what was deployed
     * @return how far it has come, or null before it began
     */
    public @Nullable VerificationState verification(Phase phase) {
        return phase == Phase.ROLL_BACK ? rollbackVerification : verification;
    }

    /** {@return which verification is running now, or null if none is} */
    public @Nullable VerificationKey verifying() {
        if (status != DeploymentStatus.VERIFYING && status != DeploymentStatus.ROLLING_BACK) {
            return null;
        }
        Phase phase = status == DeploymentStatus.VERIFYING ? Phase.DEPLOY : Phase.ROLL_BACK;
        PhaseProgress progress = progress(phase);
        VerificationState state = verification(phase);
        return progress != null && state != null && state.isRunning()
                ? new VerificationKey(phase, progress.attempt(), state.startedAt())
                : null;
    }

    /** {@return whether it awaits a decision that the policy takes: its verdict says so, and no person held or cancelled it} */
    public boolean promotableByPolicy() {
        return status == DeploymentStatus.VERIFIED
                && hold == null
                && cancelWish == null
                && verification != null
                && verification.verdict() != null
                && verification.verdict().recommendation() == Recommendation.PROMOTE;
    }

    /** {@return the run that was seen last, if any was} */
    public Optional<WorkflowRun> lastRun() {
        for (PhaseProgress progress : new PhaseProgress[] {rollbackPhase, promotePhase, deployPhase}) {
            if (progress != null && progress.run().isPresent()) {
                return progress.run();
            }
        }
        return Optional.empty();
    }

    /** {@return when to look whether a person started its failed deploy run again, or null for never} */
    public @Nullable Instant lookAgainAt() {
        return deployPhase.stage() instanceof Stage.Concluded concluded ? concluded.lookAgainAt() : null;
    }

    /** {@return what the rollback of it returns to as far as is known, never its own version; or null} */
    public @Nullable String previousVersion() {
        return request.earlier().otherThan(version);
    }

    /** {@return whether it is rolled back, and no check found out whether that worked} */
    public boolean rolledBackUnverified() {
        return status == DeploymentStatus.ROLLED_BACK
                && rollbackVerification != null
                && rollbackVerification.result() != null
                && !rollbackVerification.result().hasData();
    }

    /**
     * Whether its run may have changed anything, so that there is something to roll back. A run that never began, since it was
     * displaced in a queue or not approved, has changed nothing.
     *
     * @return false only if it is certain that its run never began
     */
    public boolean mayHaveTakenEffect() {
        if (status == DeploymentStatus.CANCELLED) {
            return false;
        }
        // once a person was asked about the phase, an earlier attempt may have done anything
        boolean first = deployPhase.startedAt().equals(request.initiatedAt());
        if (!first || verification != null || promotePhase != null || rollbackPhase != null) {
            return true;
        }
        return !(deployPhase.stage() instanceof Stage.Concluded concluded)
                || concluded.run().mayHaveBegun();
    }

    /**
     * The same at another due time.
     *
     * @param newDueAt when a node has to look at it next, or null for never
     * @return the changed deployment
     */
    public Deployment withDueAt(@Nullable Instant newDueAt) {
        return Objects.equals(newDueAt, dueAt)
                ? this
                : toBuilder().dueAt(newDueAt).build();
    }

    /**
     * The same, where the chat has to show another card from now on: whatever is sent, and by whichever node, what the message shows is not
     * known until somebody has noted it. Otherwise a deployment that comes to stand as it stood before would take its old card for shown.
     *
     * @return the changed deployment
     */
    public Deployment withStaleCard() {
        return card.shown() == null ? this : toBuilder().card(card.unknown()).build();
    }

    /**
     * The same at another revision. For stores and their tests.
     *
     * @param newRevision 1 or more
     * @return the changed deployment
     */
    public Deployment withRevision(long newRevision) {
        return toBuilder().revision(newRevision).build();
    }

    /** {@return a builder that starts with all of this deployment's values} */
    public DeploymentBuilder toBuilder() {
        return new DeploymentBuilder(this);
    }
}
