package io.releaseconductor.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.RolloutPlan;
import io.releaseconductor.model.Strategy;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds what is wrong before the first deployment does. A GitHub that cannot be asked now is no reason not to start. */
final class StartUpCheck {

    private static final Logger LOG = LoggerFactory.getLogger(StartUpCheck.class);

    private static final Pattern VERSION = Pattern.compile("([0-9]{1,4})\\.([0-9]{1,4})");

    private final GitHubOptions options;
    private final Workflows workflows;
    private final RepositoryApi api;
    private final Server server;
    private final DefaultBranch defaultBranch;
    private final boolean ofPerson;
    private final Clock clock;

    StartUpCheck(
            GitHubOptions options,
            Workflows workflows,
            RepositoryApi api,
            Server server,
            DefaultBranch defaultBranch,
            boolean ofPerson,
            Clock clock) {
        this.options = options;
        this.workflows = workflows;
        this.api = api;
        this.server = server;
        this.defaultBranch = defaultBranch;
        this.ofPerson = ofPerson;
        this.clock = clock;
    }

    /**
     * Asks GitHub and tells what was found.
     *
     * @param plans how each strategy reaches each environment
     */
    Findings run(Map<Environment, Map<Strategy, RolloutPlan>> plans) {
        Findings findings = new Findings();
        Reply reply = api.get(List.of(), JsonNode::isObject);
        if (reply instanceof Reply.Answered answer && answer.status() < 500) {
            repository(answer, new InputRules(options, plans), findings);
        } else if (reply instanceof Reply.NotSent notSent && notSent.lasting()) {
            findings.problem("GitHub: " + notSent.reason());
        } else {
            findings.doubt(
                    null,
                    options.fullName() + " could not be checked: " + RunWatcher.Trouble.reason(reply, options),
                    null);
        }
        return findings;
    }

    private void repository(Reply.Answered answer, InputRules rules, Findings findings) {
        if (answer.body().isMissingNode()) {
            findings.problem("GitHub: " + options.apiUrl() + " does not answer as GitHub's API does; allowed: "
                    + GitHubOptions.GITHUB_COM + ", https://HOST/api/v3 or https://api.SUBDOMAIN.ghe.com. "
                    + Advice.page(answer, options));
            return;
        }
        if (answer.status() != 200) {
            findings.problem(
                    "GitHub: " + Advice.onRead(answer, options) + "; check GITHUB_REPOSITORY and GITHUB_TOKEN");
            return;
        }
        String name = RepositoryApi.text(answer.body(), "full_name");
        if (!name.isEmpty() && !name.equalsIgnoreCase(options.fullName())) {
            findings.doubt(null, options.fullName() + " is called " + name + " now", "set GITHUB_REPOSITORY to that");
        }
        version(answer);
        String branch = RepositoryApi.text(answer.body(), "default_branch");
        defaultBranch.isCalled(branch);
        usable(answer, findings);
        boolean refIsThere = ref(branch, findings);
        Map<String, WorkflowFile> files = new LinkedHashMap<>();
        options.workflows().values().forEach(workflow -> files.putIfAbsent(workflow.file(), workflow));
        Map<String, List<String>> refused = new LinkedHashMap<>();
        for (WorkflowFile workflow : files.values()) {
            String path = path(workflow, refused, findings);
            if (path != null && refIsThere) {
                learn(workflow, path, rules, findings);
            }
        }
        refused.forEach((why, those) -> findings.problem(
                "GitHub: workflow" + (those.size() == 1 ? " " : "s ") + String.join(", ", those) + ": " + why));
        options.workflows().keySet().stream()
                .map(workflows::of)
                .distinct()
                .filter(workflow -> server.doesNotTellRun() && !workflow.echoesKey())
                .forEach(workflow -> findings.problem(cannotBeFollowed(workflow)));
        workflows.lines().forEach(line -> LOG.info("{}.", line));
    }

