package io.releaseconductor.checks;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Why a browser does not keep a cookie (RFC 6265bis, section 5.7). Whoever depends on it is not logged in. */
enum CookieRefusal {
    PREFIX(
            "Cookie breaks the rules of its name",
            "A name that begins with __Secure- asks for Secure; one with __Host- for Secure, Path=/ and no Domain. Browsers"
                    + " drop the cookie otherwise."),
    SAME_SITE(
            "SameSite=None without Secure",
            "Browsers drop a cookie with SameSite=None that has no Secure. Set Secure, or SameSite=Lax. Often the application"
                    + " does not know that it is reached over https: check X-Forwarded-Proto and its trust in the proxy."),
    PARTITIONED(
            "Partitioned without Secure",
            "Browsers drop a cookie with Partitioned that has no Secure. Set Secure, or leave Partitioned out."),
    DOMAIN(
            "Cookie for another host of the site",
            "Browsers drop a cookie whose Domain does not include the host that sets it. Check the cookie domain in this"
                    + " environment's configuration."),
    PUBLIC_SUFFIX(
            "Cookie for a public suffix",
            "Browsers drop a cookie whose Domain is shared by strangers, such as co.uk or a host's common domain. Set the"
                    + " application's own domain, or none."),
    TOO_LARGE(
            "Cookie too large",
            "Browsers drop a cookie whose name and value are over 4096 bytes. Put less into the token, such as groups, or"
                    + " divide it over several cookies."),
    CONTROL_CHARACTER(
            "Cookie with a control character",
            "Browsers drop such a cookie. Encode its value, in base64url for instance."),
    ENDED(
            "Login cookie already expired",
            "The cookie is set with an end in the past, so browsers drop it at once. Check its life time, and the clocks of"
                    + " application and conductor.");

    private static final int LARGEST = 4096;

    private final String message;
    private final String hint;

    CookieRefusal(String message, String hint) {
        this.message = message;
        this.hint = hint;
    }

    Trouble trouble(WebAnswer answer, SetCookie cookie) {
        return Trouble.of(
                message, hint, answer.label() + ": browsers do not keep " + Seen.name(cookie.name(), "the cookie"));
    }

    /**
     * Why a browser at this address would not keep it, or null if it would. The address need not be https: the conductor may
     * ask past the proxy that makes it so for browsers.
     */
    static @Nullable CookieRefusal of(SetCookie cookie, HttpUrl from) {
        if (hasControlCharacter(cookie)) {
            return CONTROL_CHARACTER;
        }
        if (bytes(cookie.name()) + bytes(cookie.value()) > LARGEST) {
            return TOO_LARGE;
        }
        if (breaksPrefix(cookie)) {
            return PREFIX;
        }
        if (!cookie.secure() && cookie.sameSiteNone()) {
            return SAME_SITE;
        }
        if (!cookie.secure() && cookie.partitioned()) {
            return PARTITIONED;
        }
        return domain(cookie, from);
    }

    /**
     * Whether it is for a site that this address does not belong to. That may be right where browsers know the application
     * under another name than the conductor, so it is no refusal.
     */
    static boolean isForAnotherSite(SetCookie cookie, HttpUrl from) {
        return cookie.domain() != null && !includes(cookie.domain(), from.host()) && domain(cookie, from) == null;
    }

    private static @Nullable CookieRefusal domain(SetCookie cookie, HttpUrl from) {
        String domain = cookie.domain();
        if (domain == null || domain.equals(from.host())) {
            return null;
        }
        HttpUrl place = HttpUrl.parse("http://" + domain + "/");
        String site = place == null ? null : place.topPrivateDomain();
        boolean shared = domain.indexOf('.') >= 0 || includes(domain, from.host());
        if (place != null && site == null && shared && !domain.matches("[\\d.]+")) {
            return PUBLIC_SUFFIX;
        }
        return site != null && site.equals(from.topPrivateDomain()) && !includes(domain, from.host()) ? DOMAIN : null;
    }

    private static boolean includes(String domain, String host) {
        return host.equals(domain) || host.endsWith("." + domain);
    }

    private static boolean breaksPrefix(SetCookie cookie) {
        String name = cookie.name().toLowerCase(Locale.ROOT);
        boolean host = name.startsWith("__host-");
        if (!host && !name.startsWith("__secure-")) {
            return false;
        }
        return !cookie.secure() || (host && (cookie.domain() != null || !"/".equals(cookie.path())));
    }

    private static boolean hasControlCharacter(SetCookie cookie) {
        return (cookie.name() + cookie.value()).chars().anyMatch(c -> (c < 0x20 && c != '\t') || c == 0x7F);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
