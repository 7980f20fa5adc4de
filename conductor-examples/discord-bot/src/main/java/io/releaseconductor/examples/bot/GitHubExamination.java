package io.releaseconductor.examples.bot;

import io.releaseconductor.config.Problems;
import io.releaseconductor.config.Secret;
import io.releaseconductor.github.Finding;
import io.releaseconductor.github.GitHubOptions;
import io.releaseconductor.github.GitHubWorkflows;
import io.releaseconductor.model.Environment;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Token, repository, branch, and the workflow files with their inputs. Starts no workflow. */
record GitHubExamination(BotSettings settings, Clock clock) implements Examination {

    private static final String JSON = "application/vnd.github+json";
    private static final Duration SOON = Duration.ofDays(14);
    private static final DateTimeFormatter EXPIRY = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss z", Locale.ROOT);
    private static final String PERMISSIONS =
            "a fine-grained token needs this repository and \"Actions: read and write\", a classic one the scope repo";

    private static final Set<Integer> MOVED = Set.of(301, 302, 307, 308);
    private static final String RISKY_PATHS = "SHIP_RISKY_PATHS";
    private static final String THE_REST = "Not looked at after that: the branch and the workflows";

    @Override
    public String title() {
        return "GitHub (deployment stuck, promote doesn't roll out)";
    }

    @Override
    public Duration limit() {
        return Duration.ofSeconds(60);
    }

    @Override
    public void examine(Report report) throws InterruptedException {
        if (!settings.github().good()) {
            report.told("Not looked at, since its variables are not in order");
            return;
        }
        GitHubOptions options = settings.github().value().options();
        Secret token = settings.github().value().token();
        if (token == null) {
            // The App's own token is the adapter's business.
            workflows(options, report);
            return;
        }
        Api api = new Api(options.apiUrl(), "Bearer", token);
        try {
            if (repository(api, options, report)) {
                workflows(options, report);
                branch(api, options, report);
            }
        } catch (IOException e) {
            report.bad(api.trouble(e), "check GITHUB_API_URL, and DNS, firewall and proxy from this machine to GitHub");
            report.told(THE_REST);
        }
    }

    /** {@return whether there is more to be looked at} */
    private boolean repository(Api api, GitHubOptions options, Report report) throws IOException, InterruptedException {
        String name = options.owner() + "/" + options.repository();
        Api.Answer answer = api.get("repos/" + name, headers(options));
        if (answer.ok() && answer.json().isObject()) {
            report.good("Repository: " + name + " can be seen with the token");
            rights(answer, report);
            return true;
        }
        if (answer.json().isMissingNode() || MOVED.contains(answer.status())) {
            // The adapter knows what may have answered instead, and goes where it has moved to.
            return true;
        }
        if (answer.status() >= 500) {
            report.bad(
                    "GitHub has trouble of its own (" + answer.told() + ")", "try again later; see githubstatus.com");
        } else if (answer.header("x-github-request-id").isEmpty()) {
            report.bad(
                    api.host() + " does not answer as GitHub's API does (" + answer.status() + ")",
                    "check GITHUB_API_URL: https://api.github.com, or https://HOST/api/v3 of a server of your own");
        } else if (answer.status() == 401) {
            report.bad(
                    "GitHub does not accept the token (" + answer.told() + ")",
                    "make a new one, for GITHUB_TOKEN: " + PERMISSIONS);
        } else if (answer.status() == 429
                || answer.header("x-ratelimit-remaining").filter("0"::equals).isPresent()) {
            report.doubtful(
                    "GitHub limits the rate of this token for now (" + answer.told() + ")", "try again in an hour");
        } else {
            report.bad(
                    "Repository " + name + " cannot be seen with the token (" + answer.told() + ")",
                    "check GITHUB_REPOSITORY, and what the token may do: " + PERMISSIONS);
        }
        report.told(THE_REST);
        return false;
    }

    private void rights(Api.Answer answer, Report report) {
        answer.header("github-authentication-token-expiration").ifPresent(text -> expiry(text, report));
        answer.header("x-oauth-scopes").ifPresent(scopes -> scopes(scopes, report));
    }