    /** What the answer tells of what a dispatch would be refused for. */
    private void usable(Reply.Answered answer, Findings findings) {
        String name = options.fullName();
        if (answer.body().path("archived").asBoolean(false)) {
            findings.problem(
                    "GitHub: " + name + " is archived, and no workflow can be started in it; unarchive it, or set"
                            + " GITHUB_REPOSITORY to the one that is in use");
        }
        if (answer.body().path("disabled").asBoolean(false)) {
            findings.problem("GitHub: " + name + " is disabled; its owner can see why at GitHub");
        }
        // What an App may do is no matter of the roles that these are about.
        JsonNode roles = answer.body().path("permissions");
        if (ofPerson
                && roles.path("pull").asBoolean(false)
                && !roles.path("push").asBoolean(true)) {
            findings.problem("GitHub: the token's owner may only read " + name
                    + ", and cannot start workflows; give them write access, or set another GITHUB_TOKEN");
        }
        String apart = Clocks.apart(answer, clock.instant());
        if (apart != null) {
            findings.problem("GitHub: " + apart);
        }
    }

    /**
     * A dispatch from a branch that is not there is refused; many repositories have no {@code main}.
     *
     * @return false if it is not there
     */
    private boolean ref(String branch, Findings findings) {
        String ref = options.ref();
        if (ref.equals(GitHubOptions.DEFAULT_BRANCH)
                || branch.isEmpty()
                || ref.replaceFirst("^refs/heads/", "").equals(branch)) {
            return true;
        }
        List<String> places = ref.startsWith("refs/")
                ? List.of(ref.substring("refs/".length()))
                : List.of("heads/" + ref, "tags/" + ref);
        Set<Integer> answers = places.stream().map(this::statusOf).collect(Collectors.toSet());
        if (answers.contains(200)) {
            return true;
        }
        // to a token that may not see branches none is there, the default branch included
        if (answers.equals(Set.of(404)) && statusOf("heads/" + branch) == 200) {
            findings.problem("GitHub: there is no branch or tag \"" + ref + "\" in " + options.fullName()
                    + " that workflows could run from; its default branch is " + branch
                    + ". Set SHIP_REF to one that is there");
            return false;
        } else {
            findings.note(
                    null,
                    "The token may not see whether " + options.fullName() + " has a branch or tag " + ref
                            + ", which SHIP_REF names; the default branch is " + branch);
        }
        return true;
    }

    /** See <a href="https://docs.github.com/en/rest/git/refs#get-a-reference">Get a reference</a>. */
    private int statusOf(String place) {
        List<String> path = new ArrayList<>(List.of("git", "ref"));
        path.addAll(List.of(place.split("/", -1)));
        return api.get(path, JsonNode::isObject) instanceof Reply.Answered answer ? answer.status() : 0;
    }

    /** See <a href="https://docs.github.com/en/enterprise-server@3.19/rest/meta/meta">meta</a>. */
    private void version(Reply.Answered answer) {
        String header = answer.headers().get("x-github-enterprise-version");
        String text = header == null ? "" : header;
        if (text.isEmpty()
                && options.apiUrl().getPath() != null
                && options.apiUrl().getPath().endsWith("/api/v3")) {
            Reply meta = api.getSite("meta");
            text = meta instanceof Reply.Answered m ? RepositoryApi.text(m.body(), "installed_version") : "";
        }
        Matcher version = VERSION.matcher(text);
        if (version.find()) {
            server.isEnterprise(Integer.parseInt(version.group(1)), Integer.parseInt(version.group(2)));
        }
    }

