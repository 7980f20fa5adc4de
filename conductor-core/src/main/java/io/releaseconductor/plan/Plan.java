package io.releaseconductor.plan;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What comes next for a deployment: at most one piece of work, one announcement, one alert, one question and one look at metrics, none of
 * which waits for another.
 *
 * @param work what advances it now, or null
 * @param announce the card to show now, or null
 * @param alert the alert to send now, or null
 * @param lookUp the question to ask now, or null
 * @param count what to ask the source of metrics now, or null
 * @param dueAt when to look at it next: in the past or now if there is anything to do, later if something will be, null if
 *     nothing will be
 */
public record Plan(
        Step.@Nullable Work work,
        Step.@Nullable Announce announce,
        Step.@Nullable SendAlert alert,
        Step.@Nullable LookUpChange lookUp,
        Step.@Nullable OfMetrics count,
        @Nullable Instant dueAt) {

    /** {@return whether there is nothing to do now} */
    public boolean isIdle() {
        return work == null && announce == null && alert == null && lookUp == null && count == null;
    }
}
