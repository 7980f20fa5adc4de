package io.releaseconductor.checks;

import io.releaseconductor.http.Sites;
import java.util.List;
import java.util.Locale;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** What a browser makes of an answer to something that a page loads: used or not. */
final class ResourceRules {

    /** How far markup is looked for. Comments may come first, in pages as well as in scripts. */
    private static final int START_BYTES = 64 * 1024;

    private ResourceRules() {}

    /**
     * Why a browser does not use the answer, or null if it does.
     *
     * @param resource what the page loads
     * @param answer what came
     * @param page where the page is
     * @param isolated whether the page takes from other origins only what says that it may be taken
     */
    static @Nullable Trouble judge(PageResource resource, WebAnswer answer, HttpUrl page, boolean isolated) {
        if (answer.status() == 429) {
            return Trouble.unclear(
                    "Script is not shown to us",
                    "The server limits how often it is asked. Exempt the conductor from the limit.",
                    answer.label() + ": " + answer.statusLine());
        }
        if (!answer.isSuccess()) {
            return missing(resource, answer);
        }
        Trouble type = resource.kind() == PageResource.Kind.STYLESHEET
                ? styleType(answer)
                : resource.kind().isModule() ? moduleType(answer) : scriptType(answer);
        if (type != null) {
            return type;
        }
        boolean elsewhere = !Sites.isSameOrigin(answer.url(), page);
        if (elsewhere && resource.cors() && !allows(answer, page, resource.access())) {
            return notAllowed(answer);
        }
        if (elsewhere && !resource.cors() && keepsToItself(answer, page, isolated)) {
            return keptFromOthers(resource, answer);
        }
        return integrity(resource, answer, elsewhere);
    }

    private static Trouble missing(PageResource resource, WebAnswer answer) {
        String what = resource.kind().words();
        boolean fails = answer.status() >= 500;
        return Trouble.of(
                what + (fails ? " fails" : " is missing"),
                fails
                        ? "The server fails on something that the page loads. Check its logs."
                        : "The page names a file that is not served, so it is broken for visitors. Check that the assets"
                                + " of this version were uploaded, and that caches serve no older page.",
                answer.label() + ": " + answer.statusLine());
    }

    private static @Nullable Trouble moduleType(WebAnswer answer) {
        return MediaTypes.isJavaScript(answer.mediaType()) && !isNoProgram(answer) ? null : notJavaScript(answer);
    }

    /** A page or an object of data under the name of JavaScript does not run either. */
    private static boolean isNoProgram(WebAnswer answer) {
        return isMarkup(answer) || isJsonObject(answer);
    }

    /** A classic script is run whatever it is called, unless the server forbids to guess. */
    private static @Nullable Trouble scriptType(WebAnswer answer) {
        String type = answer.mediaType();
        boolean refused = !MediaTypes.isJavaScript(type) && (forbidsGuessing(answer) || MediaTypes.isNeverScript(type));
        return refused || isNoProgram(answer) ? notJavaScript(answer) : null;
    }

    private static @Nullable Trouble styleType(WebAnswer answer) {
        String type = answer.mediaType();
        return (type == null && !forbidsGuessing(answer)) || "text/css".equals(type)
                ? null
                : Trouble.of(
                        "Stylesheet is not CSS",
                        "Browsers refuse stylesheets of another type. Send them as text/css, and check that they are served at"
                                + " all.",
                        answer.label() + ": " + (type == null ? "no content type" : type));
    }

    static boolean forbidsGuessing(WebAnswer answer) {
        String options = answer.headers().get("X-Content-Type-Options");
        return options != null && options.split(",", 2)[0].strip().equalsIgnoreCase("nosniff");
    }