    /**
     * Looks for the workflow.
     *
     * @param refused takes why GitHub refuses to tell of it, since the same often holds for all
     * @return the path of its file, which may be empty; null if it is not there and enabled
     */
    private @Nullable String path(WorkflowFile workflow, Map<String, List<String>> refused, Findings findings) {
        Reply reply = api.get(List.of("actions", "workflows", workflow.file()), JsonNode::isObject);
        if (!(reply instanceof Reply.Answered answer) || answer.status() >= 500) {
            findings.doubt(
                    workflow.file(),
                    workflow.file() + " could not be checked: " + RunWatcher.Trouble.reason(reply, options),
                    null);
            return null;
        }
        String state = RepositoryApi.text(answer.body(), "state");
        if (answer.status() == 404 && isByDefault(workflow)) {
            workflows.isAbsent(workflow.file());
            findings.doubt(
                    workflow.file(),
                    "There is no " + workflow.file()
                            + ", so that nothing can be rolled back, automatically or by a click",
                    "copy docs/workflows/" + workflow.file() + " to .github/workflows, or name another file with"
                            + " GITHUB_ROLLBACK_WORKFLOW; none says that this is meant");
        } else if (answer.status() == 404) {
            boolean rollback = workflow.declares(WorkflowInput.ACTION);
            findings.problem("GitHub: there is no workflow " + workflow.file() + " in " + options.fullName()
                    + "; the file has to be in .github/workflows on the default branch. Add it, or name another one with "
                    + (rollback ? "GITHUB_ROLLBACK_WORKFLOW" : "GITHUB_DEPLOY_WORKFLOW")
                    + ", or none with the value none");
        } else if (answer.status() != 200) {
            refused.computeIfAbsent(Advice.onRead(answer, options), why -> new ArrayList<>())
                    .add(workflow.file());
        } else if (state.equals("deleted")) {
            findings.problem(
                    workflow.file(),
                    workflow.file() + " was deleted from the default branch",
                    "add it again, or name another one");
        } else if (state.startsWith("disabled")) {
            findings.problem(
                    workflow.file(),
                    workflow.file() + " is " + state.replace('_', ' '),
                    "enable it on the repository's Actions page");
        } else {
            workflows.isPresent(workflow.file());
            return RepositoryApi.text(answer.body(), "path");
        }
        return null;
    }

    /** A repository needs no workflow that rolls back. One that is called otherwise somebody has named. */
    private boolean isByDefault(WorkflowFile workflow) {
        return workflow.file().equals(GitHubOptions.ROLLBACK_FILE)
                && options.workflows().entrySet().stream()
                        .filter(each -> each.getValue().file().equals(workflow.file()))
                        .allMatch(each -> each.getKey().phase() == Phase.ROLL_BACK);
    }

    /** What the file itself says, where the token may read it. */
    private void learn(WorkflowFile workflow, String path, InputRules rules, Findings findings) {
        String file = workflow.file();
        String name = path.isEmpty() ? file : path.substring(path.lastIndexOf('/') + 1);
        WorkflowTexts.Reading reading = workflows.learn(workflow, name, options.ref());
        if (reading.text() != null) {
            rules.compare(file, reading.text(), findings);
        } else if (reading.fault() != null) {
            findings.doubt(
                    file,
                    file + " is not YAML: " + reading.fault(),
                    "mend the file; GitHub shows where, on the repository's Actions page");
        } else if (reading.status() == 404) {
            findings.doubt(
                    file,
                    file + " cannot be read on " + options.refWords() + " (404)",
                    "the file has to be on the default branch and on SHIP_REF; a token needs the permission \"Contents:"
                            + " read\" to look into it");
        } else {
            findings.note(
                    file,
                    file + " is not looked into: it cannot be read with this token, so that it is told what the"
                            + " configuration says; with the permission \"Contents: read\" it says itself what it declares");
        }
    }

    private String cannotBeFollowed(WorkflowFile workflow) {
        return "GitHub: " + server + " does not say which run a dispatch starts, and " + workflow.file()
                + " does not show its correlation key, so none of its runs could be told from another one. Declare an input"
                + " correlation_key in the file, show it with \"run-name: Deploy ${{ inputs.correlation_key }}\", and say so"
                + " with GITHUB_DEPLOY_INPUTS=correlation_key (in code: WorkflowFile.echoingKey())";
    }
}
