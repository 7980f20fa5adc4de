package io.releaseconductor.github;

import io.releaseconductor.config.ClientLibrary;
import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.deployment.CancelOutcome;
import io.releaseconductor.deployment.DispatchIntent;
import io.releaseconductor.deployment.DispatchOutcome;
import io.releaseconductor.deployment.LocateOutcome;
import io.releaseconductor.deployment.StatusOutcome;
import io.releaseconductor.deployment.WorkflowRun;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Rollout;
import io.releaseconductor.model.RolloutPlan;
import io.releaseconductor.model.Strategy;
import io.releaseconductor.spi.Admission;
import io.releaseconductor.spi.ChangeLog;
import io.releaseconductor.spi.DeploymentListener;
import io.releaseconductor.spi.Refs;
import io.releaseconductor.spi.WorkflowDispatcher;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Deploys by the workflows of one GitHub repository. Thread-safe; one for a repository and token is enough, and better than two,
 * since GitHub's limits are kept per adapter. Holds no thread and nothing that has to be closed.
 *
 * <p>An attempt sends one POST at most, whatever the connection does. All else that GitHub is asked changes nothing, except for
 * {@link #cancel}.
 */
public final class GitHubWorkflows implements WorkflowDispatcher {

    private final GitHubOptions options;
    private final RunDispatcher dispatcher;
    private final RunLocator locator;
    private final RunWatcher watcher;
    private final StartUpCheck startUpCheck;
    private final Workflows workflows;
    private final CommitLog commits;
    private final CommitCi ci;
    private final DeploymentsShown deployments;
    private final DefaultBranch defaultBranch;
    private final RepositoryRefs refs;

    GitHubWorkflows(GitHubOptions options, GitHubAuth auth, Clock clock, Pause pause) {
        this.options = Objects.requireNonNull(options, "options");
        Objects.requireNonNull(clock, "clock");
        RepositoryApi api =
                new RepositoryApi(options, Objects.requireNonNull(auth, "auth"), SharedClient.get(), clock, pause);
        Server server = new Server(options.apiVersion());
        KnownRuns known = new KnownRuns();
        Pace pace = new Pace(clock, options.webhook(), known, api.limits());
        this.defaultBranch = new DefaultBranch(api);
        WorkflowTexts texts = new WorkflowTexts(api);
        this.workflows = new Workflows(options, texts);
        this.dispatcher = new RunDispatcher(options, workflows, api, server, known, defaultBranch, pace, clock);
        this.locator = new RunLocator(options, workflows, api, known, defaultBranch, clock);
        this.watcher = new RunWatcher(options, api, texts, known, pace, clock);
        this.commits = new CommitLog(api);
        CiReader ciReader = new CiReader(options, api);
        CommitNames names = new CommitNames(api);
        this.ci = new CommitCi(options, names, ciReader);
        this.deployments = new DeploymentsShown(options, api, names, texts, clock);
        this.refs = new RepositoryRefs(options, names, defaultBranch, new RefNames(options, api, defaultBranch, clock));
        this.startUpCheck = new StartUpCheck(options, workflows, api, server, defaultBranch, auth.isOfPerson(), clock);
    }

    /**
     * Makes the adapter and {@linkplain #check() checks} the configuration at GitHub.
     *
     * @param options which repository's workflows deploy
     * @param auth how to prove who asks
     * @param clock the conductor's clock
     * @return the adapter
     * @throws ConfigurationException as for {@link #check()} and {@link #of}
     */
    public static GitHubWorkflows connect(GitHubOptions options, GitHubAuth auth, Clock clock) {
        GitHubWorkflows workflows = of(options, auth, clock);
        return ClientLibrary.fitting(GitHubWorkflows.class, Libraries.ALL, () -> {
            workflows.check();
            return workflows;
        });
    }

    /**
     * Looks whether the libraries that are on the class path fit, without connecting to anything, so that it can be told together with all else
     * that keeps an application from starting.
     *
     * @throws ConfigurationException if one does not fit, with the version that is there, the one that is needed, and what to do
     */
    public static void requireLibraries() {
        ClientLibrary.require(GitHubWorkflows.class, Libraries.ALL);
    }

    /**
     * Makes the adapter without asking GitHub anything.
     *
     * @param options which repository's workflows deploy
     * @param auth how to prove who asks
     * @param clock the conductor's clock
     * @return the adapter
     * @throws ConfigurationException if another version of OkHttp or Jackson is on the class path than the one that is needed, and
     *     does not fit
     */
    public static GitHubWorkflows of(GitHubOptions options, GitHubAuth auth, Clock clock) {
        return ClientLibrary.fitting(
                GitHubWorkflows.class, Libraries.ALL, () -> new GitHubWorkflows(options, auth, clock, Pause.SLEEP));
    }

    /**
     * Asks GitHub whether the repository and its workflows can be seen, and whether the runs of each workflow could be told apart:
     * where the server does not say which run it started (GitHub Enterprise Server before 3.20) a workflow has to show the correlation
     * key. Where the token may read contents (the permission "Contents: read"), the workflow files themselves say which inputs they
     * declare and whether their runs show the key; that holds from then on, whatever the options say. What is doubtful is logged; so is that GitHub cannot be
     * reached, and all is well then as far as it is known. Blocks for a few requests.
     *
     * @throws ConfigurationException with all problems and how to mend them
     */
    public void check() {
        startUpCheck.run(Map.of()).settle();
    }

    /**
     * Asks GitHub what {@link #check()} asks, and tells all that was found instead of refusing to start: what is well, what is worth knowing,
     * what is doubtful, and what has to be mended; and how much of {@linkplain #ci() CI} the token may read. Blocks for a few requests.
     *
     * @param plans how each strategy reaches each environment, which decides what the workflows are sent ({@link
     *     io.releaseconductor.Conductor#plans(Environment) as configured}); where an environment is missing, the plans that everybody knows
     * @return what was found, in the order in which it was looked at
     */
    public List<Finding> examine(Map<Environment, Map<Strategy, RolloutPlan>> plans) {
        Findings findings = startUpCheck.run(plans);
        String branch = defaultBranch.known();
        if (branch != null) {
            ci.examine(branch, findings);
            deployments.examine(findings);
        }
        return findings.all();
    }

    /**
     * What the workflow files say that they are told.
     *
     * @return one line for each file that could be read at the {@linkplain #check() check}, for people; empty before it
     */
    public List<String> learned() {
        return workflows.lines();
    }

    /**
     * The workflows that are there and enabled.
     *
     * @return the names of the files, as found at the {@linkplain #check() check}; empty before it
     */
    public List<String> present() {
        return workflows.present();
    }

    /**
     * The workflows that nobody has named and that are not there: nothing is rolled back without {@link GitHubOptions#ROLLBACK_FILE}.
     *
     * @return the names of the files, as found at the {@linkplain #check() check}; empty before it
     */
    public List<String> absent() {
        return workflows.absent();
    }

    /**
     * What is being shipped, as the repository tells it: the commit, and how far it is from what it replaces. Asks GitHub twice at most for
     * a deployment, and needs the permission "Contents: read"; where the token has not got it, nothing is known. A version is looked for by
     * its name, and, if it is a number, with a {@code v} before it.
     *
     * @return the change log; shares this adapter's limits, and is as thread-safe as it is
     */
    public ChangeLog changeLog() {
        return commits;
    }

    /**
     * The branches and tags of the repository, so that what is shipped is the commit that one of them pointed at then. Asks GitHub once for
     * a deployment, and needs the permission "Contents: read"; where the token has not got it, nothing is known. Names to propose are read
     * once a minute at most, while somebody types: up to 500 branches and 200 tags.
     *
     * @return the refs; share this adapter's limits, and are as thread-safe as it is
     */
    public Refs refs() {
        return refs;
    }

    /**
     * Whether CI is green at the commit that is shipped, by the name {@code ci}: the latest run of each workflow for each event, the check
     * runs of other apps, and the commit statuses; or of these what is {@linkplain GitHubOptions#ciRequired() required}. Runs by which this
     * adapter deploys do not count. What failed, was cancelled or timed out is a no, even while other parts still run, since it does not
     * become green by itself; what was skipped is as good as green. Asks GitHub three times for a commit, once or twice more for a version
     * by another name, and more where there are more than a hundred of anything; what has not changed since does not count against the
     * hourly limit. Needs the permissions "Checks: read" and "Commit statuses: read" for what other apps say; where the token has not got
     * them, the answer says that it leaves it out.
     *
     * @return the admission; shares this adapter's limits, and is as thread-safe as it is
     */
    public Admission ci() {
        return ci;
    }

    /**
     * Has GitHub show what is deployed where, as deployments of its own, if the {@linkplain GitHubOptions#deployments() options} say so; else
     * it does nothing. Each one is of the commit that was really deployed, begins with the first run, and follows the deployment to its end.
     * Where a job of the workflow names an environment, GitHub makes one itself, and where the files cannot be read nobody knows: then there is
     * none from here. Needs the permissions "Deployments: read and write" and "Contents: read". Best effort: no deployment waits for it or
     * fails for it; what does not work is logged once, told as the health of "GitHub deployments", and tried again with the next change.
     *
     * @return a listener for the builder, which says how it is; shares this adapter's limits, and is as thread-safe as it is
     */
    public DeploymentListener deployments() {
        return deployments;
    }

    @Override
    public boolean supports(Environment environment, Phase phase, Rollout rollout) {
        return workflows.support(environment, phase, rollout);
    }

    @Override
    public boolean takesVersion(Environment environment, Phase phase, Rollout rollout) {
        return workflows
                .of(environment, phase, rollout)
                .map(workflow -> workflow.declares(WorkflowInput.VERSION))
                .orElse(true);
    }

    @Override
    public Optional<String> obstacle(Environment environment, Strategy strategy, RolloutPlan plan) {
        return workflows.obstacle(environment, strategy, plan);
    }

    @Override
    public DispatchOutcome dispatch(DispatchIntent intent) {
        return dispatcher.dispatch(intent);
    }

    @Override
    public LocateOutcome locate(DispatchIntent intent) {
        return locator.locate(intent);
    }

    @Override
    public StatusOutcome status(WorkflowRun run) {
        return watcher.status(run);
    }

    @Override
    public CancelOutcome cancel(WorkflowRun run, boolean force) {
        return watcher.cancel(run, force);
    }

    /** {@return whose repository, without any secret} */
    @Override
    public String toString() {
        return "GitHubWorkflows[" + options.owner() + "/" + options.repository() + " at " + options.apiUrl() + "]";
    }
}
