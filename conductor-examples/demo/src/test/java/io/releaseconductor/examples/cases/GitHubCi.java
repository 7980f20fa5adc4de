package io.releaseconductor.examples.cases;

import io.releaseconductor.config.Secret;
import io.releaseconductor.examples.fakegithub.Call;
import io.releaseconductor.examples.fakegithub.FakeGitHub;
import io.releaseconductor.examples.fakegithub.FakeRun;
import io.releaseconductor.examples.fakegithub.FakeWorkflow;
import io.releaseconductor.examples.fakegithub.Fault;
import io.releaseconductor.examples.fakegithub.ServerKind;
import io.releaseconductor.github.GitHubAuth;
import io.releaseconductor.github.GitHubOptions;
import io.releaseconductor.github.GitHubWorkflows;
import io.releaseconductor.github.WorkflowFile;
import io.releaseconductor.github.WorkflowInput;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.spi.WorkflowDispatcher;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The adapter for GitHub at a stand-in. Its workflows take a version and show their key, or declare what the spec's do and no more
 * ({@code set: github-spec}).
 */
final class GitHubCi implements Ci {

    private static final String TOKEN = "a-token-of-nobody";

    private final Clock clock;
    private final FakeGitHub github;
    private final GitHubWorkflows workflows;

    GitHubCi(boolean asInSpec, Clock clock) {
        this.clock = clock;
        this.github = FakeGitHub.start(ServerKind.GITHUB_COM, clock);
        github.accept(TOKEN);
        GitHubOptions options = GitHubOptions.of("acme", "app").withApiUrl(github.apiUrl());
        if (!asInSpec) {
            options = declaring(options, Environment.STAGING, "client-deploy.yml");
            options = declaring(options, Environment.PROD, "backend-deploy.yml");
        }
        this.workflows = GitHubWorkflows.of(options, GitHubAuth.token(new Secret(TOKEN)), clock);
    }

    private GitHubOptions declaring(GitHubOptions options, Environment environment, String file) {
        github.add(FakeWorkflow.asInSpec(file, "Deploy").with("version").showing("correlation_key"));
        WorkflowFile workflow =
                WorkflowFile.of(file).declaring(WorkflowInput.VERSION).echoingKey();
        return options.withWorkflow(environment, Phase.DEPLOY, workflow)
                .withWorkflow(environment, Phase.PROMOTE, workflow);
    }

    @Override
    public WorkflowDispatcher dispatcher() {
        return workflows;
    }

    @Override
    public void run(DeployId deployment, Phase phase, String how) {
        switch (how) {
            case "begin" -> status("in_progress", null);
            case "waiting" -> last().waitFor(List.of("ada"), clock.instant());
            case "delete" -> github.delete(last().id());
            default -> status("completed", how);
        }
    }

    @Override
    public void github(List<String> words) {
        switch (words.get(0)) {
            case "status" -> status(words.get(1), words.size() > 2 ? words.get(2) : null);
            case "rerun" ->
                rerun(
                        words.size() > 1
                                ? Integer.parseInt(words.get(1))
                                : github.runs().size());
            default -> throw new IllegalArgumentException("gh " + words);
        }
    }

    private void status(String status, @Nullable String conclusion) {
        last().set(status, conclusion, clock.instant());
    }

    private void rerun(int number) {
        github.runs().get(number - 1).rerun(clock.instant());
    }

    private FakeRun last() {
        List<FakeRun> runs = github.runs();
        if (runs.isEmpty()) {
            throw new AssertionError("no run");
        }
        return runs.get(runs.size() - 1);
    }

    @Override
    public void failNext(String how) {
        github.failNext(
                Call.DISPATCH,
                switch (how) {
                    case "lost_after_effect" -> Fault.drop(true);
                    case "lost_without_effect" -> Fault.drop(false);
                    case "unreadable_after_effect" -> Fault.notJson();
                    case "accepted_without_a_name" -> Fault.withoutName();
                    default -> throw new AssertionError("not in a story with GitHub");
                });
    }

    @Override
    public int requests() {
        return github.count(Call.DISPATCH);
    }

    @Override
    public void close() {
        github.close();
    }
}
