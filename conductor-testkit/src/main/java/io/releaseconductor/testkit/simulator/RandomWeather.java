package io.releaseconductor.testkit.simulator;

import io.releaseconductor.check.CheckContext;
import io.releaseconductor.deployment.AdmissionOutcome;
import io.releaseconductor.deployment.AdmissionRules;
import io.releaseconductor.deployment.ChangeOutcome;
import io.releaseconductor.deployment.DispatchOutcome;
import io.releaseconductor.deployment.RunConclusion;
import io.releaseconductor.metric.MetricRule;
import io.releaseconductor.model.Bake;
import io.releaseconductor.model.Called;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.model.RolloutPlan;
import io.releaseconductor.model.Watch;
import io.releaseconductor.spi.Admission;
import io.releaseconductor.spi.ChangeLog;
import io.releaseconductor.spi.MetricSource;
import io.releaseconductor.spi.Retention;
import io.releaseconductor.window.DeploymentWindows;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Everything by chance, from one seed. */
class RandomWeather implements Weather {

    private static final List<Integer> FAULTS_IN_THOUSAND = List.of(0, 2, 5, 10, 20, 40);

    /** Two clocks may be twice as far apart. */
    private static final long MOST_OFF = World.SKEW / 2;

    private record Outage(long from, long until) {}

    /** How some of the runs end that never begin. */
    private static final Map<Integer, RunConclusion> ENDS_UNBEGUN =
            Map.of(98, RunConclusion.REJECTED, 99, RunConclusion.SKIPPED);

    private final Dice dice;
    private final Dice fates;
    private final Dice findings;
    private final Dice habits;
    private final Dice quirks;
    private final Dice past;
    private final Dice changes;
    private final boolean enforced;
    private final Dice preflight;
    private final boolean tellsChanges;
    private final DeploymentWindows windows;
    private final Dice counts;
    private final List<MetricRule> metrics;
    private final Map<String, Application> applications = new HashMap<>();
    private final Map<String, Supplier<Application>> stillIll = new HashMap<>();
    private final int nodes;
    private final long[] offsets;
    private final long stormUntil;
    private final long calmFrom;
    private final int faultsInThousand;
    private final int patience;
    private final int slowness;
    private final boolean echoesKeys;
    private final CiGuard guard;
    private final boolean autoPromote;
    private final boolean linked;
    private final Hostility hostility;
    private final Dice upkeep;
    private final boolean tidy;
    private final RolloutPlan canary;
    private final boolean policiesApart;
    private final boolean cleanUpFails;
    private final Retention retention;
    private final Map<Port, Outage> outages = new EnumMap<>(Port.class);

    RandomWeather(long seed) {
        this(seed, false);
    }

    RandomWeather(long seed, boolean hostile) {
        dice = new Dice(seed * 0x9E3779B97F4A7C15L + 1);
        quirks = new Dice(seed * 0xD1B54A32D192ED03L + 1);
        fates = dice.fork();
        findings = dice.fork();
        habits = dice.fork();
        nodes = 2 + dice.below(2);
        offsets = new long[nodes];
        for (int i = 0; i < nodes; i++) {
            offsets[i] = dice.between(0, 4) * 500 - 1_000;
        }
        stormUntil = dice.between(4, 14) * 30_000;
        faultsInThousand = dice.oneOf(FAULTS_IN_THOUSAND);
        patience = dice.oneOf(List.of(50, 150, 400));
        slowness = dice.oneOf(List.of(0, 100, 300));
        echoesKeys = dice.inThousand(750);
        guard = dice.oneOf(List.of(CiGuard.values()));
        autoPromote = dice.inThousand(250);
        linked = dice.inThousand(600);
        outage(Port.STORE, 150, 120_000);
        outage(Port.CHAT, 250, 3_600_000);
        outage(Port.WORKFLOWS, 150, 240_000);
        outage(Port.ALERTS, 200, 900_000);
        upkeep = new Dice(seed * 0x9FB21C651E98DF25L + 1);
        for (int i = 0; i < nodes; i++) {
            offsets[i] = upkeep.between(-MOST_OFF, MOST_OFF);
        }
        tidy = upkeep.inThousand(250);
        cleanUpFails = tidy && upkeep.inThousand(150);
        Duration kept = Duration.ofMinutes(upkeep.between(1, 4));
        Duration history = upkeep.inThousand(600) ? kept : Retention.DEFAULT.history();
        retention = tidy
                ? new Retention(kept, Duration.ofDays(7), history, upkeep.oneOf(List.of(1, 2, 10)))
                : Retention.DEFAULT;
        Dice own = new Dice(seed * 0xA24BAED4963EE407L + 1);
        hostility = own.inThousand(150) || hostile ? Hostility.of(own.fork(), stormUntil) : Hostility.none();
        Dice waves = new Dice(seed * 0xE7037ED1A0B428DBL + 1);
        RolloutPlan plan = waves.inThousand(400)
                ? waves.oneOf(List.of(Plans.GRADUAL, Plans.OPEN, Plans.UNSEEN, Plans.BAKED, Plans.APPROVED))
                : RolloutPlan.CANARY;
        policiesApart = waves.inThousand(200);
        past = new Dice(seed * 0xC6A4A7935BD1E995L + 1);
        // dice of its own, so that all others fall as before
        counts = new Dice(seed * 0x94D049BB133111EBL + 1);
        RolloutPlan waved = plan.equals(Plans.BAKED) && counts.inThousand(500) ? Plans.COUNTED : plan;
        boolean bakes = waved.waves().stream().anyMatch(wave -> wave.bake() instanceof Bake.Rounds);
        metrics = bakes && counts.inThousand(700)
                ? List.of(new MetricRule("errors", 0.05), new MetricRule("slow", null))
                : List.of();
        boolean atOnce = !metrics.isEmpty() && new Dice(seed * 0x2545F4914F6CDD1DL + 1).inThousand(300);
        canary = atOnce ? Plans.AT_ONCE : waved;
        changes = new Dice(seed * 0xBF58476D1CE4E5B9L + 1);
        tellsChanges = hostile;
        windows = new Dice(seed * 0x9E6C63D0676A9A99L + 1).inThousand(120)
                ? Plans.BY_TURNS
                : DeploymentWindows.ALWAYS_OPEN;
        Dice ofPreflight = new Dice(seed * 0xD1B54A32D192ED03L + 1);
        enforced = ofPreflight.inThousand(150);
        preflight = ofPreflight;
        calmFrom = outages.values().stream().mapToLong(Outage::until).reduce(stormUntil, Math::max);
    }

