package io.releaseconductor.chat;

import io.releaseconductor.deployment.Agreement;
import io.releaseconductor.deployment.Shadow;
import io.releaseconductor.model.Times;
import io.releaseconductor.policy.Recommendation;
import org.jspecify.annotations.Nullable;

/** What the policy would have done, in words. The same wherever it is told. */
public final class ShadowText {

    private ShadowText() {}

    /**
     * Of a deployment, beside what people decided.
     *
     * @param agreement how they decided it; null where that is not known
     * @return one line without a full stop; null where the policy decided by itself, or would have done nothing
     */
    public static @Nullable String of(@Nullable Agreement agreement) {
        Shadow shadow = agreement == null ? null : agreement.untaken();
        if (agreement == null || shadow == null) {
            return null;
        }
        return agreement.kind() == Agreement.Kind.AGREED ? "the policy would have done the same" : of(shadow);
    }

    /**
     * In words that go on a sentence.
     *
     * @param shadow what it would have done
     * @return such as {@code the policy would have rolled it back at 2023-11-12 00:02:00 UTC (api_down)}, one line without a full stop
     */
    public static String of(Shadow shadow) {
        return "the policy would have " + done(shadow) + " at " + Times.format(shadow.at()) + " (" + shadow.why() + ")";
    }

    private static String done(Shadow shadow) {
        boolean inWaves = shadow.waves() > 1 && !shadow.watched();
        String wave = "wave " + shadow.wave() + " of " + shadow.waves();
        if (shadow.would() == Recommendation.PROMOTE) {
            return shadow.wave() < shadow.waves() ? "gone on from " + wave : "promoted it";
        }
        return "rolled it back" + (shadow.watched() ? ", while watched," : inWaves ? " in " + wave : "");
    }
}
