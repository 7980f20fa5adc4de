package io.releaseconductor.github;

import io.releaseconductor.config.Problems;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.OneLine;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Rollout;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What {@link GitHubOptions} have to hold. */
final class OptionRules {

    static final String REPOSITORY_ALLOWED = "owner/name, such as acme/app";

    private static final Pattern OWNER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,99}");
    private static final Pattern REPOSITORY = Pattern.compile("(?!\\.{1,2}\\z)(?!.*\\.git\\z)[A-Za-z0-9._-]{1,100}");
    private static final Pattern VERSION = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern COMMIT = Pattern.compile("[0-9a-fA-F]{40}|[0-9a-fA-F]{64}");
    private static final Pattern REF = Pattern.compile("[^\\s\\p{Cntrl}~^:?*\\[\\\\]{1,255}");
    private static final Pattern CI_NAME = Pattern.compile("[^\\p{Cntrl}]{1,200}");
    private static final int MAX_CI_NAMES = 50;
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private OptionRules() {}

    static void repository(String owner, String repository, Problems problems) {
        if (!OWNER.matcher(owner).matches()) {
            problems.add("GitHub owner: \"" + owner + "\" is not allowed; allowed: letters, digits, - and _");
        }
        if (!REPOSITORY.matcher(repository).matches()) {
            problems.add("GitHub repository: \"" + repository
                    + "\" is not allowed; allowed: letters, digits, ., - and _, without .git at the end");
        }
    }

    static void apiUrl(URI url, Problems problems) {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        String host = url.getHost() == null ? "" : url.getHost().toLowerCase(Locale.ROOT);
        boolean http = scheme.equals("http") || scheme.equals("https");
        if (!http || host.isEmpty() || url.getRawUserInfo() != null || url.getRawQuery() != null) {
            problems.add(
                    "GitHub API URL is not allowed; allowed: a URL with a host and without user and query, such as "
                            + GitHubOptions.GITHUB_COM + " or https://HOST/api/v3");
        } else if (scheme.equals("http") && !THIS_MACHINE.contains(host)) {
            problems.add("GitHub API URL: \"" + url + "\" is not allowed; allowed: https, since the token travels"
                    + " along; http for this machine only");
        } else if (host.equals("github.com") || host.equals("www.github.com")) {
            problems.add("GitHub API URL: \"" + url + "\" is not the API; allowed: " + GitHubOptions.GITHUB_COM);
        } else if (url.toString().endsWith("/")) {
            problems.add("GitHub API URL: \"" + url + "\" is not allowed; allowed: without a slash at its end");
        }
    }

    static void apiVersion(String version, Problems problems) {
        if (!VERSION.matcher(version).matches()) {
            problems.add("GitHub API version: \"" + version + "\" is not allowed; allowed: a date, such as "
                    + GitHubOptions.API_VERSION);
        }
    }

    static void ref(String ref, Problems problems) {
        if (ref.equals(GitHubOptions.DEFAULT_BRANCH)) {
            return;
        }
        if (COMMIT.matcher(ref).matches()) {
            problems.add("ref: \"" + ref + "\" is a commit; allowed: a branch or tag, since GitHub runs workflows from"
                    + " these only. A commit is given as the version of a deployment");
        } else if (!REF.matcher(ref).matches()) {
            problems.add("ref: \"" + ref + "\" is not allowed; allowed: a branch or tag, such as main");
        }
    }

    /** A rollback names what to return to; the branch's head may be the very thing that has to go. */
    static void workflows(Map<GitHubOptions.Use, WorkflowFile> workflows, Problems problems) {
        workflows.forEach((use, workflow) -> {
            if (use.phase() != Phase.ROLL_BACK) {
                return;
            }
            if (!workflow.declares(WorkflowInput.VERSION)) {
                problems.add("rollback workflow " + workflow.file() + " for " + use.environment()
                        + " does not declare an input for the version to return to; declare "
                        + WorkflowInput.VERSION.defaultName() + " in the file and in the options");
            }
            boolean severalMethods = use.rollout() == null || use.rollout() == Rollout.CANARY;
            if (severalMethods && !workflow.declares(WorkflowInput.ACTION)) {
                problems.add("rollback workflow " + workflow.file() + " for " + use.environment()
                        + " does not declare an input that tells redeploy from remove-canary and switch-back; declare "
                        + WorkflowInput.ACTION.defaultName()
                        + " in the file and in the options, or give each rollout its own workflow");
            }
        });
    }

    static void ciRequired(Map<Environment, Set<String>> required, Problems problems) {
        required.values().stream()
                .flatMap(Set::stream)
                .filter(name -> !CI_NAME.matcher(name).matches() || !name.equals(name.strip()))
                .distinct()
                .forEach(name -> problems.add("required CI: \"" + OneLine.cut(OneLine.of(name), 100)
                        + "\" is not allowed; allowed: the name of a workflow, a job, a check run or a commit status, on one"
                        + " line, 200 characters at most"));
        required.forEach((environment, names) -> {
            if (names.size() > MAX_CI_NAMES) {
                problems.add("required CI: " + names.size() + " names for " + environment + "; allowed: " + MAX_CI_NAMES
                        + " at most");
            }
        });
    }

    static void environmentUrls(Map<Environment, URI> urls, Problems problems) {
        urls.forEach((environment, url) -> {
            if (Run.page(url.toString()) == null || url.getHost() == null || url.getRawUserInfo() != null) {
                problems.add(
                        "address of " + environment
                                + " is not allowed; allowed: one that begins with http:// or https://, with a host and without user");
            }
        });
    }

    static void callTimeout(Duration value, Problems problems) {
        if (value.compareTo(Duration.ofSeconds(1)) < 0 || value.compareTo(Duration.ofSeconds(25)) > 0) {
            problems.add("GitHub call time limit is " + value + "; allowed: 1 s to 25 s");
        }
    }
}
