package io.releaseconductor.github;

import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What to do about an answer: in the words of {@link Refusals} where GitHub's are known, else by its status. */
final class Advice {

    private Advice() {}

    /** {@return why a dispatch was refused for good, in GitHub's words, and what to do about it} */
    static String onDispatch(Reply.Answered answer, GitHubOptions options, WorkflowFile workflow, String ref) {
        String known = known(answer, options, workflow.file(), ref);
        if (known != null) {
            return known;
        }
        String where = workflow.file() + " in " + options.fullName();
        return switch (answer.status()) {
            case 401 -> told(answer) + ". The token is wrong, has expired or was revoked: set another GITHUB_TOKEN";
            case 403 ->
                told(answer) + ". The token may not start " + where
                        + ": give it the permission \"Actions: read and write\" on the repository, and see whether an"
                        + " organisation has to approve it";
            case 404 ->
                told(answer) + ". There is no " + where
                        + " that the token can see: the file has to be on the default branch, and the token needs access to"
                        + " the repository";
            default -> told(answer);
        };
    }

    /** {@return why something could not be read, and what to do about it} */
    static String onRead(Reply.Answered answer, GitHubOptions options) {
        String known = known(answer, options, null, null);
        if (known != null) {
            return known;
        }
        return switch (answer.status()) {
            case 401 -> told(answer) + ". The token is wrong, has expired or was revoked";
            case 403 ->
                told(answer) + ". The token needs the permission \"Actions: read and write\" on " + options.fullName();
            case 404 -> told(answer) + ". " + options.fullName() + " cannot be seen with this token";
            default -> told(answer);
        };
    }

    private static @Nullable String known(
            Reply.Answered answer, GitHubOptions options, @Nullable String file, @Nullable String ref) {
        return answer.body().isMissingNode() && !answer.succeeded()
                ? page(answer, options)
                : Refusals.advice(new Refusals.Refused(answer, options.fullName(), file, ref))
                        .map(advice -> told(answer) + ". " + advice)
                        .orElse(null);
    }

    /** {@return who may have sent what is no answer of GitHub's API, and what to do about it} */
    static String page(Reply.Answered answer, GitHubOptions options) {
        String seen = "HTTP " + answer.status() + " came back from "
                + options.apiUrl().getHost() + ", which is not an answer of GitHub's API: ";
        return seen
                + switch (answer.status()) {
                    case 407 ->
                        "a proxy on the way wants to know who asks; give it the credentials, or let this machine past it";
                    case 403, 451, 511 ->
                        "a proxy or firewall on the way keeps it back; let this machine through to GitHub";
                    case 502, 503, 504 -> "a proxy on the way cannot reach GitHub, or GitHub has an outage";
                    default -> "check GITHUB_API_URL" + allowed(options.apiUrl()) + " and the proxies on the way";
                };
    }

    private static String allowed(URI apiUrl) {
        boolean enterprise = !apiUrl.getHost().startsWith("api.")
                && !Objects.requireNonNullElse(apiUrl.getPath(), "").endsWith("/api/v3");
        return enterprise ? " (the API of GitHub Enterprise Server is at " + apiUrl + "/api/v3)" : "";
    }

    /** {@return what GitHub said} */
    static String told(Reply.Answered answer) {
        return answer.message().isEmpty()
                ? "GitHub answered HTTP " + answer.status()
                : "GitHub answered " + answer.status() + " \"" + answer.message() + "\"";
    }
}