    static boolean isMarkup(WebAnswer answer) {
        int size = answer.body().size();
        String start = answer.body().substring(0, Math.min(size, START_BYTES)).utf8();
        int at = skipSpace(start, start.startsWith("\uFEFF") ? 1 : 0);
        while (start.startsWith("<!--", at)) {
            int end = start.indexOf("-->", at + 4);
            if (end < 0) {
                return false;
            }
            at = skipSpace(start, end + 3);
        }
        return start.startsWith("<?xml", at)
                || start.regionMatches(true, at, "<!doctype", 0, 9)
                || (start.startsWith("<", at) && at + 1 < start.length() && Character.isLetter(start.charAt(at + 1)));
    }

    private static int skipSpace(String text, int from) {
        int at = from;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** An object with a name in it, such as an error's details, is no program. */
    private static boolean isJsonObject(WebAnswer answer) {
        return answer.text().stripLeading().startsWith("{")
                && Json.tryParse(answer.text()).filter(json -> !json.isEmpty()).isPresent();
    }

    private static Trouble notJavaScript(WebAnswer answer) {
        String type = answer.mediaType();
        return Trouble.of(
                "Script is not JavaScript",
                isMarkup(answer)
                        ? "The server answers with its fallback page in the script's place. Check that the assets of this"
                                + " version were uploaded."
                        : "Browsers refuse scripts of another type. Send them as text/javascript.",
                answer.label() + ": " + (type == null ? "no content type" : type));
    }

    private static boolean allows(WebAnswer answer, HttpUrl page, PageResource.Access access) {
        List<String> allowed = answer.headers().values("Access-Control-Allow-Origin");
        if (allowed.size() != 1) {
            return false;
        }
        String origin = allowed.get(0).strip();
        boolean same = origin.toLowerCase(Locale.ROOT).equals(Sites.origin(page));
        String credentials = answer.headers().get("Access-Control-Allow-Credentials");
        return access == PageResource.Access.WITH_CREDENTIALS
                ? same && "true".equals(credentials)
                : same || origin.equals("*");
    }

    /** What is taken unread is taken by any page, unless a policy of either side keeps it from that. */
    private static boolean keepsToItself(WebAnswer answer, HttpUrl page, boolean isolated) {
        String policy = answer.headers().get("Cross-Origin-Resource-Policy");
        String told = policy == null ? "" : policy.strip();
        return told.equals("same-origin")
                || (told.equals("same-site") && !Sites.isOfOneName(answer.url(), page))
                || (isolated && !told.equals("cross-origin") && !told.equals("same-site"));
    }

    private static Trouble keptFromOthers(PageResource resource, WebAnswer answer) {
        return Trouble.of(
                resource.kind().words() + " is kept from the page",
                "Browsers do not give it to a page of another origin. Send Cross-Origin-Resource-Policy: cross-origin with it,"
                        + " or serve it from the page's own origin.",
                answer.label() + ": Cross-Origin-Resource-Policy, or the page's Cross-Origin-Embedder-Policy");
    }

    private static Trouble notAllowed(WebAnswer answer) {
        return Trouble.of(
                "Script is not allowed to the page",
                "Browsers load modules and crossorigin scripts from another origin only if it allows the page to. Send"
                        + " Access-Control-Allow-Origin with the script; with crossorigin=\"use-credentials\" it has to name the"
                        + " page's origin, with Access-Control-Allow-Credentials: true beside it.",
                answer.label() + ": no Access-Control-Allow-Origin for the page's origin");
    }

    private static @Nullable Trouble integrity(PageResource resource, WebAnswer answer, boolean elsewhere) {
        String integrity = resource.integrity();
        boolean unread = elsewhere && !resource.cors();
        if (integrity == null
                || answer.cut()
                || (!unread && answer.isPacked())
                || (!unread && Integrity.holds(integrity, answer.body()))) {
            return null;
        }
        return Trouble.of(
                resource.kind().words() + " was changed",
                unread
                        ? "A browser cannot check the integrity of a file from another origin without crossorigin. Add"
                                + " crossorigin=\"anonymous\" to the element."
                        : "The page demands a file with another hash, so browsers refuse it. Check what changes files on the"
                                + " way, such as a proxy that minifies, and that page and files are of the same build.",
                answer.label() + ": its integrity is not the one that the page demands");
    }
}
