package io.releaseconductor;

import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.HistoryEntry;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.HistoryQuery;
import io.releaseconductor.spi.StateStore;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Four eyes: keeps people from promoting what they shipped themselves, also where the policy did the shipping in between. Only people
 * who are {@linkplain Actor#isCertainlyAnotherThan certainly two} make four eyes: one person may well have an account in each of two
 * chats.
 */
final class SecondPerson {

    private static final int LONGEST_CHAIN = 10;

    private final StateStore store;
    private final Map<Environment, String> needed;

    /** @param needed where somebody else has to promote, and who that could be */
    SecondPerson(StateStore store, Map<Environment, String> needed) {
        this.store = store;
        this.needed = Map.copyOf(needed);
    }

    Set<Environment> environments() {
        return needed.keySet();
    }

    /** Why somebody may not promote a deployment; null if they may. */
    @Nullable
    String denial(Deployment deployment, Actor actor) {
        String who = needed.get(deployment.environment());
        if (who == null) {
            return null;
        }
        Actor shipper = shipper(deployment);
        return shipper == null
                ? "It cannot be told any more who shipped what " + deployment.id()
                        + " was promoted from, so that nobody can be told from the one who shipped it. Ship "
                        + deployment.environment().title() + " anew."
                : denial(deployment, shipper, actor, who);
    }

    private static @Nullable String denial(Deployment deployment, Actor shipper, Actor actor, String who) {
        if (actor.isCertainlyAnotherThan(shipper)) {
            return null;
        }
        Environment environment = deployment.environment();
        String needed = ", and " + environment.title() + " needs a second person to promote it. ";
        if (actor.isSameAs(shipper)) {
            return "You shipped " + deployment.id() + needed + "Ask somebody else." + (who.isEmpty() ? "" : " " + who);
        }
        String through = shipper.chat();
        if (through == null) {
            return shipper.name() + " shipped " + deployment.id() + needed
                    + "You cannot be told from them, since it was not recorded through which chat they came. Ship "
                    + environment.title() + " anew.";
        }
        String here = actor.chat();
        return shipper.name() + " shipped " + deployment.id() + " through " + through + needed
                + "You cannot be told from them, since you come through "
                + (here == null ? "none that is known" : here) + ". Promote it through " + through
                + ", or ask somebody there.";
    }

    private @Nullable Actor shipper(Deployment deployment) {
        Deployment at = deployment;
        for (int i = 0; i < LONGEST_CHAIN && at.request().initiatedBy().isPolicy(); i++) {
            DeployId parent = at.request().parent();
            if (parent == null) {
                return null;
            }
            Optional<Deployment> found = store.find(parent);
            if (found.isEmpty()) {
                return fromHistory(parent);
            }
            at = found.get();
        }
        Actor shipper = at.request().initiatedBy();
        return shipper.isPolicy() ? null : shipper;
    }

    private @Nullable Actor fromHistory(DeployId id) {
        return store.history(HistoryQuery.newest(id.environment(), HistoryQuery.MAX_LIMIT)).entries().stream()
                .filter(entry -> entry.id().equals(id))
                .map(HistoryEntry::initiatedBy)
                .filter(actor -> !actor.isPolicy())
                .findFirst()
                .orElse(null);
    }
}
