package io.releaseconductor.deployment;

import io.releaseconductor.model.Bake;
import io.releaseconductor.model.Gate;
import io.releaseconductor.model.Times;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What people, and the policy, decide. */
final class Decisions {

    /** Two people who decide within this time cannot know of each other. */
    private static final Duration AT_ONCE = Duration.ofSeconds(5);

    private static final String AGAIN = "To roll it back all the same, ask again in a few seconds.";

    private Decisions() {}

    static LifecycleResult promote(Deployment d, DeploymentEvent.Promote event) {
        if (d.status() != DeploymentStatus.VERIFIED) {
            return Change.refused(notPromotable(d));
        }
        if (event.gate() != d.wave()) {
            return Change.refused(anotherGate(d, event.gate()));
        }
        if (event.by().isPolicy() && !d.promotableByPolicy()) {
            return Change.refused(leftToAPerson(d));
        }
        return d.currentWave().gate() instanceof Gate.Approvals gate
                ? ApprovalTransitions.approved(d, gate, event)
                : Endings.gateOpened(d, new Decision(event.by(), event.at()), Change.of(d, event.at()), event.at());
    }

    /** What was decided at one gate says nothing about another one. */
    static String anotherGate(Deployment d, int gate) {
        if (gate > d.wave()) {
            return "Not yet: that gate comes later.";
        }
        Decision opened = d.waves().stream()
                .filter(wave -> wave.number() > gate)
                .findFirst()
                .orElseThrow()
                .begun();
        return "That gate is open since " + opened.describe() + ". Look at what the card asks now.";
    }

    private static String leftToAPerson(Deployment d) {
        Decision cancelWish = d.cancelWish();
        if (d.isHeld()) {
            return "Held by " + HoldTransitions.holders(d) + ": a person decides.";
        }
        return cancelWish != null
                ? "Its cancel, asked for by " + cancelWish.describe() + ", came too late: a person decides."
                : "The verdict leaves it to a person.";
    }

    static String notPromotable(Deployment d) {
        return switch (d.status()) {
            case INITIATED, DEPLOYING -> "Not yet: it is still being deployed.";
            case VERIFYING -> "Not yet: " + stillVerifying(d) + ".";
            default -> standing(d);
        };
    }

    private static String stillVerifying(Deployment d) {
        VerificationState state = d.verification();
        return d.currentWave().bake() instanceof Bake.Rounds bake && state != null
                ? "it bakes until " + Times.format(bake.endOfLeast(state.startedAt())) + " at least"
                : checksDone(state);
    }

    static String checksDone(@Nullable VerificationState verification) {
        return verification == null || verification.total() == 0
                ? "the checks are still running"
                : verification.done() + " of " + verification.total() + " checks done";
    }

    static LifecycleResult rollBack(Deployment d, DeploymentEvent.RollBack event) {
        Decision decision = new Decision(event.by(), event.at());
        String chosen = event.version();
        String refusal = lostTheRace(d, event) ? standing(d) + " " + AGAIN : notRollbackable(d);
        if (refusal == null && chosen != null) {
            refusal = Endings.refusalToChoose(d, chosen);
        }
        if (refusal != null) {
            return Change.refused(refusal);
        }
        Rollback rollback = chosen == null
                ? Endings.rollbackOf(d, decision, event.reason(), event.returnTo())
                : Endings.rollbackTo(d, chosen, decision, event.reason());
        if (rollback == null) {
            return Change.refused("Not possible: " + Endings.whyNoRollback(d) + ".");
        }
        PhaseProgress progress = d.currentPhase().map(d::progress).orElse(null);
        Change change = Change.of(d, event.at());
        if (progress == null || progress.stage() instanceof Stage.Ready) {
            return Endings.rollBack(d, change, rollback, event.at());
        }
        return change.progress(cancelling(
                        progress, "rollback requested by " + event.by().name(), event.at()))
                .apply(b -> b.rollbackWish(rollback))
                .moved();
    }

