package io.releaseconductor.examples.demo;

import io.releaseconductor.Conductor;
import io.releaseconductor.ConductorBuilder;
import io.releaseconductor.EnvironmentSettings;
import io.releaseconductor.check.CheckCatalog;
import io.releaseconductor.config.Secret;
import io.releaseconductor.config.VariableFamily;
import io.releaseconductor.config.Variables;
import io.releaseconductor.examples.demo.app.Installation;
import io.releaseconductor.examples.demo.app.Login;
import io.releaseconductor.examples.demo.app.SmallApplication;
import io.releaseconductor.examples.demo.app.Version;
import io.releaseconductor.examples.demo.app.VersionShelf;
import io.releaseconductor.examples.demo.console.ConsoleChat;
import io.releaseconductor.examples.demo.console.DemoConsole;
import io.releaseconductor.examples.demo.console.LocalVersions;
import io.releaseconductor.examples.demo.console.NextVersions;
import io.releaseconductor.examples.demo.console.Progress;
import io.releaseconductor.examples.demo.console.RepositoryVersions;
import io.releaseconductor.examples.demo.console.Typist;
import io.releaseconductor.examples.demo.console.Versions;
import io.releaseconductor.examples.demo.terminal.Screen;
import io.releaseconductor.examples.demo.terminal.Teletype;
import io.releaseconductor.examples.demo.traffic.Repeated;
import io.releaseconductor.examples.demo.traffic.Visitor;
import io.releaseconductor.examples.demo.workflows.LocalWorkflows;
import io.releaseconductor.examples.demo.workflows.LocalWorkflowsOptions;
import io.releaseconductor.github.GitHubWorkflows;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.ChangeLog;
import io.releaseconductor.spi.MetricSource;
import io.releaseconductor.spi.Refs;
import io.releaseconductor.spi.WorkflowDispatcher;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The whole product on this machine: two environments, their workflows, a conductor and a console. */
final class Demo implements AutoCloseable {

    private static final String FIRST_VERSION = "v1";

    private static final List<Environment> ENVIRONMENTS = List.of(Environment.STAGING, Environment.PROD);

    private static final String RUNS = "runs";

    /** The file of lines that were typed. */
    private static final String TYPED = "typed";

    private static final String WELCOME = "Release Conductor demo. Type /ship to ship the next version, help for more.";

    /** How soon a run is looked at again. GitHub would not be asked that often. */
    private static final Duration PACE = Duration.ofMillis(250);

    /** The small application is up at once, or within seconds; nobody at a console wants to wait a minute for a dead one. */
    private static final String SETTLING = "12000";

    /** Long enough to be seen, and over before somebody at a console wonders. */
    private static final String WATCHED = "20s";

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Clock clock = Clock.systemUTC();
    private final DemoOptions options;
    private final Teletype teletype;
    private final Screen screen;
    private final DemoConsole console;