    private void outage(Port port, int inThousand, long longest) {
        if (dice.inThousand(inThousand)) {
            long from = dice.between(0, stormUntil);
            outages.put(port, new Outage(from, from + dice.between(1_000, longest)));
        }
    }

    @Override
    public Dice dice() {
        return dice;
    }

    @Override
    public int patience() {
        return patience;
    }

    @Override
    public int slowness() {
        return slowness;
    }

    @Override
    public FaultPlan faults() {
        return new RandomFaults(dice.fork(), faultsInThousand, stormUntil);
    }

    @Override
    public Hostility hostility() {
        return hostility;
    }

    @Override
    public Retention retention() {
        return retention;
    }

    @Override
    public boolean cleanUpFails() {
        return cleanUpFails;
    }

    @Override
    public long nextRestart() {
        return tidy ? upkeep.between(20, 120) * 1_000 : 0;
    }

    @Override
    public boolean clocksApart() {
        return false;
    }

    @Override
    public int nodes() {
        return nodes;
    }

    @Override
    public long offset(int node) {
        return offsets[node];
    }

    @Override
    public long stormUntil() {
        return calmFrom;
    }

    @Override
    public long restartAfter() {
        return fates.between(1, 90) * 1_000;
    }

    @Override
    public boolean isDown(Port port, long now) {
        Outage outage = outages.get(port);
        return outage != null && now >= outage.from() && now < outage.until();
    }

    @Override
    public boolean tellsChanges() {
        return tellsChanges;
    }

    @Override
    public DeploymentWindows windows(Environment environment) {
        return windows;
    }

    /** Where it is enforced, production goes after staging, and CI has a say in both. */
    @Override
    public AdmissionRules preflight(Environment environment) {
        return enforced
                ? new AdmissionRules(List.of("ci"), environment.equals(Environment.PROD) ? Environment.STAGING : null)
                : AdmissionRules.NONE;
    }

    @Override
    public Checked ci(Admission.Question question, long now) {
        long millis = preflight.inThousand(300) ? preflight.between(0, 8_000) : 0;
        int kind = preflight.below(20);
        if (now >= stormUntil || kind < 13) {
            return new Checked(new AdmissionOutcome.Yes("14 of 14 green at " + question.version()), millis);
        }
        if (kind == 13) {
            return new Checked(null, millis);
        }
        return new Checked(
                kind < 18
                        ? new AdmissionOutcome.NotYet(kind + " of 20 still running at " + question.version())
                        : new AdmissionOutcome.No("1 of 20 failed at " + question.version()),
                millis);
    }

    @Override
    public boolean knowsRefs() {
        return false;
    }

    @Override
    public boolean marksRisky() {
        return false;
    }

    @Override
    public Telling change(ChangeLog.Question question, int asked) {
        long millis = changes.inThousand(500) ? changes.between(0, 20_000) : 0;
        int kind = changes.below(10);
        if (kind < 6) {
            return new Telling(new ChangeOutcome.Known(ChangeRules.summary(question)), millis);
        }
        return new Telling(
                kind < 8 ? new ChangeOutcome.Unavailable("away") : new ChangeOutcome.NothingKnown("no such version"),
                millis);
    }

    @Override
    public boolean echoesKeys() {
        return echoesKeys;
    }

    @Override
    public CiGuard guard() {
        return guard;
    }

