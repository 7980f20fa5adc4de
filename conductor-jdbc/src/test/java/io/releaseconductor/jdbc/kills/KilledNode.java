package io.releaseconductor.jdbc.kills;

import io.releaseconductor.Conductor;
import io.releaseconductor.ConductorBuilder;
import io.releaseconductor.EnvironmentSettings;
import io.releaseconductor.ShipRequest;
import io.releaseconductor.ShipResult;
import io.releaseconductor.check.CheckCatalog;
import io.releaseconductor.config.Variables;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.jdbc.JdbcOptions;
import io.releaseconductor.jdbc.JdbcStateStore;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Environment;
import io.releaseconductor.plan.Deadlines;
import io.releaseconductor.policy.ReleasePolicy;
import io.releaseconductor.spi.Authorizer;
import io.releaseconductor.spi.ChatChannel;
import io.releaseconductor.spi.Claim;
import io.releaseconductor.spi.ClaimToken;
import io.releaseconductor.spi.StateStore;
import io.releaseconductor.spi.StoreUnavailableException;
import io.releaseconductor.testkit.DelegatingStateStore;
import io.releaseconductor.testkit.FakeCheck;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A node in a JVM of its own. It ships to each environment as soon as its place is free, and decides where the policy does not; it says
 * each change and each deployment that it shipped, so that whoever reads that can end it at any of these points.
 */
public final class KilledNode {

    static final int ENVIRONMENTS = 4;

    private static final Duration NEVER = Duration.ofMinutes(20);
    private static final int SHORTER = 15;

    private final Journal decisions;
    private final Conductor conductor;
    private final PrintStream answers;
    private final boolean ships;
    private final LinkedBlockingQueue<Environment> moved = new LinkedBlockingQueue<>();

    private KilledNode(String name, StateStore store, Path journals, boolean ships, PrintStream answers) {
        this.decisions = new Journal(journals.resolve("decisions"));
        this.answers = answers;
        this.ships = ships;
        ConductorBuilder builder = Conductor.builder()
                .nodeId(name)
                .store(store)
                .workflows(new JournalledCi(new Journal(journals.resolve("runs"))))
                .listener((before, event, after) -> changed(before, after))
                .chat(ChatChannel.NONE)
                .alerts((alert, deployment) -> {})
                .authorizer(Authorizer.allowAll())
                .variables(Variables.of(Map.of()))
                .checks(CheckCatalog.of(FakeCheck.passing("api")))
                .deadlines(deadlines());
        environments()
                .forEach(each -> builder.environment(EnvironmentSettings.of(each)
                        .withLinked(null)
                        .withPolicy(ReleasePolicy.DEFAULT.withAutoPromote(isLeftToPolicy(each)))));
        this.conductor = builder.build();
    }

    static List<Environment> environments() {
        return IntStream.range(0, ENVIRONMENTS)
                .mapToObj(i -> new Environment("e" + i))
                .toList();
    }

    private static boolean isLeftToPolicy(Environment environment) {
        return (environment.name().charAt(1) - '0') % 2 == 0;
    }

    private static Deadlines deadlines() {
        return Deadlines.DEFAULT.toBuilder()
                .dispatch(NEVER)
                .intent(Duration.ofSeconds(2))
                .call(Duration.ofSeconds(2))
                .locate(Duration.ofSeconds(1))
                .run(NEVER)
                .runWaiting(NEVER)
                .cancel(NEVER)
                .verification(NEVER)
                .decision(NEVER)
                .firstReminder(NEVER)
                .nextReminder(NEVER)
                .build();
    }

    /**
     * Runs it until it is killed, or, if it does not ship, until nothing is in flight.
     *
     * @param args its name, a path of a state file or the URL of a database, the folder of journals, and {@code ship} or {@code settle}
     * @throws InterruptedException if it is interrupted; nobody does that
     */
    public static void main(String[] args) throws InterruptedException {
        PrintStream answers = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        JdbcStateStore store = args[1].startsWith("jdbc:")
                ? JdbcStateStore.open(JdbcOptions.at(args[1])
                        .withLimits(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(2)))
                : JdbcStateStore.inFile(Path.of(args[1]));
        new KilledNode(args[0], new ShortLeases(store), Path.of(args[2]), args[3].equals("ship"), answers).run();
        Runtime.getRuntime().halt(0);
    }

    private void run() throws InterruptedException {
        conductor.start();
        while (true) {
            boolean anyLeft = false;
            for (Environment each : environments()) {
                try {
                    anyLeft |= helped(each);
                } catch (StoreUnavailableException e) {
                    anyLeft = true;
                }
            }
            if (!anyLeft && !ships) {
                return;
            }
            moved.poll(200, TimeUnit.MILLISECONDS);
            moved.clear();
        }
    }

    /** What a person would do there now; returns whether something is in flight. */
    private boolean helped(Environment environment) {
        Actor ada = Actor.person("ada", "Ada");
        Optional<Deployment> holder = conductor.holder(environment);
        if (holder.isEmpty()) {
            if (ships
                    && conductor.ship(ShipRequest.to(environment, ada).withVersion("v2"))
                            instanceof ShipResult.Shipped shipped) {
                answers.println("shipped " + shipped.deployment().id());
            }
            return ships;
        }
        Deployment d = holder.get();
        if (d.status() == DeploymentStatus.VERIFIED && !isLeftToPolicy(environment)) {
            conductor.promote(d.id(), ada);
        } else if (d.status() == DeploymentStatus.NEEDS_ATTENTION) {
            conductor.retry(d.id(), ada);
        }
        return true;
    }

    private void changed(@Nullable Deployment before, Deployment after) {
        if (before != null
                && before.status() == DeploymentStatus.VERIFIED
                && after.status() != DeploymentStatus.VERIFIED) {
            decisions.add(after.id().value());
        }
        answers.println("changed " + after.id() + " " + after.status().wireName());
        moved.add(after.environment());
    }

    /** So that a killed node's work is taken over within seconds. */
    private static final class ShortLeases extends DelegatingStateStore {

        ShortLeases(StateStore store) {
            super(store);
        }

        @Override
        public List<Claim> claimDue(Instant now, Duration lease, int limit) {
            return super.claimDue(now, lease.dividedBy(SHORTER), limit);
        }

        @Override
        public boolean renew(ClaimToken token, Instant now, Duration lease) {
            return super.renew(token, now, lease.dividedBy(SHORTER));
        }
    }
}
