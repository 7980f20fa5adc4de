package io.releaseconductor.chat;

import io.releaseconductor.check.CheckStatus;
import io.releaseconductor.check.Verification;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.Failure;
import io.releaseconductor.deployment.LinkedShip;
import io.releaseconductor.deployment.UsualLatencies;
import io.releaseconductor.deployment.VerificationState;
import io.releaseconductor.model.Phase;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The title of a card and its mood. */
final class CardHead {

    private record Look(String title, Tone tone) {}

    private static final Map<DeploymentStatus, Look> LOOKS = looks();

    private CardHead() {}

    private static Map<DeploymentStatus, Look> looks() {
        Map<DeploymentStatus, Look> looks = new EnumMap<>(DeploymentStatus.class);
        looks.put(DeploymentStatus.INITIATED, new Look("🚀 Deployment Initiated", Tone.NEUTRAL));
        looks.put(DeploymentStatus.DEPLOYING, new Look("🚀 Deployment Initiated", Tone.NEUTRAL));
        looks.put(DeploymentStatus.VERIFYING, new Look("🔎 Deployment Verification", Tone.NEUTRAL));
        looks.put(DeploymentStatus.VERIFIED, new Look("📊 Deployment Verification Results", Tone.NEUTRAL));
        looks.put(DeploymentStatus.PROMOTING, new Look("⏫ Deployment Promotion", Tone.NEUTRAL));
        looks.put(DeploymentStatus.PROMOTED, new Look("✅ Deployment Promoted", Tone.GOOD));
        looks.put(DeploymentStatus.ROLLING_BACK, new Look("⏪ Deployment Rollback", Tone.WARNING));
        looks.put(DeploymentStatus.ROLLED_BACK, new Look("↩️ Deployment Rolled Back", Tone.WARNING));
        looks.put(DeploymentStatus.FAILED, new Look("❌ Deployment Failed", Tone.BAD));
        looks.put(DeploymentStatus.CANCELLED, new Look("🚫 Deployment Cancelled", Tone.NEUTRAL));
        looks.put(DeploymentStatus.EXPIRED, new Look("⌛ Deployment Expired", Tone.WARNING));
        looks.put(DeploymentStatus.NEEDS_ATTENTION, new Look("🆘 Deployment Needs Attention", Tone.WARNING));
        return Collections.unmodifiableMap(looks);
    }

    static CardBuilder of(Deployment d) {
        return new CardBuilder(tone(d), title(d));
    }

    private static String title(Deployment d) {
        Failure failure = d.failure();
        boolean rollbackFailed =
                d.status() == DeploymentStatus.FAILED && failure != null && failure.phase() == Phase.ROLL_BACK;
        return rollbackFailed ? "❌ Deployment Rollback Failed" : look(d).title();
    }

    static Tone tone(Deployment d) {
        if (d.status() == DeploymentStatus.VERIFIED) {
            return ofResults(d.verification(), d.request().usual());
        }
        if (CardWatch.isAlarmed(d)) {
            return Tone.BAD;
        }
        LinkedShip linked = d.linked();
        boolean blocked = linked != null && linked.state() == LinkedShip.State.BLOCKED;
        return d.status() == DeploymentStatus.PROMOTED && blocked ? Tone.WARNING : look(d).tone();
    }

    private static Look look(Deployment d) {
        return Objects.requireNonNull(LOOKS.get(d.status()), "every status has a look");
    }

    private static Tone ofResults(@Nullable VerificationState state, UsualLatencies usual) {
        Verification result = state == null ? null : state.result();
        if (result == null || result.count(CheckStatus.FAIL) > 0 || CardMetrics.fired(state) != null) {
            return Tone.BAD;
        }
        if (CardMetrics.worseThanBefore(state) != null) {
            return Tone.WARNING;
        }
        if (result.results().isEmpty()) {
            return Tone.NEUTRAL;
        }
        return result.passed() == result.results().size() && usual.warnings(result) == 0 ? Tone.GOOD : Tone.WARNING;
    }
}
