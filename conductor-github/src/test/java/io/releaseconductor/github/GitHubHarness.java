package io.releaseconductor.github;

import io.releaseconductor.config.Secret;
import io.releaseconductor.deployment.DispatchIntent;
import io.releaseconductor.deployment.RunConclusion;
import io.releaseconductor.examples.fakegithub.Call;
import io.releaseconductor.examples.fakegithub.FakeGitHub;
import io.releaseconductor.examples.fakegithub.FakeRun;
import io.releaseconductor.examples.fakegithub.FakeWorkflow;
import io.releaseconductor.examples.fakegithub.Fault;
import io.releaseconductor.examples.fakegithub.ServerKind;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.testkit.CiHarness;
import io.releaseconductor.testkit.DispatchFault;
import io.releaseconductor.testkit.HarnessLimits;
import io.releaseconductor.testkit.ManualClock;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The fake GitHub for the dispatcher's contract. */
final class GitHubHarness implements CiHarness {

    static final String DEPLOY_FILE = "client-deploy.yml";

    private final FakeGitHub fake;
    private final GitHubsDescription.Watch watch;
    private final ManualClock clock;
    private final GitHubOptions options;
    private final GitHubWorkflows workflows;
    private final boolean echoes;
    private int downFor;
    private int waitingFor;

    GitHubHarness(ServerKind kind, String apiVersion, boolean echoes, Clock clock) {
        this.fake = FakeGitHub.start(kind, clock);
        this.watch = GitHubsDescription.watch(fake, kind);
        this.clock = (ManualClock) clock;
        this.echoes = echoes;
        fake.accept(Planted.TOKEN);
        WorkflowFile deploy = WorkflowFile.of(DEPLOY_FILE);
        if (echoes) {
            fake.add(FakeWorkflow.asInSpec(DEPLOY_FILE, "Client Deploy").showing("correlation_key"));
            deploy = deploy.echoingKey();
        }
        this.options = options(fake)
                .withApiVersion(apiVersion)
                .withWorkflow(Environment.STAGING, Phase.DEPLOY, deploy)
                .withWorkflow(Environment.STAGING, Phase.PROMOTE, deploy)
                .withoutWorkflow(Environment.PROD, Phase.DEPLOY)
                .withoutWorkflow(Environment.PROD, Phase.PROMOTE);
        this.workflows = adapter(options, clock);
        if (echoes) {
            workflows.check();
        }
        fake.forget();
    }

    /** The defaults, at the fake. */
    static GitHubOptions options(FakeGitHub fake) {
        return GitHubOptions.of("acme", "app").withApiUrl(fake.apiUrl());
    }

    /** An adapter that does not really wait between writes and reads. */
    static GitHubWorkflows adapter(GitHubOptions options, Clock clock) {
        return new GitHubWorkflows(options, GitHubAuth.token(new Secret(Planted.TOKEN)), clock, duration -> {});
    }

    @Override
    public GitHubWorkflows dispatcher() {
        if (downFor > 0 && --downFor == 0) {
            fake.comeUp();
        }
        if (waitingFor > 0 && --waitingFor == 0) {
            clock.advance(Duration.ofSeconds(5));
        }
        return workflows;
    }

    @Override
    public int requests() {
        return fake.count(Call.DISPATCH);
    }

    @Override
    public List<String> runs(DispatchIntent intent) {
        return fake.runs().stream()
                .filter(run -> echoes
                        ? run.inputs().getOrDefault("correlation_key", "").equals(intent.correlationKey())
                        : intent.attempt().number() == 1 + fake.runs().indexOf(run))
                .map(FakeRun::id)
                .toList();
    }

    @Override
    public void failNext(DispatchFault fault) {
        switch (fault) {
            case NOT_REACHED -> {
                // For the dispatch alone: the search that follows finds it up again.
                fake.goDown();
                downFor = 2;
            }
            case TOLD_TO_WAIT -> {
                // The search that follows waits as well, as all calls do.
                waitingFor = 2;
                fake.failNext(
                        Call.DISPATCH,
                        Fault.answer(false, 403, "You have exceeded a secondary rate limit.", "retry-after", "1"));
            }
            case REJECTED -> fake.failNext(Call.DISPATCH, Fault.answer(false, 403, "Resource not accessible"));
            case LOST_WITHOUT_EFFECT -> fake.failNext(Call.DISPATCH, Fault.drop(false));
            case LOST_AFTER_EFFECT -> fake.failNext(Call.DISPATCH, Fault.drop(true));
            case BROKEN_WITHOUT_EFFECT -> fake.failNext(Call.DISPATCH, Fault.answer(false, 502, "Server Error"));
            case BROKEN_AFTER_EFFECT -> fake.failNext(Call.DISPATCH, Fault.answer(true, 500, "Server Error"));
            case UNREADABLE_AFTER_EFFECT -> fake.failNext(Call.DISPATCH, Fault.truncated());
            case ACCEPTED_WITHOUT_A_NAME -> fake.failNext(Call.DISPATCH, Fault.withoutName());
        }
    }

    @Override
    public void addOther(String shown) {
        fake.startRun(DEPLOY_FILE, shown, "somebody");
    }

    @Override
    public void begin(String runId) {
        fake.run(runId).set("in_progress", null, clock.instant());
    }

    @Override
    public void complete(String runId, RunConclusion conclusion) {
        fake.run(runId).set("completed", conclusion.name().toLowerCase(Locale.ROOT), clock.instant());
    }

    @Override
    public boolean cancelAsked(String runId) {
        return fake.run(runId).cancels().stream().anyMatch(count -> count > 0);
    }

    @Override
    public void goDown() {
        fake.goDown();
    }

    @Override
    public void comeUp() {
        fake.comeUp();
    }

    @Override
    public Set<String> secrets() {
        return Set.of(Planted.TOKEN);
    }

    @Override
    public HarnessLimits limits() {
        return echoes
                ? HarnessLimits.none()
                : HarnessLimits.none().cannot(Area.KEYS, "The spec's workflows do not show the key.");
    }

    @Override
    public void close() {
        fake.close();
        watch.verify();
    }
}
