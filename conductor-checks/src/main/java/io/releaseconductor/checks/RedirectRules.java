package io.releaseconductor.checks;

import io.releaseconductor.http.Sites;
import java.util.Set;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Which redirects are followed. */
final class RedirectRules {

    private static final Set<Integer> FOLLOWED_FOR_READING = Set.of(301, 302, 303, 307, 308);
    private static final Set<Integer> FOLLOWED_FOR_ALL = Set.of(307, 308);

    private RedirectRules() {}

    /**
     * The request that a redirect asks for, or null if the answer is final. 301 to 303 turn a POST into a GET, which would
     * ask something else, so for a POST they are final.
     */
    static @Nullable WebRequest next(WebRequest request, WebAnswer answer) throws TroubleException {
        Set<Integer> followed = request.isRepeatable() ? FOLLOWED_FOR_READING : FOLLOWED_FOR_ALL;
        if (request.redirects() == Redirects.NONE || !followed.contains(answer.status())) {
            return null;
        }
        String location = answer.headers().get("Location");
        HttpUrl target = location == null ? null : request.url().resolve(location);
        if (target == null) {
            throw nowhere(request, answer).asException();
        }
        return to(request, target);
    }

    /** The request that goes on to a target that an answer names. */
    static WebRequest to(WebRequest request, HttpUrl target) throws TroubleException {
        if (request.url().isHttps() && !target.isHttps()) {
            throw downgrade(request, target).asException();
        }
        if (request.redirects() == Redirects.SAME_SITE && !isSameSite(request, target)) {
            throw otherSite(request, target).asException();
        }
        return request.redirectedTo(target);
    }

    private static boolean isSameSite(WebRequest request, HttpUrl target) {
        String from = request.url().host();
        if (from.equals(target.host())) {
            return true;
        }
        // A login or a presign is not carried to another host, not even to one of the family.
        String site = request.isRepeatable() ? request.url().topPrivateDomain() : null;
        return site != null && site.equals(target.topPrivateDomain());
    }

    static Trouble loop(WebRequest request) {
        return Trouble.outage(
                "Redirect loop",
                "The address redirects back to one that it came from. Check the redirect rules for https, www and a slash"
                        + " at the end, and that proxies pass on X-Forwarded-Proto.",
                request.label() + ": redirected in a circle");
    }

    static Trouble tooMany(WebRequest request, int max) {
        return Trouble.outage(
                "Too many redirects",
                "Shorten the chain of redirects, or set the base URL to where it ends.",
                request.label() + ": more than " + max + " redirects");
    }

    private static Trouble nowhere(WebRequest request, WebAnswer answer) {
        return Trouble.of(
                "Redirect without a target",
                "The redirect has no Location header, or one that is no http or https address. Check the server's"
                        + " redirect rules.",
                request.label() + ": " + answer.statusLine() + " without a usable Location");
    }

    private static Trouble downgrade(WebRequest request, HttpUrl target) {
        return Trouble.unclear(
                "Redirected to plain http",
                "An https address redirects to an http one. Check that the application knows its public address and that"
                        + " proxies pass on X-Forwarded-Proto.",
                request.label() + ": redirected to " + Sites.origin(target));
    }

    private static Trouble otherSite(WebRequest request, HttpUrl target) {
        return Trouble.unclear(
                "Redirected to another host",
                "If the application moved, set the base URL to the new host. If this is a login page, let the conductor"
                        + " past the login in front of the environment.",
                request.label() + ": redirected to " + Sites.origin(target));
    }
}
