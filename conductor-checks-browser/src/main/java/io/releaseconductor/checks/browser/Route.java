package io.releaseconductor.checks.browser;

import io.releaseconductor.check.CheckContext;
import io.releaseconductor.http.Sites;
import io.releaseconductor.model.Reach;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Finds where to look: at the environment, or at its canary while a wave is verified that does not reach everything. */
final class Route {

    private final BrowserOptions options;

    Route(BrowserOptions options) {
        this.options = options;
    }

    /**
     * Where to look.
     *
     * @throws IllegalArgumentException if the name of a wave's target makes no address
     */
    Visit visit(CheckContext context) {
        HttpUrl page = HttpUrl.get(options.page().toString());
        BrowserCanary canary = options.canary();
        Reach reach = context.reach();
        if (canary == null || reach == null || context.reachesEverything()) {
            return new Visit(page, null, null);
        }
        HttpUrl own = ownPage(canary, reach, page);
        boolean known = own != null
                || Sites.isSameOrigin(page, HttpUrl.get(canary.base().toString()));
        Header header = known ? header(canary, reach) : null;
        if (own == null && header == null) {
            return new Visit(page, null, null);
        }
        Visit visit = new Visit(own == null ? page : own, header, "canary");
        return own == null
                ? visit
                : new Visit(own, header, "canary at " + visit.origin().replaceFirst("^https?://", ""));
    }

    /** The page below the canary's address; null if it has none, or the page is elsewhere. */
    private static @Nullable HttpUrl ownPage(BrowserCanary canary, Reach reach, HttpUrl page) {
        String address = canary.address();
        if (address == null || (address.contains(BrowserCanary.TARGET) && !(reach instanceof Reach.Target))) {
            return null;
        }
        String base = HttpUrl.get(canary.base().toString()).toString().replaceFirst("/+$", "");
        String asked = page.toString();
        if (!asked.equals(base) && !asked.startsWith(base + "/") && !asked.startsWith(base + "?")) {
            return null;
        }
        String there = address.replace(BrowserCanary.TARGET, reach.words()).replaceFirst("/+$", "");
        return HttpUrl.get(there + asked.substring(base.length()));
    }

    private static @Nullable Header header(BrowserCanary canary, Reach reach) {
        Header header = canary.parsedHeader();
        if (header == null || !header.value().reveal().contains(BrowserCanary.TARGET)) {
            return header;
        }
        return reach instanceof Reach.Target target ? header.at(target.name()) : null;
    }
}
