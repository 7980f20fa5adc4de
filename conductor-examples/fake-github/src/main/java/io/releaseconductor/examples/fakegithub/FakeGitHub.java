package io.releaseconductor.examples.fakegithub;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockResponseBody;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * A strict stand-in for GitHub's REST API, on this machine: repository {@code acme/app} with the branch {@code main}, the spec's two
 * workflows and a rollback workflow. What GitHub refuses it refuses, in GitHub's words. Time is that of the clock it is given.
 * Thread-safe.
 */
public final class FakeGitHub implements AutoCloseable {

    /** The repository's full name. */
    public static final String REPOSITORY = "acme/app";

    /** The head of {@code main}. */
    public static final String HEAD = "5f1c2ab7c0de5f1c2ab7c0de5f1c2ab7c0de0001";

    /** Who a token belongs to. */
    private static final String LOGIN = "conductor-bot";

    private static final int HOURLY_LIMIT = 5000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Set<Call> POSTED =
            EnumSet.of(Call.DISPATCH, Call.CANCEL, Call.NEW_DEPLOYMENT, Call.NEW_DEPLOYMENT_STATUS);

    /** What is told of a commit besides the commit itself. */
    private static final Map<String, Call> OF_COMMITS = Map.of("check-runs", Call.CHECK_RUNS, "status", Call.STATUS);

    private final ServerKind kind;
    private final Clock clock;
    private final Map<String, Boolean> tokens = new LinkedHashMap<>();
    private final Map<String, FakeWorkflow> workflows = new TreeMap<>();
    private final Map<String, String> texts = new TreeMap<>();
    private final Set<Call> forbidden = EnumSet.noneOf(Call.class);
    private final Map<String, String> refs = new TreeMap<>();
    private final Set<String> tags = new TreeSet<>();
    private final FakeCommits commits = new FakeCommits();
    private final FakeChecks checks = new FakeChecks();
    private final FakeDeployments deployments = new FakeDeployments();
    private final Map<Long, FakeRun> runs = new TreeMap<>();
    private final Map<Call, Deque<Fault>> faults = new EnumMap<>(Call.class);
    private final List<Received> received = new ArrayList<>();
    private Consumer<Received> observer = request -> {};
    private Function<FakeWorkflow, @Nullable RunScript> scripts = workflow -> null;
    private final Map<String, String> states = new TreeMap<>();
    private final Map<String, String> headers = new TreeMap<>();
    private Duration listLag = Duration.ZERO;
    private Duration ahead = Duration.ZERO;
    private boolean archived;
    private boolean ownerMayPush = true;
    private String defaultBranch = "main";
    private int dropUnread;
    private int limit = HOURLY_LIMIT;
    private int used;
    private long nextId = 9_000_000_001L;
    private @Nullable String newName;
    private MockWebServer server;
    private final int port;

    private FakeGitHub(ServerKind kind, Clock clock, int port) {
        this.kind = kind;
        this.clock = clock;
        refs.put("main", HEAD);
        commits.add(HEAD, null, "Grace Hopper", "Say hello\n\nTo everybody.", List.of());
        add(FakeWorkflow.asInSpec("client-deploy.yml", "Client Deploy"));
        add(FakeWorkflow.asInSpec("backend-deploy.yml", "Backend Deploy"));
        add(FakeWorkflow.asInSpec("rollback.yml", "Rollback")
                .with("action", "redeploy", "remove-canary", "switch-back")
                .with("version")
                .with("valid_until")
                .showing("correlation_key"));
        this.server = open(port);
        this.port = server.getPort();
    }

    /**
     * Starts one on a free port.
     *
     * @param kind which GitHub
     * @param clock tells its time
     * @return the running server
     */
    public static FakeGitHub start(ServerKind kind, Clock clock) {
        return start(kind, clock, 0);
    }

    /**
     * Starts one.
     *
     * @param kind which GitHub
     * @param clock tells its time
     * @param port on which port of the loopback address, 0 for a free one
     * @return the running server
     */
    public static FakeGitHub start(ServerKind kind, Clock clock, int port) {
        return new FakeGitHub(kind, clock, port);
    }

