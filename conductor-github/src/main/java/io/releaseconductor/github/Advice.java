package io.releaseconductor.github;

import java.util.Locale;

/** What to do about an answer. */
final class Advice {

    private Advice() {}

    /** {@return why a dispatch was refused for good, in GitHub's words, and what to do about it} */
    static String onDispatch(Reply.Answered answer, GitHubOptions options, WorkflowFile workflow, String ref) {
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
            case 422, 400 -> told(answer) + unprocessable(answer.message(), workflow, ref);
            default ->
                answer.body().isMissingNode()
                        ? told(answer)
                                + ", which is not an answer of GitHub's API: check GITHUB_API_URL and the proxies on"
                                + " the way"
                        : told(answer);
        };
    }

    private static String unprocessable(String message, WorkflowFile workflow, String ref) {
        String text = message.toLowerCase(Locale.ROOT);
        if (text.contains("unexpected inputs")) {
            return ". Declare these inputs in " + workflow.file()
                    + ", or take them out of its configuration (GITHUB_DEPLOY_INPUTS, GITHUB_ROLLBACK_INPUTS)";
        }
        if (text.contains("required input")) {
            return ". Give " + workflow.file() + " this input in its configuration, or make it optional";
        }
        if (text.contains("no ref found")) {
            return ". \"" + ref + "\" has to be a branch or tag; a commit is given as the version";
        }
        if (text.contains("workflow_dispatch")) {
            return ". Add \"on: workflow_dispatch\" to " + workflow.file() + " on the ref " + ref;
        }
        if (text.contains("disabled")) {
            return ". Enable the workflow on the repository's Actions page";
        }
        if (text.contains("allowed values") || text.contains("not in the list")) {
            return ". Add the value to the input's options in " + workflow.file()
                    + ", or give the input a fixed value in its configuration";
        }
        return "";
    }

    /** {@return why something could not be read, and what to do about it} */
    static String onRead(Reply.Answered answer, GitHubOptions options) {
        return switch (answer.status()) {
            case 401 -> told(answer) + ". The token is wrong, has expired or was revoked";
            case 403 ->
                told(answer) + ". The token needs the permission \"Actions: read and write\" on " + options.fullName();
            case 404 -> told(answer) + ". " + options.fullName() + " cannot be seen with this token";
            default -> told(answer);
        };
    }

    /** {@return what GitHub said} */
    static String told(Reply.Answered answer) {
        return answer.message().isEmpty()
                ? "GitHub answered HTTP " + answer.status()
                : "GitHub answered " + answer.status() + " \"" + answer.message() + "\"";
    }
}