    @Override
    public Ci.Fortune fortune() {
        return new Ci.Fortune() {
            @Override
            public void decide(Ci.Run run) {
                long at = run.createdAt;
                run.waitsUntil = fates.inThousand(60) ? at + fates.between(10, 900) * 1_000 : at;
                run.beginsAt = run.waitsUntil + fates.between(0, 20) * 1_000;
                run.endsAt = run.beginsAt + (fates.inThousand(50) ? 3_600_000 : fates.between(1, 90) * 1_000);
                int end = fates.below(100);
                if (end >= 94) {
                    run.conclusion = ENDS_UNBEGUN.getOrDefault(end, RunConclusion.CANCELLED);
                    run.endsAt = end >= 97 ? Math.max(at, run.beginsAt - 1) : run.endsAt;
                } else if (end >= 82) {
                    run.conclusion = end >= 92 ? RunConclusion.TIMED_OUT : RunConclusion.FAILURE;
                    run.startedOverAt = end >= 90 ? run.endsAt + fates.between(0, 60) * 1_000 : Task.NEVER;
                }
                run.deleted = fates.inThousand(10);
            }

            @Override
            public boolean heedsCancel() {
                return !fates.inThousand(150);
            }

            @Override
            public long lag() {
                return fates.inThousand(300) ? fates.between(0, 40) * 1_000 : 0;
            }
        };
    }

    @Override
    public DispatchOutcome failedDispatch(boolean afterTheEffect) {
        if (afterTheEffect) {
            if (fates.inThousand(500)) {
                throw new IllegalStateException("the connection broke after the request");
            }
            return fates.inThousand(300)
                    ? new DispatchOutcome.Accepted()
                    : new DispatchOutcome.Unknown("the service answered with an error of its own");
        }
        return switch (fates.below(10)) {
            case 0 -> new DispatchOutcome.Rejected("there is no such workflow");
            case 1, 2 -> new DispatchOutcome.Unknown("the connection broke");
            default -> new DispatchOutcome.NotSent("the connection was refused", Moments.at(0));
        };
    }

    @Override
    public DispatchOutcome told(Ci.Run run, DispatchOutcome outcome) {
        return fates.inThousand(200) ? new DispatchOutcome.Accepted() : outcome;
    }

    @Override
    public boolean autoPromote() {
        return autoPromote;
    }

    @Override
    public boolean rollsBackFailedRuns() {
        return true;
    }

    @Override
    public boolean policiesApart() {
        return policiesApart;
    }

    @Override
    public RolloutPlan canary() {
        return canary;
    }

    @Override
    public List<MetricRule> metrics() {
        return metrics;
    }

    @Override
    public Counted count(MetricSource.Question question, Traffic traffic, long now) {
        long millis = counts.inThousand(300) ? counts.between(0, 25_000) : 200;
        int kind = now < stormUntil ? counts.below(20) : 0;
        if (counts.inThousand(30)) {
            traffic.canaryIs(counts.inThousand(500), now);
        }
        if (Moments.of(question.to().plus(SimulatedPorts.METRICS_LAG)) > now || kind == 19) {
            return new Counted(traffic.notYet(question), millis);
        }
        return switch (kind) {
            case 18 -> new Counted(null, millis);
            case 17 -> new Counted(traffic.lost(question), millis);
            case 16 -> new Counted(Map.of(), millis);
            case 15 -> new Counted(traffic.ofTooManySpans(question), millis);
            default -> new Counted(traffic.answer(question), millis);
        };
    }

    @Override
    public boolean linked(Environment environment) {
        return linked && environment.equals(Environment.STAGING);
    }

    @Override
    public Watch watch() {
        return Watch.OFF;
    }

    @Override
    public Duration soak() {
        return Duration.ZERO;
    }

    @Override
    public Called called() {
        return Called.NOBODY;
    }

    @Override
    public Finding check(String id, CheckContext context, long now) {
        String key = context.deployment() + "/" + context.phase() + "/" + context.wave() + "/" + id;
        String illBefore = context.deployment() + "/" + id;
        if (context.isBaselineLook()) {
            return applications.computeIfAbsent(key, k -> before(illBefore)).asked(now);
        }
        return applications
                .computeIfAbsent(
                        key,
                        k -> Optional.ofNullable(stillIll.get(illBefore))
                                .map(Supplier::get)
                                .orElseGet(() -> application(context.phase(), now)))
                .asked(now);
    }

    /** What is ill before, or does not answer, is often as ill afterwards. */
    private Application before(String illBefore) {
        long millis = past.between(50, 3_000);
        if (!past.inThousand(150)) {
            return Application.well(millis);
        }
        Supplier<Application> ill =
                past.inThousand(300) ? () -> Application.silent(millis) : () -> Application.ill(millis);
        if (past.inThousand(600)) {
            stillIll.put(illBefore, ill);
        }
        return ill.get();
    }

    private Application application(Phase phase, long now) {
        boolean good = !findings.inThousand(phase == Phase.ROLL_BACK ? 60 : 130);
        long millis = findings.inThousand(40) ? 60_000 : findings.between(50, 3_000);
        Application application = good ? Application.well(millis) : Application.ill(millis);
        int quirk = quirks.below(100);
        if (quirk < 8) {
            return application.withHiccup();
        }
        return quirk < 16 ? application.startingUntil(now + quirks.between(1, 50) * 1_000) : application;
    }

    @Override
    public void people(World world) {
        new People(world, habits, stormUntil).come();
    }
}