    private void expiry(String text, Report report) {
        Optional<Instant> end = instant(text);
        if (end.isEmpty()) {
            report.told("The token ends at " + text);
        } else if (end.get().isBefore(clock.instant().plus(SOON))) {
            report.doubtful(
                    "The token ends at " + text + ", and nothing can be deployed from then on",
                    "renew it at GitHub, Settings, Developer settings, in time");
        } else {
            report.good("The token is good until " + text);
        }
    }

    /** What a classic token may; of a fine-grained one GitHub does not tell. */
    private static void scopes(String scopes, Report report) {
        Set<String> more = new TreeSet<>(List.of(scopes.strip().split("[,\\s]+")));
        if (!more.contains("repo") && !more.contains("public_repo")) {
            report.bad(
                    "The token has not the scope repo, without which it can start no workflow",
                    "make another one, for GITHUB_TOKEN: " + PERMISSIONS);
        }
        more.removeAll(Set.of("", "repo", "public_repo"));
        if (!more.isEmpty()) {
            report.doubtful(
                    "The token may more than is needed: " + String.join(", ", more),
                    "make one that may less: " + PERMISSIONS);
        }
    }

    /** Such as {@code 2026-12-24 18:00:00 UTC} or {@code 2026-12-24 18:00:00 +0100}. */
    private static Optional<Instant> instant(String text) {
        for (DateTimeFormatter format : List.of(
                EXPIRY.withZone(ZoneOffset.UTC), DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss Z", Locale.ROOT))) {
            try {
                return Optional.of(Instant.from(format.parse(text)));
            } catch (DateTimeException e) {
                // The next form, then.
            }
        }
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** What the adapter finds at its start: whether the files are there and switched on, and fit what they will be sent. */
    private void workflows(GitHubOptions options, Report report) {
        GitHubWorkflows workflows =
                GitHubWorkflows.of(options, settings.github().value().auth(), clock);
        List<Finding> findings = workflows.examine(settings.assembly().plans());
        List<String> there = workflows.present();
        if (!there.isEmpty()) {
            report.good("Workflows: " + String.join(", ", there) + (there.size() == 1 ? " is" : " are")
                    + " there and enabled");
        }
        workflows.learned().forEach(report::told);
        findings.forEach(finding -> {
            switch (finding.weight()) {
                case GOOD -> report.good(finding.text());
                case NOTE -> report.told(finding.line());
                case DOUBT -> report.doubtful(finding.text(), finding.mend());
                case PROBLEM -> report.bad(finding.text(), finding.mend());
            }
        });
    }

    /** One that is not there the adapter has told already. */
    private void branch(Api api, GitHubOptions options, Report report) throws IOException, InterruptedException {
        Api.Answer answer = api.get(repo(options) + "/commits/" + ref(options), headers(options));
        if (answer.ok()) {
            report.good("Branch: " + options.refWords() + " is at "
                    + answer.json().path("sha").asText("").replaceFirst("(.{7}).*", "$1"));
        } else if (answer.status() == 403) {
            report.told("The branch that workflows run from (" + options.refWords()
                    + ") is not looked at: the token may not read contents");
            riskyPaths(report);
        }
    }

    private void riskyPaths(Report report) {
        String marked = settings.ship().value().names().stream()
                .filter(environment -> settings.variables()
                        .in(environment, new Problems())
                        .text(RISKY_PATHS)
                        .isPresent())
                .map(Environment::name)
                .collect(Collectors.joining(" and "));
        if (!marked.isEmpty()) {
            report.doubtful(
                    RISKY_PATHS + " is set in vain for " + marked + ": the token may not read which paths changed",
                    "give the token the permission \"Contents: read\"");
        }
    }

    private static Map<String, String> headers(GitHubOptions options) {
        return Map.of("Accept", JSON, "X-GitHub-Api-Version", options.apiVersion());
    }

    private static String repo(GitHubOptions options) {
        return "repos/" + options.owner() + "/" + options.repository();
    }

    /** Git's own word for the default branch, where there is no other. */
    private static String ref(GitHubOptions options) {
        return options.ref().equals(GitHubOptions.DEFAULT_BRANCH) ? "HEAD" : encoded(options.ref());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
