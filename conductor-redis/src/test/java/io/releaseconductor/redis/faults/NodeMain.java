package io.releaseconductor.redis.faults;

import io.releaseconductor.ActionResult;
import io.releaseconductor.Conductor;
import io.releaseconductor.ConductorBuilder;
import io.releaseconductor.ShipRequest;
import io.releaseconductor.ShipResult;
import io.releaseconductor.check.Check;
import io.releaseconductor.check.CheckCatalog;
import io.releaseconductor.check.CheckResult;
import io.releaseconductor.config.Variables;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Phase;
import io.releaseconductor.redis.RedisOptions;
import io.releaseconductor.redis.RedisStateStore;
import io.releaseconductor.spi.Authorizer;
import io.releaseconductor.spi.ChatChannel;
import io.releaseconductor.spi.StoreUnavailableException;
import io.releaseconductor.testkit.FakeCheck;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * One node, in a JVM of its own. What people do there comes in line by line, and is answered line by line; when the lines end, the
 * test is gone, and so is the node.
 */
public final class NodeMain {

    private static final Duration CALL = Duration.ofSeconds(1);

    private NodeMain() {}

    /**
     * Runs it.
     *
     * @param args its name, the URL of Redis, the port of the CI service, and the number of environments
     * @throws IOException if the test cannot be heard any more
     */
    public static void main(String[] args) throws IOException {
        PrintStream answers = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        // The logging writes there, and must not answer.
        System.setOut(System.err);
        RedisStateStore store = RedisStateStore.open(RedisOptions.at(args[1]).withLimits(CALL, CALL, CALL));
        Conductor conductor = conductor(
                        args[0],
                        new ShortLeases(store),
                        new CiClient(Integer.parseInt(args[2])),
                        Integer.parseInt(args[3]))
                .start();
        answers.println("0 ready");
        ExecutorService people = Executors.newCachedThreadPool();
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            List<String> words = List.of(line.split(" ", -1));
            people.execute(() -> answers.println(words.get(0) + " " + answer(conductor, words)));
        }
        Runtime.getRuntime().halt(0);
    }

    private static Conductor conductor(String name, ShortLeases store, CiClient ci, int environments) {
        ConductorBuilder builder = Conductor.builder()
                .nodeId(name)
                .store(store)
                .workflows(ci)
                .listener(ci)
                .chat(ChatChannel.NONE)
                .alerts((alert, deployment) -> {})
                .authorizer(Authorizer.allowAll())
                .variables(Variables.of(Map.of("SHIP_VERIFICATION_TIMEOUT_MS", "5000")))
                .checks(CheckCatalog.of(Stream.of("frontend", "api", "auth", "search", "media")
                        .map(NodeMain::check)
                        .toArray(Check[]::new)))
                .deadlines(FaultRun.deadlines());
        for (int i = 0; i < environments; i++) {
            builder.environment(Plot.settings(i));
        }
        return builder.build();
    }

    /** One of them fails where the policy is to roll back, until that is done. */
    private static Check check(String id) {
        return FakeCheck.passing(id).behave(context -> {
            boolean fails = id.equals("api")
                    && context.phase() != Phase.ROLL_BACK
                    && Plot.of(context.environment()) == Plot.POLICY_ROLLS_BACK;
            return fails
                    ? CheckResult.fail("503 Service Unavailable")
                    : CheckResult.pass("200 OK").withLatency(Duration.ofMillis(45));
        });
    }

    private static String answer(Conductor conductor, List<String> words) {
        try {
            Actor actor = Actor.person(words.get(3), words.get(3));
            if (words.get(1).equals("ship")) {
                Environment environment = new Environment(words.get(2));
                ShipResult result = conductor.ship(ShipRequest.to(environment, actor)
                        .withStrategy(Plot.of(environment).strategy())
                        .withVersion("v2"));
                return result instanceof ShipResult.Shipped shipped
                        ? "Shipped " + shipped.deployment().id()
                        : result.getClass().getSimpleName();
            }
            DeployId id = new DeployId(words.get(2));
            ActionResult result = switch (words.get(1)) {
                case "promote" -> conductor.promote(id, actor);
                case "rollback" -> conductor.rollback(id, actor);
                case "retry" -> conductor.retry(id, actor);
                case "giveup" -> conductor.giveUp(id, actor);
                default -> throw new IllegalArgumentException(words.toString());
            };
            return result.getClass().getSimpleName();
        } catch (StoreUnavailableException e) {
            return "Unavailable " + e;
        } catch (RuntimeException e) {
            return FaultRun.BROKEN + e;
        }
    }
}
