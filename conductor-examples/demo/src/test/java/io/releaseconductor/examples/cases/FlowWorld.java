package io.releaseconductor.examples.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.ActionResult;
import io.releaseconductor.Conductor;
import io.releaseconductor.EnvironmentSettings;
import io.releaseconductor.ShipRequest;
import io.releaseconductor.ShipResult;
import io.releaseconductor.chat.ButtonId;
import io.releaseconductor.chat.CardRenderer;
import io.releaseconductor.chat.CardText;
import io.releaseconductor.chat.Question;
import io.releaseconductor.check.Check;
import io.releaseconductor.check.CheckCatalog;
import io.releaseconductor.check.CheckResult;
import io.releaseconductor.checks.BuiltInChecks;
import io.releaseconductor.config.Problems;
import io.releaseconductor.config.VariableReader;
import io.releaseconductor.config.Variables;
import io.releaseconductor.deployment.AlertKind;
import io.releaseconductor.deployment.Attention;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.memory.InMemoryStateStore;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.Strategy;
import io.releaseconductor.policy.PromoteThresholds;
import io.releaseconductor.policy.ReleasePolicy;
import io.releaseconductor.policy.RollbackTriggers;
import io.releaseconductor.spi.Authorizer;
import io.releaseconductor.spi.HistoryQuery;
import io.releaseconductor.testkit.FakeChat;
import io.releaseconductor.testkit.FakeCheck;
import io.releaseconductor.testkit.ManualClock;
import io.releaseconductor.testkit.RecordingAlerts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A conductor among fakes, with a clock that only the story moves. Understands one step at a time. */
final class FlowWorld implements AutoCloseable {

    private static final List<String> CHECKS = List.of("frontend", "api", "auth", "search", "media");
    private static final String CHANNEL = "releases";

    private static final Pattern SETTING = Pattern.compile(
            "github|github-spec|linked|blue-green|ignore-cancels|no keys|"
                    + "auto-promote|trigger workflow_failed|(trigger|promote) min \\d+|baseline \\S+|real \\w+|[A-Z_]+=.*");

    /** The latencies are ample, so that a busy machine slows no answer down to a warning. */
    private static final Map<String, String> SETTINGS = Map.of(
            "SHIP_LOGIN_USER", "probe@example.com",
            "SHIP_LOGIN_PASSWORD", "a-password-of-nobody",
            "SHIP_FRONTEND_MAX_LATENCY_MS", "60000",
            "SHIP_API_MAX_LATENCY_MS", "60000",
            "SHIP_SEARCH_SLOW_MS", "60000",
            "SHIP_SEARCH_MAX_MS", "60000");

    private final ManualClock clock = new ManualClock();
    private final Ci ci;
    private final SentIntents sent;
    private final ServedAnswers served;
    private final FakeChat chat = new FakeChat(clock);
    private final RecordingAlerts alerts = new RecordingAlerts();
    private final Map<String, FakeCheck> checks = new LinkedHashMap<>();
    private final List<DeployId> shipped = new ArrayList<>();
    private final Conductor conductor;
    private @Nullable DeployId picked;
    private String answer = "none";

    FlowWorld(CaseFile told) {
        assertThat(told.all("set")).as("settings of %s", told).allMatch(SETTING.asMatchPredicate());
        boolean asInSpec = told.has("github-spec");
        this.ci = asInSpec || told.has("github") ? new GitHubCi(asInSpec, clock) : new InMemoryCi(told, clock);
        this.sent = new SentIntents(ci.dispatcher());
        this.served = new ServedAnswers(told, Instant.now());
        CHECKS.forEach(id -> checks.put(id, FakeCheck.answering(id, result("pass"))));
        ReleasePolicy policy = policy(told);
        Environment linked = told.has("linked") ? Environment.PROD : null;
        EnvironmentSettings staging =
                EnvironmentSettings.of(Environment.STAGING).withPolicy(policy).withLinked(linked);
        for (String baseline : told.settings("baseline")) {
            staging = staging.withBaselineVersion(baseline);
        }
        this.conductor = Conductor.builder()
                .environment(told.has("blue-green") ? staging.asBlueGreen() : staging)
                .environment(EnvironmentSettings.of(Environment.PROD).withPolicy(policy))
                .workflows(sent)
                .chat(chat)
                .alerts(alerts)
                .authorizer(Authorizer.allowAll())
                .checks(CheckCatalog.of(checks(told).toArray(Check[]::new)))
                .store(new InMemoryStateStore())
                .clock(clock)
                .nodeId("flow")
                .build();
    }

