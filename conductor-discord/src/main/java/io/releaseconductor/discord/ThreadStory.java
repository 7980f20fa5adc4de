package io.releaseconductor.discord;

import io.releaseconductor.chat.CardRenderer;
import io.releaseconductor.check.Verification;
import io.releaseconductor.deployment.Attention;
import io.releaseconductor.deployment.Decision;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.Failure;
import io.releaseconductor.deployment.Rollback;
import io.releaseconductor.deployment.VerificationState;
import java.util.ArrayList;
import java.util.List;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.jspecify.annotations.Nullable;

/** What a thread is told of a change: a line where the status changes, and the details once checks are done. Pure. */
final class ThreadStory {

    private ThreadStory() {}

    /**
     * One message of a thread.
     *
     * @param key by which a repeat is recognised
     * @param body the message
     */
    record Post(String key, DataObject body) {}

    static List<Post> of(@Nullable Deployment before, Deployment after) {
        if (before == null || (before.status() == after.status() && before.wave() == after.wave())) {
            return List.of();
        }
        List<Post> posts = new ArrayList<>();
        String key = after.id() + ":thread:" + after.revision();
        posts.add(new Post(key, ReplyMessage.message(line(after))));
        if (areChecksDone(before, after)) {
            posts.add(new Post(key + ":details", CardMessage.of(CardRenderer.details(after))));
        }
        return posts;
    }

    private static boolean areChecksDone(Deployment before, Deployment after) {
        boolean ofRollback = before.status() == DeploymentStatus.ROLLING_BACK && after.settled();
        return before.status() == DeploymentStatus.VERIFYING
                || (ofRollback && result(after.rollbackVerification()) != null);
    }

    private static @Nullable Verification result(@Nullable VerificationState state) {
        return state == null ? null : state.result();
    }

    private static String line(Deployment d) {
        return switch (d.status()) {
            case INITIATED -> "🚀 Initiated";
            case DEPLOYING -> "🚀 Deploying" + reach(d);
            case VERIFYING -> "🔎 Verifying" + reach(d);
            case VERIFIED -> "📊 Verified" + reach(d) + found(result(d.verification()));
            case PROMOTING -> "⏫ Promoting" + reach(d) + by(d.promotion());
            case PROMOTED -> "✅ Promoted" + by(d.promotion());
            case ROLLING_BACK -> "⏪ Rolling back" + rollback(d.rollback());
            case ROLLED_BACK -> "↩️ Rolled back" + found(result(d.rollbackVerification()));
            case FAILED -> "❌ Failed" + failure(d.failure());
            case CANCELLED -> "🚫 Cancelled" + by(d.cancelWish());
            case EXPIRED -> "⌛ Expired: nobody decided in time";
            case NEEDS_ATTENTION -> "🆘 Needs attention" + attention(d.attention());
        };
    }

    private static String reach(Deployment d) {
        return d.request().plan().isDefault()
                ? ""
                : " " + d.currentWave().reach().words();
    }

    private static String found(@Nullable Verification result) {
        return result == null ? "" : ": " + result.headline();
    }

    private static String by(@Nullable Decision decision) {
        return decision == null ? "" : ", by " + decision.by().name();
    }

    private static String rollback(@Nullable Rollback rollback) {
        return rollback == null
                ? ""
                : by(rollback.decision()) + (rollback.reason() == null ? "" : ": " + rollback.reason());
    }

    private static String failure(@Nullable Failure failure) {
        return failure == null ? "" : ": " + failure.reason();
    }

    private static String attention(@Nullable Attention attention) {
        return attention == null ? "" : ": " + attention.reason();
    }
}