    /**
     * Runs one until the process is ended. Its runs take a few seconds and succeed.
     *
     * @param args the port (0 for a free one), the token that it takes, and optionally {@code enterprise} for GitHub Enterprise
     *     Server 3.19
     */
    @SuppressWarnings("SystemOut")
    public static void main(String[] args) {
        ServerKind kind =
                args.length > 2 && args[2].equals("enterprise") ? ServerKind.ENTERPRISE_3_19 : ServerKind.GITHUB_COM;
        FakeGitHub fake = start(kind, Clock.systemUTC(), Integer.parseInt(args[0]));
        fake.accept(args[1]);
        fake.script(RunScript.success(
                Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1)));
        System.out.println("Fake GitHub of " + REPOSITORY + " at " + fake.apiUrl());
    }

    private MockWebServer open(int onPort) {
        MockWebServer opened = new MockWebServer();
        opened.setDispatcher(new Answers());
        opened.setServerSocketFactory(new PromptSockets());
        try {
            // A given port is opened for reuse, so that it can be opened again after an outage.
            opened.start(InetAddress.getLoopbackAddress(), onPort == 0 ? freePort() : onPort);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return opened;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** {@return the API's base URL} */
    public URI apiUrl() {
        return URI.create("http://127.0.0.1:" + port + kind.prefix());
    }

    /**
     * Takes a token, which may do everything.
     *
     * @param token the token
     */
    public synchronized void accept(String token) {
        tokens.put(token, true);
    }

    /**
     * Takes a token, which may only read.
     *
     * @param token the token
     */
    public synchronized void acceptForReading(String token) {
        tokens.put(token, false);
    }

    /**
     * Adds a workflow, or replaces the one in the same file.
     *
     * @param workflow the workflow
     */
    public synchronized void add(FakeWorkflow workflow) {
        workflows.put(workflow.file(), workflow);
    }

    /**
     * Removes a workflow.
     *
     * @param file its file
     */
    public synchronized void remove(String file) {
        workflows.remove(file);
    }

    /**
     * Says what is in a workflow file, where it is more than what {@link FakeWorkflow} tells.
     *
     * @param file its name
     * @param text its text
     */
    public synchronized void write(String file, String text) {
        texts.put(file, text);
    }

    /**
     * Refuses a kind of request, as to a token without the permission for it.
     *
     * @param call which kind
     */
    public synchronized void forbid(Call call) {
        forbidden.add(call);
    }

    /**
     * Adds a branch, or moves it.
     *
     * @param name its name
     * @param sha its commit
     */
    public synchronized void addRef(String name, String sha) {
        refs.put(name, sha);
    }

    /**
     * Adds a tag, or moves it.
     *
     * @param name its name, which no branch has
     * @param sha its commit
     */
    public synchronized void addTag(String name, String sha) {
        refs.put(name, sha);
        tags.add(name);
    }

    /**
     * Adds a commit. {@link #HEAD} is there from the beginning.
     *
     * @param sha its id
     * @param parent the id of the commit before it; null if it is the first one of a line of its own
     * @param author the name of who wrote it
     * @param message its message
     * @param files the paths of the files that it changes; of one that it renames, such as {@code old.txt -> new.txt}
     */
    public synchronized void addCommit(
            String sha, @Nullable String parent, String author, String message, String... files) {
        commits.add(sha, parent, author, message, List.of(files));
    }

    /**
     * Has an app other than GitHub Actions check a commit, or check it again.
     *
     * @param sha the commit's id
     * @param app the app's slug
     * @param name what is checked
     * @param status such as {@code in_progress}
     * @param conclusion how it ended, or null
     */
    public synchronized void addCheckRun(
            String sha, String app, String name, String status, @Nullable String conclusion) {
        checks.add(commits.known(sha), new FakeChecks.Check(app, name, status, conclusion));
    }

    /**
     * Gives a commit a status.
     *
     * @param sha the commit's id
     * @param context whose status it is; a later one takes its place
     * @param state {@code success}, {@code pending}, {@code failure} or {@code error}
     */
    public synchronized void addStatus(String sha, String context, String state) {
        checks.add(commits.known(sha), context, state);
    }

    /**
     * The deployments of an environment, as GitHub lists them.
     *
     * @param environment its name
     * @return them, the newest first
     */
    public synchronized List<JsonNode> deployments(String environment) {
        List<JsonNode> all = new ArrayList<>();
        deployments
                .list(environment, null, new FakeCommits.Page(1, Integer.MAX_VALUE), site(), LOGIN)
                .forEach(all::add);
        return all;
    }

    /**
     * What was told of a deployment.
     *
     * @param id the deployment's id
     * @return the statuses, the oldest first
     * @throws IllegalArgumentException if there is no such deployment
     */
    public synchronized List<FakeDeploymentStatus> deploymentStatuses(long id) {
        return deployments.statuses(id);
    }

    /**
     * Deletes a deployment.
     *
     * @param id its id
     */
    public synchronized void deleteDeployment(long id) {
        deployments.delete(id);
    }

    /**
     * Says how runs that start from now on go on. Without a script they stay queued until they are told otherwise.
     *
     * @param script the script
     */
    public synchronized void script(RunScript script) {
        scripts = workflow -> script;
    }

    /**
     * Has a workflow in another state than {@code active}.
     *
     * @param file its file
     * @param state such as {@code disabled_manually} or {@code deleted}
     */
    public synchronized void state(String file, String state) {
        states.put(file, state);
    }

    /**
     * Answers with one more header, such as those that tell of the token.
     *
     * @param name its name
     * @param value its value
     */
    public synchronized void header(String name, String value) {
        headers.put(name, value);
    }

    /** Archives the repository. */
    public synchronized void archive() {
        archived = true;
    }

    /** Leaves the owner of the tokens no more than reading the repository. */
    public synchronized void takeWriteAccess() {
        ownerMayPush = false;
    }

    /**
     * Has another default branch.
     *
     * @param name its name
     */
    public synchronized void defaultBranch(String name) {
        refs.put(name, Objects.requireNonNull(refs.remove(defaultBranch)));
        defaultBranch = name;
    }

    /**
     * Sets its clock.
     *
     * @param by how far it is ahead; negative if it is behind
     */
    public synchronized void clockAhead(Duration by) {
        ahead = by;
    }

    /**
     * Lets runs appear late in lists.
     *
     * @param lag how late
     */
    public synchronized void lag(Duration lag) {
        listLag = lag;
    }

    /**
     * Leaves so much of the hourly limit.
     *
     * @param remaining how many requests
     */
    public synchronized void leave(int remaining) {
        limit = used + remaining;
    }

    /**
     * Renames the repository. What is asked under its old name is redirected.
     *
     * @param fullName its new full name
     */
    public synchronized void rename(String fullName) {
        newName = fullName;
    }

    /**
     * Lets the next request of a kind go wrong. Faults of one kind queue up.
     *
     * @param call which kind
     * @param fault how
     */
    public synchronized void failNext(Call call, Fault fault) {
        if (fault.unread()) {
            dropUnread++;
        } else {
            faults.computeIfAbsent(call, c -> new ArrayDeque<>()).add(fault);
        }
    }

    /** Cannot be reached from now on. */
    public void goDown() {
        server.close();
    }

    /** Can be reached again. */
    public void comeUp() {
        server = open(port);
    }

    /** {@return all requests that were read, in order} */
    public synchronized List<Received> received() {
        return List.copyOf(received);
    }

    /**
     * Counts requests.
     *
     * @param call of which kind
     * @return how many were read
     */
    public synchronized int count(Call call) {
        return (int) received.stream().filter(r -> r.call() == call).count();
    }

    /**
     * Tells of each request from now on, with its answer, as soon as it is read.
     *
     * @param told who is told; one at a time
     */
    public synchronized void tell(Consumer<Received> told) {
        observer = told;
    }

    /** Forgets what was received so far. */
    public synchronized void forget() {
        received.clear();
    }

    /** {@return all runs, the oldest first} */
    public synchronized List<FakeRun> runs() {
        return List.copyOf(runs.values());
    }

    /**
     * A run.
     *
     * @param id its id
     * @return the run
     * @throws IllegalArgumentException if there is none
     */
    public synchronized FakeRun run(String id) {
        return Optional.ofNullable(runs.get(Long.parseLong(id)))
                .orElseThrow(() -> new IllegalArgumentException("no run " + id));
    }

    /**
     * Starts a run without a request, as somebody else would.
     *
     * @param file the workflow's file
     * @param title the run's title
     * @param actor who starts it
     * @return the run
     */
    public synchronized FakeRun startRun(String file, String title, String actor) {
        return startRun(file, title, Map.of(), actor);
    }

    /**
     * Starts a run without a request, as somebody else would.
     *
     * @param file the workflow's file
     * @param title the run's title
     * @param inputs what it is told
     * @param actor who starts it
     * @return the run
     */
    public synchronized FakeRun startRun(String file, String title, Map<String, String> inputs, String actor) {
        return start(Objects.requireNonNull(workflows.get(file), file), title, inputs, defaultBranch, HEAD, actor);
    }

    /**
     * Starts a run without a request, for what happened at a commit.
     *
     * @param event what happened, such as {@code push}
     * @param file the workflow's file
     * @param sha the commit's id
     * @return the run
     */
    public synchronized FakeRun startRunFor(String event, String file, String sha) {
        FakeWorkflow workflow = Objects.requireNonNull(workflows.get(file), file);
        return start(workflow, "Change it", Map.of(), defaultBranch, commits.known(sha), "somebody")
                .startedFor(event);
    }

    /**
     * Deletes a run.
     *
     * @param id its id
     */
    public synchronized void delete(String id) {
        runs.remove(Long.parseLong(id));
    }

    @Override
    public void close() {
        server.close();
    }

    private FakeRun start(
            FakeWorkflow workflow, String title, Map<String, String> inputs, String ref, String sha, String actor) {
        long id = nextId++;
        Instant now = clock.instant();
        FakeRun ahead = ahead(workflow.group(inputs), now);
        FakeRun run = new FakeRun(id, workflow, title, inputs, ref, sha, actor, now, ahead, scripts.apply(workflow));
        runs.put(id, run);
        return run;
    }

    /** The run of a group that is in progress. One that waits behind it is cancelled for the newest. */
    private @Nullable FakeRun ahead(@Nullable String group, Instant now) {
        FakeRun inProgress = null;
        for (FakeRun run : runs.values()) {
            if (group == null || !group.equals(run.group()) || run.status(now).equals("completed")) {
                continue;
            }
            if (run.status(now).equals("pending")) {
                run.set("completed", "cancelled", now);
            } else {
                inProgress = run;
            }
        }
        return inProgress;
    }

    static MockResponse.Builder json(int status, String body) {
        return new MockResponse.Builder()
                .code(status)
                .setHeader("Content-Type", "application/json; charset=utf-8")
                .body(body);
    }

    private static MockResponse.Builder message(int status, String message) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("message", message);
        body.put("documentation_url", "https://docs.github.com/rest");
        body.put("status", Integer.toString(status));
        return json(status, body.toString());
    }

    private static MockResponse.Builder notFound() {
        return message(404, "Not Found");
    }

    /** What is asked, below the repository or beside it. */
    private record Route(Call call, List<String> path) {}

    private final class Answers extends Dispatcher {

        @Override
        public MockResponse peek() {
            synchronized (FakeGitHub.this) {
                if (dropUnread > 0) {
                    dropUnread--;
                    return Fault.dropUnread().answer().apply(new MockResponse.Builder().build());
                }
            }
            return super.peek();
        }

        @Override
        public MockResponse dispatch(RecordedRequest request) {
            synchronized (FakeGitHub.this) {
                Route route = route(request);
                Deque<Fault> queue = faults.get(route.call());
                Fault fault = queue == null ? null : queue.poll();
                MockResponse good = withHeaders(
                                fault == null || fault.takesEffect() ? answer(request, route) : json(200, "{}"))
                        .build();
                MockResponse sent = fault == null ? good : fault.answer().apply(good);
                boolean counted = sent.getCode() != 304 && sent.getCode() != 401;
                used += counted ? 1 : 0;
                received.add(new Received(
                        route.call(),
                        request.getMethod(),
                        request.getTarget(),
                        request.getBody() == null ? "" : request.getBody().utf8(),
                        clock.instant(),
                        sent.getCode(),
                        fault == null ? text(good) : null,
                        counted));
                observer.accept(received.get(received.size() - 1));
                return sent;
            }
        }
    }

    private static String text(MockResponse answer) {
        Buffer text = new Buffer();
        MockResponseBody body = answer.getBody();
        if (body != null) {
            try {
                body.writeTo(text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return text.readUtf8();
    }

    private MockResponse.Builder withHeaders(MockResponse.Builder answer) {
        Instant now = clock.instant();
        answer.setHeader(
                "Date",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(now.plus(ahead).atZone(ZoneOffset.UTC)));
        answer.setHeader("Cache-Control", "private, max-age=60, s-maxage=60");
        answer.setHeader("X-GitHub-Request-Id", "FAKE:" + received.size());
        headers.forEach(answer::setHeader);
        if (kind == ServerKind.ENTERPRISE_3_19) {
            return answer.setHeader("X-GitHub-Enterprise-Version", "3.19.0");
        }
        return answer.setHeader("X-RateLimit-Limit", HOURLY_LIMIT)
                .setHeader("X-RateLimit-Remaining", Math.max(0, limit - used - 1))
                .setHeader("X-RateLimit-Reset", now.plusSeconds(1800).getEpochSecond());
    }

    private Route route(RecordedRequest request) {
        String path = request.getUrl().encodedPath();
        if (!path.startsWith(kind.prefix() + "/")) {
            return new Route(Call.OTHER, List.of("outside"));
        }
        List<String> parts = new ArrayList<>(request.getUrl().pathSegments());
        if (!kind.prefix().isEmpty()) {
            parts.subList(0, 2).clear();
        }
        boolean byId = parts.size() >= 2 && parts.get(0).equals("repositories");
        boolean byName = parts.size() >= 3 && parts.get(0).equals("repos");
        if (!byId && !byName) {
            return new Route(Call.OTHER, parts);
        }
        List<String> below = parts.subList(byId ? 2 : 3, parts.size());
        if (below.isEmpty()) {
            return new Route(Call.REPOSITORY, below);
        }
        boolean workflow = below.size() >= 3 && below.subList(0, 2).equals(List.of("actions", "workflows"));
        boolean run = below.size() >= 3 && below.subList(0, 2).equals(List.of("actions", "runs"));
        String last = below.size() == 4 ? below.get(3) : "";
        if (workflow) {
            return new Route(
                    switch (last) {
                        case "dispatches" -> Call.DISPATCH;
                        case "runs" -> Call.LIST;
                        case "" -> Call.WORKFLOW;
                        default -> Call.OTHER;
                    },
                    below);
        }
        if (below.equals(List.of("actions", "runs"))) {
            return new Route(Call.ALL_RUNS, below);
        }
        if (run) {
            return new Route(
                    switch (last) {
                        case "jobs" -> Call.JOBS;
                        case "pending_deployments" -> Call.PENDING;
                        case "approvals" -> Call.APPROVALS;
                        case "cancel", "force-cancel" -> Call.CANCEL;
                        case "" -> Call.RUN;
                        default -> Call.OTHER;
                    },
                    below);
        }
        if (below.get(0).equals("deployments")) {
            return new Route(deploymentCall(below, request.getMethod().equals("POST")), below);
        }
        if (below.size() == 3
                && below.get(0).equals("check-runs")
                && below.get(2).equals("annotations")) {
            return new Route(Call.ANNOTATIONS, below);
        }
        if (below.equals(List.of("branches")) || below.equals(List.of("tags"))) {
            return new Route(below.get(0).equals("tags") ? Call.TAGS : Call.BRANCHES, below);
        }
        if (below.size() == 2 && below.get(0).equals("compare")) {
            return new Route(Call.COMPARE, below);
        }
        boolean ofCommit = below.size() >= 3 && below.get(0).equals("commits");
        Call told = ofCommit ? OF_COMMITS.get(below.get(below.size() - 1)) : null;
        if (told != null) {
            return new Route(told, below);
        }
        if (below.size() >= 2 && below.get(0).equals("commits")) {
            return new Route(Call.COMMIT, below);
        }
        if (below.size() == 4 && below.subList(0, 3).equals(List.of("contents", ".github", "workflows"))) {
            return new Route(Call.CONTENTS, below);
        }
        return new Route(Call.OTHER, below);
    }

    private static Call deploymentCall(List<String> below, boolean post) {
        if (below.size() == 1) {
            return post ? Call.NEW_DEPLOYMENT : Call.DEPLOYMENTS;
        }
        boolean statuses = below.size() == 3 && below.get(2).equals("statuses");
        if (!statuses || !below.get(1).matches("[0-9]{1,18}")) {
            return Call.OTHER;
        }
        return post ? Call.NEW_DEPLOYMENT_STATUS : Call.DEPLOYMENT_STATUSES;
    }

    private MockResponse.Builder answer(RecordedRequest request, Route route) {
        MockResponse.Builder refused = refused(request);
        if (refused != null) {
            return refused;
        }
        boolean post = request.getMethod().equals("POST");
        boolean shouldPost = POSTED.contains(route.call());
        if (post != shouldPost || (!post && !request.getMethod().equals("GET"))) {
            return notFound();
        }
        boolean ref = route.path().size() > 2 && route.path().subList(0, 2).equals(List.of("git", "ref"));
        if (route.call() == Call.OTHER && !ref) {
            return other(route.path());
        }
        MockResponse.Builder elsewhere = elsewhere(request, post);
        if (elsewhere != null) {
            return elsewhere;
        }
        if (forbidden.contains(route.call()) || (post && !mayWrite(request))) {
            return message(403, "Resource not accessible by personal access token")
                    .setHeader("X-Accepted-GitHub-Permissions", permission(route.call()));
        }
        if (post && archived) {
            return message(403, "Repository was archived so is read-only.");
        }
        if (post && !ownerMayPush) {
            return message(403, "Must have admin rights to Repository.");
        }
        List<String> path = route.path();
        return switch (route.call()) {
            case DISPATCH -> dispatch(request, path.get(2));
            case LIST -> list(request, path.get(2));
            case WORKFLOW -> workflow(path.get(2));
            case REPOSITORY -> repository(request);
            case RUN, JOBS, PENDING, APPROVALS, CANCEL -> run(request, route);
            case ANNOTATIONS -> annotations(path.get(1));
            case CONTENTS -> contents(request, path.get(3));
            case ALL_RUNS -> allRuns(request);
            case CHECK_RUNS -> checkRuns(request, String.join("/", path.subList(1, path.size() - 1)));
            case STATUS -> status(request, String.join("/", path.subList(1, path.size() - 1)));
            case COMMIT -> commit(request, String.join("/", path.subList(1, path.size())));
            case DEPLOYMENTS -> conditional(request, listedDeployments(request));
            case NEW_DEPLOYMENT -> newDeployment(request);
            case DEPLOYMENT_STATUSES, NEW_DEPLOYMENT_STATUS -> statusOfDeployment(request, Long.parseLong(path.get(1)));
            case COMPARE -> compare(request, path.get(1));
            case BRANCHES, TAGS -> refs(request, route.call() == Call.TAGS);
            case OTHER -> ref(String.join("/", path.subList(2, path.size())));
        };
    }

    private static String permission(Call call) {
        return switch (call) {
            case DISPATCH, CANCEL -> "actions=write";
            case CONTENTS, COMMIT, COMPARE, BRANCHES, TAGS -> "contents=read";
            case ANNOTATIONS, CHECK_RUNS -> "checks=read";
            case STATUS -> "statuses=read";
            case DEPLOYMENTS, DEPLOYMENT_STATUSES -> "deployments=read";
            case NEW_DEPLOYMENT, NEW_DEPLOYMENT_STATUS -> "deployments=write";
            default -> "actions=read";
        };
    }

    private MockResponse.Builder repository(RecordedRequest request) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        Bodies.wholeRepository(body, site());
        body.put("default_branch", defaultBranch).put("archived", archived).put("disabled", false);
        body.putObject("permissions")
                .put("admin", false)
                .put("maintain", false)
                .put("push", ownerMayPush)
                .put("triage", ownerMayPush)
                .put("pull", true);
        return conditional(request, body);
    }

    private MockResponse.Builder annotations(String job) {
        FakeRun run = job.matches("[0-9]{1,18}") ? runs.get(Long.parseLong(job) / 10) : null;
        return run == null
                ? notFound()
                : json(200, run.annotations(Long.parseLong(job)).toString());
    }

    private MockResponse.Builder contents(RecordedRequest request, String file) {
        FakeWorkflow workflow = workflows.get(file);
        String text = texts.getOrDefault(file, workflow == null ? null : workflow.text());
        String ref = request.getUrl().queryParameter("ref");
        if (text == null
                || (ref != null && !ref.equals("HEAD") && !refs.containsKey(ref) && !refs.containsValue(ref))) {
            return notFound();
        }
        String path = ".github/workflows/" + file;
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("type", "file").put("encoding", "base64").put("size", text.length());
        body.put("name", file).put("path", path).put("sha", HEAD);
        body.put("content", Base64.getMimeEncoder(60, new byte[] {'\n'}).encodeToString(text.getBytes(UTF_8)));
        body.put("url", api() + "/contents/" + path).put("git_url", api() + "/git/blobs/" + HEAD);
        body.put("html_url", page() + "/blob/main/" + path).put("download_url", page() + "/raw/main/" + path);
        body.putObject("_links")
                .put("self", api() + "/contents/" + path)
                .put("git", api() + "/git/blobs/" + HEAD)
                .put("html", page() + "/blob/main/" + path);
        return conditional(request, "\"" + Integer.toHexString(text.hashCode()) + "\"", body);
    }

    private @Nullable String resolved(String name) {
        String named = refs.get(name.equals("HEAD") ? defaultBranch : name.replaceFirst("^(refs/)?(heads|tags)/", ""));
        return named == null ? commits.resolved(name) : commits.known(named);
    }

    private MockResponse.Builder commit(RecordedRequest request, String name) {
        String sha = resolved(name);
        return sha == null
                ? message(422, "No commit found for SHA: " + name)
                : conditional(request, commits.commit(sha, site()));
    }

    private MockResponse.Builder checkRuns(RecordedRequest request, String name) {
        String sha = resolved(name);
        if (sha == null) {
            return message(422, "No commit found for SHA: " + name);
        }
        Instant now = clock.instant();
        List<ObjectNode> jobs = new ArrayList<>();
        for (FakeRun run : runs.values()) {
            if (run.sha().equals(sha)) {
                run.jobs(now, site()).path("jobs").forEach(job -> jobs.add((ObjectNode) job));
            }
        }
        return conditional(request, checks.checkRuns(sha, jobs, site(), page(request)));
    }

    private MockResponse.Builder status(RecordedRequest request, String name) {
        String sha = resolved(name);
        return sha == null ? notFound() : conditional(request, checks.status(sha, site(), page(request)));
    }

    private JsonNode listedDeployments(RecordedRequest request) {
        return deployments.list(
                request.getUrl().queryParameter("environment"),
                request.getUrl().queryParameter("sha"),
                page(request),
                site(),
                LOGIN);
    }

    /** As GitHub does by default, it merges the default branch, and wants all contexts to be green. */
    private MockResponse.Builder newDeployment(RecordedRequest request) {
        JsonNode body = parse(request);
        String refusal = FakeDeployments.refusal(body);
        if (refusal != null) {
            return message(422, refusal);
        }
        String ref = body.path("ref").asText();
        String sha = resolved(ref);
        if (sha == null) {
            return message(422, "No ref found for: " + ref);
        }
        if (body.path("auto_merge").asBoolean(true) && !sha.equals(refs.get(defaultBranch))) {
            return message(202, "Auto-merged " + defaultBranch + " into " + ref + " on deployment.");
        }
        if (!body.path("required_contexts").isArray() && checks.isRed(sha)) {
            return message(409, "Conflict: Commit status checks failed for " + ref + ".");
        }
        return json(
                201,
                deployments.create(body, sha, clock.instant(), site(), LOGIN).toString());
    }

    private MockResponse.Builder statusOfDeployment(RecordedRequest request, long id) {
        if (!deployments.has(id)) {
            return notFound();
        }
        if (!request.getMethod().equals("POST")) {
            return conditional(request, deployments.statuses(id, page(request), site(), LOGIN));
        }
        JsonNode body = parse(request);
        String refusal = FakeDeployments.statusRefusal(body);
        return refusal != null
                ? message(422, refusal)
                : json(
                        201,
                        deployments
                                .add(id, body, clock.instant(), site(), LOGIN)
                                .toString());
    }

    private static FakeCommits.Page page(RecordedRequest request) {
        return new FakeCommits.Page(number(request, "page", 1), Math.min(100, number(request, "per_page", 30)));
    }

    private MockResponse.Builder compare(RecordedRequest request, String names) {
        String[] both = names.split("\\.\\.\\.", 2);
        String base = resolved(both[0]);
        String head = both.length < 2 ? null : resolved(both[1]);
        if (base == null || head == null) {
            return notFound();
        }
        boolean paged = request.getUrl().queryParameterNames().stream()
                .anyMatch(name -> name.equals("page") || name.equals("per_page"));
        FakeCommits.Page page = paged ? page(request) : null;
        ObjectNode body = commits.comparison(names, base, head, site(), page);
        return body == null
                ? message(404, "No common ancestor between " + both[0] + " and " + both[1] + ".")
                : json(200, body.toString());
    }

    private String api() {
        return apiUrl() + "/repos/" + fullName();
    }

    /** Branches by their names, tags the other way round. */
    private MockResponse.Builder refs(RecordedRequest request, boolean ofTags) {
        List<String> names = new ArrayList<>(refs.keySet().stream()
                .filter(name -> tags.contains(name) == ofTags)
                .toList());
        if (ofTags) {
            Collections.reverse(names);
        }
        FakeCommits.Page page = page(request);
        ArrayNode body = JsonNodeFactory.instance.arrayNode();
        for (String name : names.subList(page.first(names.size()), page.first(names.size(), 1))) {
            String sha = Objects.requireNonNull(refs.get(name));
            if (ofTags) {
                Bodies.listedTag(body.addObject(), site(), name, sha);
            } else {
                Bodies.listedBranch(body.addObject(), site(), name, sha);
            }
        }
        return conditional(request, body);
    }

    private MockResponse.Builder ref(String place) {
        String[] parts = place.split("/", 2);
        boolean known = parts.length == 2 && parts[0].equals(tags.contains(parts[1]) ? "tags" : "heads");
        String sha = known ? refs.get(parts[1]) : null;
        if (sha == null) {
            return notFound();
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        Bodies.branch(body, site(), place, sha);
        return json(200, body.toString());
    }

    private String fullName() {
        return newName == null ? REPOSITORY : newName;
    }

    private String page() {
        return site().html();
    }

    private Bodies.Site site() {
        return new Bodies.Site(apiUrl().toString(), "https://github.example", fullName());
    }

    private static MockResponse.@Nullable Builder refusedHeaders(RecordedRequest request, Set<String> versions) {
        String agent = request.getHeaders().get("User-Agent");
        if (agent == null || agent.isBlank() || agent.startsWith("okhttp")) {
            return message(
                    403,
                    "Request forbidden by administrative rules. Please make sure your request has a"
                            + " User-Agent header");
        }
        if (!"application/vnd.github+json".equals(request.getHeaders().get("Accept"))) {
            return message(415, "Unsupported 'Accept' header. Must accept 'application/json'.");
        }
        String version = request.getHeaders().get("X-GitHub-Api-Version");
        if (version == null || !versions.contains(version)) {
            return message(400, "Invalid API version: " + version);
        }
        return null;
    }

    private MockResponse.@Nullable Builder refused(RecordedRequest request) {
        MockResponse.Builder headers = refusedHeaders(request, kind.versions());
        if (headers != null) {
            return headers;
        }
        if (!tokens.containsKey(token(request))) {
            return message(401, "Bad credentials");
        }
        if (kind == ServerKind.GITHUB_COM && used >= limit) {
            return message(403, "API rate limit exceeded for user ID 1.");
        }
        return null;
    }

    private static String token(RecordedRequest request) {
        String header = request.getHeaders().get("Authorization");
        return header != null && header.startsWith("Bearer ") ? header.substring(7) : "";
    }

    private boolean mayWrite(RecordedRequest request) {
        return Boolean.TRUE.equals(tokens.get(token(request)));
    }

    private MockResponse.Builder other(List<String> path) {
        if (path.equals(List.of("user"))) {
            ObjectNode body = JsonNodeFactory.instance.objectNode();
            Bodies.owner(body, site(), LOGIN);
            return json(200, body.toString());
        }
        if (path.equals(List.of("meta"))) {
            ObjectNode body = JsonNodeFactory.instance.objectNode();
            body.put("verifiable_password_authentication", true);
            if (kind == ServerKind.ENTERPRISE_3_19) {
                body.put("installed_version", "3.19.0");
            }
            return json(200, body.toString());
        }
        return notFound();
    }

    private MockResponse.@Nullable Builder elsewhere(RecordedRequest request, boolean post) {
        List<String> parts = request.getUrl().pathSegments();
        int start = kind.prefix().isEmpty() ? 0 : 2;
        if (parts.get(start).equals("repositories")) {
            return parts.get(start + 1).equals(Long.toString(Bodies.REPOSITORY_ID)) ? null : notFound();
        }
        String asked = parts.get(start + 1) + "/" + parts.get(start + 2);
        if (asked.equalsIgnoreCase(fullName())) {
            return null;
        }
        if (!asked.equalsIgnoreCase(REPOSITORY)) {
            return notFound();
        }
        String rest = String.join("/", parts.subList(start + 3, parts.size()));
        String query = request.getUrl().encodedQuery();
        return message(post ? 307 : 301, "Moved Permanently")
                .setHeader(
                        "Location",
                        apiUrl() + "/repositories/" + Bodies.REPOSITORY_ID + (rest.isEmpty() ? "" : "/" + rest)
                                + (query == null ? "" : "?" + query));
    }

    private MockResponse.Builder workflow(String file) {
        FakeWorkflow workflow = workflows.get(file);
        if (workflow == null) {
            return notFound();
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        Bodies.workflow(body, site(), workflow, states.getOrDefault(file, "active"));
        return json(200, body.toString());
    }

    private MockResponse.Builder dispatch(RecordedRequest request, String file) {
        FakeWorkflow workflow = workflows.get(file);
        if (workflow == null) {
            return notFound();
        }
        if (!states.getOrDefault(file, "active").equals("active")) {
            return message(422, "Cannot trigger a 'workflow_dispatch' on a disabled workflow");
        }
        JsonNode body = parse(request);
        if (!body.isObject()) {
            return message(400, "Problems parsing JSON");
        }
        boolean latest = "2026-03-10".equals(request.getHeaders().get("X-GitHub-Api-Version"));
        boolean knowsDetails = kind == ServerKind.GITHUB_COM && !latest;
        Set<String> allowed = new TreeSet<>(Set.of("ref", "inputs"));
        if (knowsDetails) {
            allowed.add("return_run_details");
        }
        for (Map.Entry<String, JsonNode> field : body.properties()) {
            if (!allowed.contains(field.getKey())) {
                return message(
                        kind == ServerKind.GITHUB_COM ? 422 : 400,
                        "Invalid request.\n\n\"" + field.getKey() + "\" is not a permitted key.");
            }
        }
        if (body.has("return_run_details") && !body.get("return_run_details").isBoolean()) {
            return message(422, "Invalid request.\n\nFor 'properties/return_run_details', not a boolean.");
        }
        if (!body.path("ref").isTextual()) {
            return message(422, "Invalid request.\n\n\"ref\" wasn't supplied.");
        }
        String ref = body.path("ref").textValue().replaceFirst("^refs/(heads|tags)/", "");
        String sha = refs.get(ref);
        if (sha == null) {
            return message(422, "No ref found for: " + ref);
        }
        if (!workflow.dispatchable()) {
            return message(422, "Workflow does not have 'workflow_dispatch' trigger");
        }
        String wrong = wrongInputs(workflow, body.path("inputs"));
        if (wrong != null) {
            return message(422, wrong);
        }
        Map<String, String> inputs = new LinkedHashMap<>();
        body.path("inputs")
                .properties()
                .forEach(input -> inputs.put(input.getKey(), input.getValue().asText()));
        String shown = workflow.shown();
        String title = shown == null || inputs.getOrDefault(shown, "").isEmpty()
                ? workflow.name()
                : workflow.name() + " " + inputs.get(shown);
        FakeRun run = start(workflow, title, inputs, ref, sha, LOGIN);
        if (!latest && !body.path("return_run_details").asBoolean(false)) {
            return new MockResponse.Builder().code(204);
        }
        return json(
                200,
                "{\"workflow_run_id\":" + run.id() + ",\"run_url\":\"" + apiUrl() + "/repos/" + fullName()
                        + "/actions/runs/" + run.id() + "\",\"html_url\":\"" + page() + "/actions/runs/" + run.id()
                        + "\"}");
    }

    private static @Nullable String wrongInputs(FakeWorkflow workflow, JsonNode inputs) {
        if (!inputs.isMissingNode() && !inputs.isObject()) {
            return "Invalid request.\n\nFor 'properties/inputs', not an object.";
        }
        if (inputs.size() > 25 || inputs.toString().length() > 65_535) {
            return "Invalid request.\n\nNo more than 25 properties are allowed.";
        }
        List<String> unexpected = new ArrayList<>();
        for (Map.Entry<String, JsonNode> input : inputs.properties()) {
            List<String> values = workflow.inputs().get(input.getKey());
            if (values == null) {
                unexpected.add("\"" + input.getKey() + "\"");
            } else if (!values.isEmpty() && !values.contains(input.getValue().asText())) {
                return "Provided value '" + input.getValue().asText() + "' for input '" + input.getKey()
                        + "' not in the list of allowed values";
            }
        }
        if (!unexpected.isEmpty()) {
            return "Unexpected inputs provided: [" + String.join(", ", unexpected) + "]";
        }
        for (String name : workflow.required()) {
            if (!inputs.has(name)) {
                return "Required input '" + name + "' not provided";
            }
        }
        return null;
    }

    private static JsonNode parse(RecordedRequest request) {
        try {
            return request.getBody() == null
                    ? MissingNode.getInstance()
                    : JSON.readTree(request.getBody().utf8());
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private MockResponse.Builder list(RecordedRequest request, String file) {
        return workflows.containsKey(file) ? list(request, run -> run.file().equals(file)) : notFound();
    }

    /** The runs of all workflows, whatever they were started for. */
    private MockResponse.Builder allRuns(RecordedRequest request) {
        String sha = request.getUrl().queryParameter("head_sha");
        return list(request, run -> sha == null || run.sha().equals(sha));
    }

    private MockResponse.Builder list(RecordedRequest request, Predicate<FakeRun> which) {
        FakeCommits.Page page = page(request);
        Instant now = clock.instant();
        Instant visible = now.minus(listLag);
        List<FakeRun> all = runs.values().stream()
                .filter(run -> which.test(run) && !run.createdAt().isAfter(visible))
                .sorted(Comparator.comparing(FakeRun::createdAt)
                        .thenComparing(FakeRun::id)
                        .reversed())
                .toList();
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("total_count", all.size());
        ArrayNode some = body.putArray("workflow_runs");
        all.subList(page.first(all.size()), page.first(all.size(), 1)).forEach(run -> some.add(run.json(now, site())));
        return conditional(request, body);
    }

    private static int number(RecordedRequest request, String name, int fallback) {
        String text = request.getUrl().queryParameter(name);
        return text == null ? fallback : Integer.parseInt(text);
    }

    private MockResponse.Builder run(RecordedRequest request, Route route) {
        String text = route.path().get(2);
        FakeRun run = text.matches("[0-9]{1,18}") ? runs.get(Long.parseLong(text)) : null;
        if (run == null) {
            return notFound();
        }
        Instant now = clock.instant();
        return switch (route.call()) {
            case JOBS -> conditional(request, run.etag(now), run.jobs(now, site()));
            case PENDING -> conditional(request, run.etag(now), run.pending(site()));
            case APPROVALS -> conditional(request, run.etag(now), run.approvals(site()));
            case CANCEL ->
                run.cancel(route.path().get(3).equals("force-cancel"), now)
                        ? json(202, "{}")
                        : message(409, "Cannot cancel a workflow run that is completed.");
            default -> conditional(request, run.etag(now), run.json(now, site()));
        };
    }

    private static MockResponse.Builder conditional(RecordedRequest request, JsonNode body) {
        return conditional(request, "W/\"" + Integer.toHexString(body.hashCode()) + "\"", body);
    }

    private static MockResponse.Builder conditional(RecordedRequest request, String etag, JsonNode body) {
        if (etag.equals(request.getHeaders().get("If-None-Match"))) {
            return new MockResponse.Builder().code(304).setHeader("ETag", etag);
        }
        return json(200, body.toString()).setHeader("ETag", etag);
    }
}