    private static ReleasePolicy policy(CaseFile told) {
        RollbackTriggers triggers = RollbackTriggers.DEFAULT.withWorkflowFailed(told.has("trigger workflow_failed"));
        PromoteThresholds thresholds = PromoteThresholds.DEFAULT;
        for (String least : told.settings("trigger min")) {
            triggers = triggers.withMinChecksPassing(Integer.parseInt(least));
        }
        for (String least : told.settings("promote min")) {
            int passing = Integer.parseInt(least);
            thresholds = thresholds.withMinChecksPassing(passing);
            thresholds = passing == 0 ? thresholds.withMinPassPercentage(0) : thresholds;
        }
        return ReleasePolicy.DEFAULT
                .withTriggers(triggers)
                .withThresholds(thresholds)
                .withAutoPromote(told.has("auto-promote"));
    }

    /** The checks that a story asks for by {@code set: real ID} look at the application that it tells; the others do as told. */
    private List<Check> checks(CaseFile told) {
        Map<String, Check> all = new LinkedHashMap<>(checks);
        Map<String, String> variables = new HashMap<>(SETTINGS);
        variables.put("FRONTEND_BASE_URL", served.base());
        variables.put("VITE_API_BASE", served.base());
        for (String set : told.all("set")) {
            String[] parts = set.split("=", 2);
            if (parts.length == 2) {
                variables.put(parts[0], served.filled(parts[1]));
            }
        }
        for (String id : told.settings("real")) {
            variables.put("SHIP_CHECKS", id);
            Problems problems = new Problems();
            VariableReader reader = Variables.of(variables).in(Environment.STAGING, problems);
            new BuiltInChecks().checks(Environment.STAGING, reader).forEach(check -> all.put(check.id(), check));
            problems.throwIfAny();
        }
        return List.copyOf(all.values());
    }

    void step(String step) {
        List<String> words = List.of(step.split(" +"));
        List<String> rest = words.subList(1, words.size());
        switch (words.get(0)) {
            case "ship" -> ship(rest);
            case "run" -> {
                ci.run(id(), phase(rest.get(0)), rest.get(1));
                tick(Duration.ofSeconds(30));
            }
            case "quietly" -> ci.run(id(), phase(rest.get(0)), rest.get(1));
            case "gh" -> {
                ci.github(rest);
                tick(Duration.ofSeconds(30));
            }
            case "wake" -> {
                conductor.wake(id());
                conductor.runDue();
            }
            case "checks" -> rest.forEach(this::check);
            case "fault" -> ci.failNext(rest.get(0));
            case "wait" -> tick(Duration.parse("PT" + rest.get(0)));
            case "clock" -> clock.set(clock.instant().plusSeconds(Long.parseLong(rest.get(0))));
            case "pick" -> picked = shipped.get(Integer.parseInt(rest.get(0)) - 1);
            case "pick-last" -> picked = last();
            case "expect" -> expect(rest.get(0), String.join(" ", rest.subList(1, rest.size())));
            default -> press(words);
        }
    }

    private static Actor actor(String name) {
        return Actor.person(name.toLowerCase(Locale.ROOT), name);
    }

    private void ship(List<String> words) {
        ShipResult result = conductor.ship(ShipRequest.to(new Environment(words.get(0)), actor(words.get(3)))
                .withStrategy(Strategy.parse(words.get(1)).orElseThrow())
                .withVersion(words.get(2).equals("-") ? null : words.get(2))
                .withDestination(CHANNEL));
        if (result instanceof ShipResult.Shipped ok) {
            answer = "done";
            picked = ok.deployment().id();
            shipped.add(picked);
        } else {
            answer = "refused";
        }
        conductor.runDue();
    }