    /**
     * Starts everything.
     *
     * @param options how it runs
     * @param teletype where it is typed
     * @param screen where it is seen, at the same teletype
     * @throws IOException if files or servers cannot be made
     */
    Demo(DemoOptions options, Teletype teletype, Screen screen) throws IOException {
        this.options = options;
        this.teletype = teletype;
        this.screen = screen;
        try {
            this.console = start();
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private DemoConsole start() throws IOException {
        ProcessVariables forGitHub = ProcessVariables.onGitHub(options.variables());
        Optional<GitHubSide> github = GitHubSide.wanted(forGitHub.holding(), ENVIRONMENTS);
        ProcessVariables process = github.isPresent() ? forGitHub : ProcessVariables.onThisMachine(options.variables());
        DemoFolder folder = opened(DemoFolder.open(folder(github)));
        if (folder.kept()) {
            teletype.remember(folder.path().resolve(TYPED));
        }
        Ports ports = new Ports(folder);
        Login login = new Login("ada@example.com", new Secret(UUID.randomUUID().toString()));
        SmallApplication staging = application(Environment.STAGING, folder, ports, login);
        SmallApplication prod = application(Environment.PROD, folder, ports, login);
        Map<String, String> local = variables(staging, prod, login);
        Variables variables = github.map(side -> side.variables(local)).orElseGet(() -> process.with(local));
        variables.declare(DemoFolder.VARIABLE);
        variables.claim(VariableFamily.of("DEMO_"));
        DemoStore state = opened(DemoStore.open(variables, folder));
        String greeting = state.greeting() + process.told();
        return github.isPresent()
                ? onGitHub(github.get(), variables, state, greeting)
                : onThisMachine(
                        folder,
                        ports,
                        List.of(staging, prod),
                        variables.with(GradualCanary.VARIABLES),
                        state,
                        greeting);
    }

    /** What a repository's deployments are about is nothing that the workflows on this machine know, and the other way round. */
    private @Nullable Path folder(Optional<GitHubSide> github) {
        Path state = options.state();
        return state == null || github.isEmpty()
                ? state
                : state.resolve("github-" + github.get().repository().replace('/', '-'));
    }

    private DemoConsole onThisMachine(
            DemoFolder folder,
            Ports ports,
            List<SmallApplication> applications,
            Variables variables,
            DemoStore state,
            String greeting)
            throws IOException {
        VersionShelf shelf = new VersionShelf(folder.inside("versions"));
        Map<Environment, Installation> installations = new HashMap<>();
        applications.forEach(a -> installations.put(new Environment(a.environment()), a.installation()));
        LocalWorkflows workflows = opened(LocalWorkflows.start(new LocalWorkflowsOptions(
                folder.inside("ci"), installations, shelf, options.step(), PACE, ports.of(RUNS), clock)));
        ports.note(RUNS, workflows.base());
        if (!folder.kept()) {
            opened(workflows::endRuns);
        }
        CheckCatalog checks = checks();
        screen.line(WELCOME + GitHubSide.hint(options.variables()) + "\n" + greeting);
        FirstLook look = new FirstLook(checks, variables, clock);
        applications.forEach(application -> screen.line(look.at(application)));
        screen.block("");
        if (options.visits() > 0) {
            applications.forEach(this::visit);
        }
        return console(
                state,
                workflows,
                ChangeLog.NONE,
                Refs.NONE,
                metrics(applications, variables),
                workflows::onChange,
                checks,
                variables,
                environment -> GradualCanary.settings(environment, variables).withBaselineVersion(FIRST_VERSION),
                new LocalVersions(new NextVersions(shelf, 2), applications),
                options.patience());
    }

    private DemoConsole onGitHub(GitHubSide github, Variables variables, DemoStore state, String greeting)
            throws IOException {
        CheckCatalog checks = checks();
        screen.block(github.welcome() + "\n" + greeting);
        GitHubWorkflows workflows = github.connect(clock);
        FirstLook look = new FirstLook(checks, variables, clock);
        ENVIRONMENTS.forEach(e -> screen.line(github.checked(e) + look.seen(e, null)));
        screen.block("");
        return console(
                state,
                workflows,
                workflows.changeLog(),
                workflows.refs(),
                MetricSource.NONE,
                wake -> {},
                checks,
                variables,
                EnvironmentSettings::of,
                new RepositoryVersions(github.repository()),
                options.patience().multipliedBy(GitHubSide.MORE_PATIENCE));
    }

    private DemoConsole console(
            DemoStore state,
            WorkflowDispatcher workflows,
            ChangeLog changeLog,
            Refs refs,
            MetricSource metrics,
            Consumer<Consumer<DeployId>> changes,
            CheckCatalog checks,
            Variables variables,
            Function<Environment, EnvironmentSettings> settings,
            Versions versions,
            Duration patience) {
        ConsoleChat chat = new ConsoleChat(screen);
        Progress progress = new Progress(clock);
        ConductorBuilder builder = Conductor.builder()
                .variables(variables)
                .store(state.store())
                .workflows(workflows)
                .changeLog(changeLog)
                .refs(refs)
                .metrics(metrics)
                .chat(chat)
                .authorizer(new Everyone())
                .checks(checks)
                .listener(progress)
                .clock(clock);
        Incidents.rule(variables).ifPresent(builder::admission);
        ENVIRONMENTS.forEach(environment -> builder.environment(settings.apply(environment)));
        Conductor conductor = opened(builder.build());
        changes.accept(conductor::wake);
        Typist typist = new Typist(person(), options.piped(), patience);
        DemoConsole console = new DemoConsole(conductor, chat, progress, screen, versions, typist, clock);
        console.pickUp();
        conductor.start();
        return console;
    }

    /**
     * Talks until the end of input.
     *
     * @return whether all came to rest
     * @throws IOException if the input cannot be read, or whoever types leaves at once
     */
    boolean talk() throws IOException {
        return console.run(teletype);
    }

    /** Ends everything. Does nothing the second time. */
    @Override
    public synchronized void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                screen.line("Not closed: " + e);
            }
        }
    }

    private SmallApplication application(Environment environment, DemoFolder folder, Ports ports, Login login)
            throws IOException {
        Installation installation = new Installation(folder.inside(environment.name()));
        installation.installFirst(Version.good(FIRST_VERSION));
        String canary = environment.name() + "-canary";
        SmallApplication application = opened(SmallApplication.start(
                environment.name(), installation, login, clock, ports.of(environment.name()), ports.of(canary)));
        ports.note(environment.name(), application.base());
        ports.note(canary, application.canaryBase());
        return application;
    }

    private void visit(SmallApplication application) {
        String name = "visits-" + application.environment();
        Visitor visitor = new Visitor(application.base(), name.hashCode());
        opened(Repeated.start(name, options.visits(), visitor::visit));
    }

    /** Nobody scrapes anything unless a metric judges. */
    private MetricSource metrics(List<SmallApplication> applications, Variables variables) {
        if (ENVIRONMENTS.stream().noneMatch(environment -> GradualCanary.isJudgedByMetrics(environment, variables))) {
            return MetricSource.NONE;
        }
        LocalPrometheus prometheus = opened(new LocalPrometheus(applications, clock));
        opened(Repeated.start("scrapes", LocalPrometheus.SCRAPES, prometheus::scrape));
        return prometheus.source();
    }

    /** Checks ask what was deployed last: they judge that, not what the other instances still serve. */
    private Map<String, String> variables(SmallApplication staging, SmallApplication prod, Login login) {
        Map<String, String> variables = new HashMap<>(Map.of(
                "FRONTEND_BASE_URL", staging.canaryBase().toString(),
                "FRONTEND_BASE_URL_PROD", prod.canaryBase().toString(),
                "VITE_API_BASE", staging.canaryBase().toString(),
                "VITE_API_BASE_PROD", prod.canaryBase().toString(),
                "SHIP_LOGIN_USER", login.email(),
                "SHIP_LOGIN_PASSWORD", login.password().reveal(),
                "SHIP_SETTLE_MS", SETTLING,
                "SHIP_WATCH", WATCHED));
        variables.putAll(DemoStore.VARIABLES);
        return variables;
    }

    private CheckCatalog checks() throws IOException {
        ClassLoader own = Demo.class.getClassLoader();
        if (options.plugins().isEmpty()) {
            return CheckCatalog.discover(own);
        }
        List<URL> urls = new ArrayList<>();
        for (Path plugin : options.plugins()) {
            urls.add(plugin.toUri().toURL());
        }
        return CheckCatalog.discover(opened(new URLClassLoader(urls.toArray(URL[]::new), own)));
    }

    private static Actor person() {
        String name = System.getProperty("user.name", "");
        return Actor.person("console", name.isBlank() || name.equals("?") ? "you" : name)
                .withChat(DemoConsole.CHAT);
    }

    private <T extends AutoCloseable> T opened(T resource) {
        open.push(resource);
        return resource;
    }
}
