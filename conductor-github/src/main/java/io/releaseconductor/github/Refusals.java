package io.releaseconductor.github;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * GitHub's refusals by their literal texts, and what to do about each. The first that fits counts: what stands above is more exact
 * than what stands below. GitHub documents none of these texts; where they were seen: fine-grained tokens forbidden, <a
 * href="https://github.com/mislav/hub/issues/3363">hub 3363</a>; classic ones, <a
 * href="https://github.com/refined-github/refined-github/issues/6951">refined-github 6951</a>; Actions disabled for a user, <a
 * href="https://github.com/ziwenhahaha/daily-paper-reader/issues/83">daily-paper-reader 83</a>; a disabled workflow, <a
 * href="https://github.com/benc-uk/workflow-dispatch/issues/72">workflow-dispatch 72</a>; permissions beyond an installation's, <a
 * href="https://github.com/peter-murray/workflow-application-token-action/issues/48">workflow-application-token-action 48</a>.
 */
final class Refusals {

    /**
     * What was refused.
     *
     * @param answer GitHub's answer
     * @param repository the repository's full name
     * @param file the workflow file that was to be started, or null if it is not about one
     * @param ref from where, or null
     */
    record Refused(
            Reply.Answered answer,
            String repository,
            @Nullable String file,
            @Nullable String ref) {

        String workflow() {
            return file == null ? "the workflow" : file;
        }
    }

    private static final Pattern INPUTS =
            Pattern.compile("unexpected inputs|required input|allowed values|not in the list");

    private record Row(Pattern text, Function<Refused, String> advice) {}

    private static final Pattern SSO = Pattern.compile("required; *url=(https://\\S+)");
    private static final String PERMISSION = "\"Actions: read and write\" on the repository";

    private static final List<Row> ROWS = List.of(
            row("on a disabled workflow", at -> "Enable " + at.workflow() + " on the repository's Actions page"),
            row(
                    "actions has been disabled for this user",
                    at -> "GitHub has switched Actions off for an account: its owner sees to its e-mail address and"
                            + " billing, or asks GitHub's support"),
            row(
                    "actions has been disabled",
                    at -> "Allow Actions in the repository's settings, or have the organisation allow them"),
            row("saml enforcement|single sign-on", Refusals::sso),
            row("ip allow list", at -> "Add the address of this machine to the organisation's IP allow list"),
            row(
                    "lifetime is greater than",
                    at -> "Shorten the token's lifetime at the address that GitHub names, or set another GITHUB_TOKEN"),
            row(
                    "forbids access via a personal access token \\(classic\\)",
                    at -> "Set GITHUB_TOKEN to a fine-grained token, or take a GitHub App"),
            row(
                    "forbids access via a (?:fine-grained|personal access token with fine-grained permissions)",
                    at -> "Have the organisation allow fine-grained tokens, or take a GitHub App"),
            row(
                    "was archived",
                    at -> "Unarchive " + at.repository() + ", or set GITHUB_REPOSITORY to the one that is in use"),
            row("repository access blocked", at -> "GitHub has blocked " + at.repository() + "; its owner can see why"),
            row("suspended", at -> "The account or installation behind the token is suspended: take another one"),
            row(
                    "must have (?:admin|push|write)|write access",
                    at -> "Give the token's owner write access to " + at.repository()),
            row("not accessible by", Refusals::permission),
            row(
                    "bad credentials|requires authentication",
                    at -> "The token is wrong, has expired or was revoked: set another GITHUB_TOKEN"),
            row(
                    "unexpected inputs",
                    at -> "Declare these inputs in " + at.workflow()
                            + ", or take them out of its configuration (GITHUB_DEPLOY_INPUTS, GITHUB_ROLLBACK_INPUTS)"),
            row(
                    "required input",
                    at -> "Give " + at.workflow() + " this input in its configuration, or make it optional"),
            row(
                    "no ref found",
                    at -> "\"" + at.ref() + "\" has to be a branch or tag; a commit is given as the version"),
            row(
                    "does not have '?workflow_dispatch'?",
                    at -> "Add \"on: workflow_dispatch\" to " + at.workflow() + " on the ref " + at.ref()),
            row(
                    "failed to parse workflow",
                    at -> "Mend " + at.workflow() + " on the ref " + at.ref() + " where GitHub says"),
            row(
                    "allowed values|not in the list",
                    at -> "Add the value to the input's options in " + at.workflow()
                            + ", or give the input a fixed value in its configuration"));

    private Refusals() {}

    private static Row row(String text, Function<Refused, String> advice) {
        return new Row(Pattern.compile(text), advice);
    }

    /** {@return what to do about it, if its text is known} */
    static Optional<String> advice(Refused refused) {
        String text = refused.answer().message().toLowerCase(Locale.ROOT);
        if (ssoLink(refused).isPresent()) {
            return Optional.of(sso(refused));
        }
        return ROWS.stream()
                .filter(row -> row.text().matcher(text).find())
                .findFirst()
                .map(row -> row.advice().apply(refused));
    }

    /** Whether it is about what was sent to a workflow, so that the file may have changed. */
    static boolean isAboutInputs(Reply.Answered answer) {
        return INPUTS.matcher(answer.message().toLowerCase(Locale.ROOT)).find();
    }

    private static String sso(Refused refused) {
        return "Authorise the token for the organisation"
                + ssoLink(refused)
                        .map(link -> " within the hour at " + link)
                        .orElse(", with \"Configure SSO\" in the list of your tokens");
    }

    private static Optional<String> ssoLink(Refused refused) {
        String header = refused.answer().headers().get("x-github-sso");
        Matcher link = SSO.matcher(header == null ? "" : header);
        return link.find() && Run.page(link.group(1)) != null ? Optional.of(link.group(1)) : Optional.empty();
    }

    private static String permission(Refused refused) {
        String wanted = refused.answer().headers().get("x-accepted-github-permissions");
        return "Give the token the permission " + PERMISSION
                + (wanted == null || wanted.contains("actions=")
                        ? ""
                        : " and what GitHub asks for here (" + Messages.shown(wanted) + ")")
                + ", and see whether an organisation has to approve it";
    }
}
