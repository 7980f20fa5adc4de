package io.releaseconductor.json;

import io.releaseconductor.deployment.Decision;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.HoldReason;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who keeps automation from deciding. The last one stands where versions that know of one alone look for it; if these say that nobody
 * does any more, the others whom they carried along do not either.
 */
final class HoldsWire {

    private HoldsWire() {}

    static @Nullable Decision last(Deployment d) {
        return d.isHeld() ? d.holds().get(d.holds().size() - 1) : null;
    }

    static List<Decision> others(Deployment d) {
        return d.isHeld() ? d.holds().subList(0, d.holds().size() - 1) : List.of();
    }

    /** Beside the holds, and not in them, so that a version that does not know reasons never shows one as somebody else's. */
    static void write(JsonOut out, HoldReason reason) {
        ActorWire.write(out, reason.hold());
        out.text("reason", reason.reason());
    }

    static HoldReason readReason(JsonIn in) {
        return new HoldReason(ActorWire.readDecision(in), in.filled("reason"));
    }

    static List<Decision> read(JsonIn in) {
        Decision last = in.objectOrNull("hold", ActorWire::readDecision);
        List<Decision> others = in.list("other_holds", ActorWire::readDecision);
        if (last == null) {
            return List.of();
        }
        List<Decision> holds = new ArrayList<>(others);
        holds.add(last);
        return holds;
    }
}
