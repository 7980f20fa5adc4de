package io.releaseconductor.chat;

import io.releaseconductor.deployment.DeployRequest;
import io.releaseconductor.deployment.ResolvedRef;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The branch or tag of a deployment, and what it pointed at when that was shipped. */
final class CardRef {

    private CardRef() {}

    /** Such as {@code main at 3f2a91c}; null where nothing was asked for, nor asked of anybody. */
    static @Nullable String text(DeployRequest request) {
        ResolvedRef resolved = request.resolved();
        if (resolved == null) {
            return request.ref();
        }
        String commit = resolved.commit();
        return name(request, resolved)
                + (commit == null ? ", at the commit that its run finds there" : " at " + CardVersion.named(commit));
    }

    static void addDetails(CardBuilder card, DeployRequest request) {
        ResolvedRef resolved = request.resolved();
        if (resolved != null && resolved.missing() != null) {
            card.paragraph()
                    .line(
                            "When it was shipped nobody could tell the commit of " + name(request, resolved)
                                    + ", so that its run decides",
                            resolved.missing());
        }
    }

    /** What was typed, where something was. */
    private static String name(DeployRequest request, ResolvedRef resolved) {
        String known = Objects.requireNonNullElse(resolved.name(), "the default branch");
        return Objects.requireNonNullElse(request.ref(), known);
    }
}
