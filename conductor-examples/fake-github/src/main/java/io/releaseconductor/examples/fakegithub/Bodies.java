package io.releaseconductor.examples.fakegithub;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The objects that recur in GitHub's answers, with all that GitHub's own description requires of them. */
final class Bodies {

    /** Who is asked, and of which repository. */
    record Site(String root, String page, String repository) {

        /** {@return the address of the repository at the API} */
        String api() {
            return root + "/repos/" + repository;
        }

        /** {@return the address of the repository's page} */
        String html() {
            return page + "/" + repository;
        }
    }

    static final long REPOSITORY_ID = 4711;
    private static final String CREATED = "2023-11-01T08:00:00Z";

    /** What a user's address leads to. */
    private static final List<String> OF_USER =
            List.of("followers", "subscriptions", "organizations", "repos", "received_events");

    /** What a repository's address leads to. */
    private static final List<String> OF_REPOSITORY = List.of(
            "archive",
            "assignees",
            "blobs",
            "branches",
            "collaborators",
            "comments",
            "commits",
            "compare",
            "contents",
            "contributors",
            "deployments",
            "downloads",
            "events",
            "forks",
            "git_commits",
            "git_refs",
            "git_tags",
            "hooks",
            "issue_comment",
            "issue_events",
            "issues",
            "keys",
            "labels",
            "languages",
            "merges",
            "milestones",
            "notifications",
            "pulls",
            "releases",
            "stargazers",
            "statuses",
            "subscribers",
            "subscription",
            "tags",
            "teams",
            "trees");

    private Bodies() {}

    static void user(ObjectNode user, Site site, String login) {
        account(user, site, login, "User");
    }

    private static void account(ObjectNode user, Site site, String login, String type) {
        String url = site.root() + "/users/" + login;
        user.put("login", login).put("id", 1_000 + login.length()).put("node_id", "U_" + login);
        user.put("type", type).put("site_admin", false).put("gravatar_id", "");
        user.put("url", url).put("html_url", site.page() + "/" + login);
        user.put("avatar_url", site.page() + "/avatars/" + login);
        user.put("events_url", url + "/events{/privacy}").put("starred_url", url + "/starred{/owner}{/repo}");
        user.put("following_url", url + "/following{/other_user}").put("gists_url", url + "/gists{/gist_id}");
        OF_USER.forEach(part -> user.put(part + "_url", url + "/" + part));
    }

    /** Who a token belongs to. */
    static void owner(ObjectNode user, Site site, String login) {
        user(user, site, login);
        List.of("bio", "blog", "company", "email", "hireable", "location", "name")
                .forEach(user::putNull);
        List.of("followers", "following", "public_gists", "public_repos").forEach(count -> user.put(count, 0));
        user.put("created_at", CREATED).put("updated_at", CREATED);
    }

    static void repository(ObjectNode body, Site site) {
        String owner = site.repository().substring(0, site.repository().indexOf('/'));
        body.put("id", REPOSITORY_ID).put("node_id", "R_1").put("full_name", site.repository());
        body.put("name", site.repository().substring(owner.length() + 1));
        account(body.putObject("owner"), site, owner, "Organization");
        body.put("private", true).put("fork", false).putNull("description");
        body.put("url", site.api()).put("html_url", site.html());
        OF_REPOSITORY.forEach(part -> body.put(part + "_url", site.api() + "/" + part));
    }

    /** All that is told of a repository that is asked for by its name. */
    static void wholeRepository(ObjectNode body, Site site) {
        repository(body, site);
        String clone = site.html() + ".git";
        body.put("clone_url", clone).put("git_url", clone).put("ssh_url", clone).put("svn_url", site.html());
        List.of("homepage", "language", "license", "mirror_url").forEach(body::putNull);
        List.of("issues", "projects", "wiki", "pages", "discussions").forEach(part -> body.put("has_" + part, true));
        List.of("forks", "open_issues", "watchers")
                .forEach(part -> body.put(part, 0).put(part + "_count", 0));
        List.of("stargazers", "network", "subscribers").forEach(part -> body.put(part + "_count", 0));
        body.put("size", 108);
        List.of("created", "updated", "pushed").forEach(part -> body.put(part + "_at", CREATED));
    }

    static void workflow(ObjectNode body, Site site, FakeWorkflow workflow, String state) {
        body.put("id", workflow.id()).put("node_id", "W_" + workflow.id()).put("name", workflow.name());
        body.put("path", ".github/workflows/" + workflow.file()).put("state", state);
        body.put("url", site.api() + "/actions/workflows/" + workflow.id());
        body.put("html_url", site.html() + "/blob/main/.github/workflows/" + workflow.file());
        body.put("badge_url", site.html() + "/workflows/" + workflow.id() + "/badge.svg");
        body.put("created_at", CREATED).put("updated_at", CREATED);
    }

    static void branch(ObjectNode body, Site site, String place, String sha) {
        body.put("ref", "refs/" + place).put("node_id", "REF_1").put("url", site.api() + "/git/refs/" + place);
        body.putObject("object").put("type", "commit").put("sha", sha).put("url", site.api() + "/git/commits/" + sha);
    }

    static void listedBranch(ObjectNode body, Site site, String name, String sha) {
        body.put("name", name).put("protected", false);
        body.putObject("commit").put("sha", sha).put("url", site.api() + "/commits/" + sha);
    }

    static void listedTag(ObjectNode body, Site site, String name, String sha) {
        body.put("name", name).put("node_id", "REF_1");
        body.put("zipball_url", site.api() + "/zipball/refs/tags/" + name);
        body.put("tarball_url", site.api() + "/tarball/refs/tags/" + name);
        body.putObject("commit").put("sha", sha).put("url", site.api() + "/commits/" + sha);
    }

    static String seconds(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
