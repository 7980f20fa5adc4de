package io.releaseconductor.checks;

import io.releaseconductor.check.Check;
import io.releaseconductor.check.CheckContext;
import io.releaseconductor.check.CheckResult;
import io.releaseconductor.check.CheckStatus;
import io.releaseconductor.model.Reach;
import java.time.Duration;
import java.util.function.Function;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** A check that looks at the canary while a wave is verified that does not reach everything, and at the environment otherwise. */
final class CanaryCheck implements Check {

    private final Check whole;
    private final CanaryAddress address;
    private final @Nullable RoutingHeader header;
    private final Function<CanaryRoute, Check> routed;

    /**
     * A check of both.
     *
     * @param whole the check of the environment
     * @param address where the two of them are
     * @param header what is sent to the canary along with each request, or null for nothing
     * @param routed makes the same check of the canary
     */
    CanaryCheck(
            Check whole, CanaryAddress address, @Nullable RoutingHeader header, Function<CanaryRoute, Check> routed) {
        this.whole = whole;
        this.address = address;
        this.header = header;
        this.routed = routed;
    }

    @Override
    public String id() {
        return whole.id();
    }

    @Override
    public String name() {
        return whole.name();
    }

    @Override
    public Duration timeLimit() {
        return whole.timeLimit();
    }

    @Override
    public CheckResult run(CheckContext context) throws Exception {
        Reach reach = context.reach();
        if (reach == null || context.reachesEverything()) {
            return whole.run(context);
        }
        HttpUrl own;
        try {
            own = address.at(reach).orElse(null);
        } catch (IllegalArgumentException e) {
            return CheckResult.noData("No address for " + reach.words())
                    .withHint("With the name of this target in it, " + variable() + " is no address.");
        }
        RoutingHeader sent = header == null ? null : header.at(reach).orElse(null);
        if (own == null && sent == null) {
            return whole.run(context);
        }
        CanaryRoute route = new CanaryRoute(HttpUrl.get(address.base()), own, sent);
        CheckResult result = routed.apply(route).run(context);
        return route.isTaken() ? told(result, route) : result;
    }

    /** So that nobody looks for it at the environment's own address, nor takes it for what failed there before. */
    private CheckResult told(CheckResult result, CanaryRoute route) {
        CheckResult told = result.withKind(result.kind() + ", " + route.words())
                .withMessage(result.message() + ", " + route.words());
        String hint = result.hint();
        if (hint == null || result.status() == CheckStatus.PASS || !route.isElsewhere()) {
            return told;
        }
        return told.withHint(hint + " This is the canary's address, from " + variable() + ".");
    }

    private String variable() {
        return (id().equals(FrontendCheck.ID) ? "FRONTEND_BASE_URL" : "VITE_API_BASE") + "_CANARY";
    }
}