    private void press(List<String> words) {
        Question question =
                Question.parse(words.get(0)).orElseThrow(() -> new AssertionError("no such step: " + words.get(0)));
        int choice = question == Question.ADOPT ? Integer.parseInt(words.get(1)) : 0;
        Attention attention = now().attention();
        int asked = attention != null && question.isOfAttention() ? attention.named() : 1;
        ButtonId button = new ButtonId(question, choice, asked, id());
        ActionResult result = conductor.press(button, actor(words.get(words.size() - 1)));
        answer = result instanceof ActionResult.Done ? "done" : "refused";
        conductor.runDue();
    }

    private static Phase phase(String name) {
        return Phase.valueOf(name.toUpperCase(Locale.ROOT));
    }

    private void check(String idAndResult) {
        String[] parts = idAndResult.split("=", -1);
        CheckResult next = result(parts[1]);
        Objects.requireNonNull(checks.get(parts[0])).behave(context -> next);
    }

    private static CheckResult result(String how) {
        CheckResult result = switch (how) {
            case "pass" -> CheckResult.pass("200 OK");
            case "warn" -> CheckResult.warning("Slow response");
            case "nodata" -> CheckResult.noData("not understood");
            default -> CheckResult.fail("503 Service Unavailable");
        };
        return result.withLatency(Duration.ofMillis(10));
    }

    /** Second by second at first, since what matters happens soon after something else; then faster. */
    private void tick(Duration span) {
        Duration gone = Duration.ZERO;
        while (gone.compareTo(span) < 0) {
            Duration step = Duration.ofSeconds(gone.toMinutes() < 4 ? 1 : 20);
            Duration left = span.minus(gone);
            Duration next = left.compareTo(step) < 0 ? left : step;
            clock.advance(next);
            gone = gone.plus(next);
            conductor.runDue();
        }
    }

    private void expect(String what, String wanted) {
        switch (what) {
            case "status" ->
                assertThat(Arrays.asList(wanted.split("\\|")))
                        .contains(now().status().wireName());
            case "returns" ->
                assertThat(String.valueOf(sent.returnsTo(id())).replace("null", "none"))
                        .isEqualTo(wanted);
            case "no-rollback" -> assertThat(sent.rollsBack(id())).isFalse();
            case "requests" -> assertThat(ci.requests()).isEqualTo(Integer.parseInt(wanted));
            case "shipped" -> assertThat(shipped).hasSize(Integer.parseInt(wanted));
            case "answer" -> assertThat(answer).isEqualTo(wanted);
            case "alerts" -> assertThat(kinds()).contains(wanted);
            case "no-alerts" -> assertThat(kinds()).doesNotContain(wanted);
            case "card" -> assertThat(card()).contains(wanted);
            case "no-card" -> assertThat(card()).doesNotContainIgnoringCase(wanted);
            case "details" ->
                assertThat(CardText.render(CardRenderer.details(now()))).contains(wanted);
            case "id" -> assertThat(id().value()).startsWith(wanted);
            case "version" -> assertThat(now().version()).isEqualTo(wanted);
            case "linked" -> assertThat(linked()).contains(wanted);
            default -> throw new IllegalArgumentException("expect " + what);
        }
    }

    private String linked() {
        Deployment d = now();
        return d.linked() == null
                ? "none"
                : d.linked().state().name().toLowerCase(Locale.ROOT) + " "
                        + d.linked().reason();
    }

    private List<String> kinds() {
        return alerts.kinds().stream().map(AlertKind::wireName).collect(Collectors.toList());
    }

    private String card() {
        return chat.messages().stream()
                .filter(message -> message.reference().equals(now().card().reference()))
                .map(message -> CardText.render(message.card()))
                .collect(Collectors.joining());
    }

    private DeployId id() {
        return Objects.requireNonNull(picked, "nothing was shipped");
    }

    private Deployment now() {
        return conductor.find(id()).orElseThrow();
    }

    private DeployId last() {
        return conductor.history(HistoryQuery.newest(1)).entries().get(0).id();
    }

    @Override
    public void close() {
        conductor.close();
        served.close();
        ci.close();
    }
}
