package io.releaseconductor.chatops;

import io.releaseconductor.chat.CardVersion;
import io.releaseconductor.chat.Question;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.Rollback;
import io.releaseconductor.deployment.RollbackMethod;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Times;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is said in one's own words, beside the reasons that the conductor gives. */
final class Wording {

    static final String UNKNOWN_BUTTON =
            "I do not know this button (any more). /ship-status shows what is under way, /ship-history what was.";
    static final String UNKNOWN_COMMAND = "I do not know this command (any more).";
    static final String NO_STORE =
            "The state store cannot be reached just now, so that I cannot tell whether this took effect."
                    + " Look at the card, and ask again: that is safe.";
    static final String DEFECT =
            "Something went wrong on my side; the log says what. Look at the card before you ask again.";
    static final String CLOSING = "This node is shutting down. Ask again in a moment.";

    private Wording() {}

    static String shipped(Deployment d) {
        return shipping(d) + ". Its card follows in this channel.";
    }

    /** For the one who shipped it a moment ago. */
    static String shippedBefore(Deployment d) {
        return shipping(d) + ", as you asked for a moment ago.";
    }

    private static String shipping(Deployment d) {
        return "🚀 Shipping " + d.environment().title() + " as " + d.id();
    }

    /** For whoever asked for it, once it is saved. */
    static String taken(Question question, Deployment d) {
        DeployId id = d.id();
        return switch (question) {
            case PROMOTE -> promoting(d, d.approvals());
            case FULLY -> promoting(d, d.fullyApprovals());
            case ROLLBACK -> "⏪ Taken: the rollback of " + id + returningTo(d) + " is under way.";
            case CANCEL -> "🛑 Taken: the cancel of " + id + " is under way.";
            case NOTHING -> "🛑 Taken: " + id + " is settled as cancelled.";
            case HOLD -> "✋ Taken: the policy decides nothing on " + id + " until you lift that.";
            case LIFT -> "✋ Taken: you do not hold " + id + " any more.";
            case ADOPT -> "🔎 Taken: that run of " + id + " is watched from here on.";
            case RETRY -> "🔁 Taken: the workflow of " + id + " is started once more.";
            case GIVEUP -> "❌ Taken: " + id + " is settled as failed.";
            case OVERRIDE -> "🔓 Taken: the pre-flight does not keep " + id + " any more, for the rules that you saw.";
            case LINKED -> "🚀 Taken: what was promoted as " + id + " is being shipped.";
            case DETAILS -> id.value();
        };
    }

    /** Where a version is deployed again: which. */
    private static String returningTo(Deployment d) {
        Rollback rollback = d.rollbackWish() == null ? d.rollback() : d.rollbackWish();
        return rollback == null || rollback.method() != RollbackMethod.REDEPLOY || rollback.version() == null
                ? ""
                : " to " + CardVersion.named(rollback.version());
    }

    private static String promoting(Deployment d, @Nullable String approvals) {
        boolean waits = d.status() == DeploymentStatus.VERIFIED || d.status() == DeploymentStatus.VERIFYING;
        if (waits) {
            return "👍 Taken: your approval of " + d.id() + " counts"
                    + (approvals == null ? "." : ", " + approvals + ".");
        }
        Environment linked = d.request().linked();
        return d.status() == DeploymentStatus.PROMOTED
                ? "✅ Taken: " + d.id() + " is promoted"
                        + (linked == null ? "." : ", and is shipped to " + linked.title() + " next.")
                : "🚀 Taken: the promotion of " + d.id() + " is under way.";
    }

    static String tooLate(Duration age) {
        return "This came " + Times.format(age)
                + " after it was asked for, so nothing was done: things may have changed since."
                + " Look at the card, and ask again. If you did ask just now, this node's clock is wrong.";
    }

    static String noEnvironment(@Nullable String asked, List<Environment> allowed) {
        return "env: \"" + asked + "\" is not allowed; allowed: " + allowed;
    }

    static String noDeployId(@Nullable String asked) {
        return "deployment: \"" + (asked == null ? "" : asked)
                + "\" is not allowed; allowed: a deploy ID, such as ship-staging-1699747200";
    }
}