    /** Promote and rollback pressed at once: the second is no second thought, since its author has not seen the first. */
    private static boolean lostTheRace(Deployment d, DeploymentEvent.RollBack event) {
        Decision promotion = d.promotion();
        return promotion != null
                && !promotion.by().isPolicy()
                && !promotion.by().isSameAs(event.by())
                && (d.status() == DeploymentStatus.PROMOTING || d.status() == DeploymentStatus.PROMOTED)
                && Duration.between(promotion.at(), event.at()).abs().compareTo(AT_ONCE) < 0;
    }

    private static @Nullable String notRollbackable(Deployment d) {
        Rollback wish = d.rollbackWish();
        if (wish != null) {
            return "Rollback already requested by " + wish.decision().describe() + ".";
        }
        return switch (d.status()) {
            case INITIATED ->
                Endings.mayHaveBegunBefore(d)
                        ? "An earlier attempt may have taken effect: cancel it, then roll it back."
                        : "Nothing is deployed yet: cancel it instead.";
            case CANCELLED -> "Nothing was deployed: it was cancelled.";
            case ROLLING_BACK, ROLLED_BACK -> standing(d);
            case NEEDS_ATTENTION -> "First say what happened: adopt a run, try again or give up.";
            case FAILED -> d.mayHaveTakenEffect() ? null : "Nothing was deployed: its run never began.";
            default -> null;
        };
    }

    static LifecycleResult cancel(Deployment d, DeploymentEvent.Cancel event) {
        Decision wish = d.cancelWish();
        Rollback rollbackWish = d.rollbackWish();
        Decision decision = new Decision(event.by(), event.at());
        Change change = Change.of(d, event.at());
        switch (d.status()) {
            case INITIATED, DEPLOYING -> {
                if (wish != null) {
                    return Change.refused("Already being cancelled, asked for by " + wish.describe() + ".");
                }
                if (rollbackWish != null) {
                    return Change.refused("Rollback already requested by "
                            + rollbackWish.decision().describe() + ".");
                }
                change.apply(b -> b.cancelWish(decision));
                if (d.deployPhase().stage() instanceof Stage.Ready) {
                    return Endings.cancelledBy(d, null, decision, change, event.at());
                }
                return change.progress(cancelling(
                                d.deployPhase(),
                                "cancel requested by " + event.by().name(),
                                event.at()))
                        .moved();
            }
            case NEEDS_ATTENTION -> {
                return Change.refused("Only a person can tell what happened: say first whether anything was started.");
            }
            case VERIFYING, VERIFIED -> {
                return Change.refused("Too late to cancel: the run has succeeded. Roll it back instead.");
            }
            default -> {
                return Change.refused(standing(d));
            }
        }
    }

    /** The phase with its run on the way to being cancelled; a run that is not known yet is cancelled once it is. */
    private static PhaseProgress cancelling(PhaseProgress progress, String reason, Instant at) {
        return progress.stage() instanceof Stage.Running running && running.cancelling() == null
                ? progress.at(running.cancelling(reason, at))
                : progress;
    }

    /** Where a deployment stands and who brought it there, for refusals. */
    static String standing(Deployment d) {
        Decision promotion = d.promotion();
        Rollback rollback = d.rollback();
        switch (d.status()) {
            case PROMOTING, PROMOTED -> {
                if (promotion != null) {
                    String being = d.status() == DeploymentStatus.PROMOTING ? "being " : "";
                    return "Already " + being + "promoted by " + promotion.describe() + ".";
                }
            }
            case ROLLING_BACK, ROLLED_BACK -> {
                if (rollback != null) {
                    String being = d.status() == DeploymentStatus.ROLLING_BACK ? "being " : "";
                    return "Already " + being + "rolled back by "
                            + rollback.decision().describe() + ".";
                }
            }
            case CANCELLED -> {
                Decision cancel = d.cancelWish();
                if (cancel != null) {
                    return "Already cancelled by " + cancel.describe() + ".";
                }
            }
            default -> {}
        }
        return "It is " + d.status().words() + " since " + Times.format(d.statusSince()) + ".";
    }
}
