package io.releaseconductor.discord;

import static org.awaitility.Awaitility.await;

import io.releaseconductor.Conductor;
import io.releaseconductor.ConductorBuilder;
import io.releaseconductor.EnvironmentSettings;
import io.releaseconductor.chatops.Attachment;
import io.releaseconductor.chatops.Command;
import io.releaseconductor.check.Check;
import io.releaseconductor.check.CheckCatalog;
import io.releaseconductor.config.Secret;
import io.releaseconductor.config.Variables;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.examples.fakediscord.FakeDiscord;
import io.releaseconductor.examples.fakediscord.FakeInteraction;
import io.releaseconductor.examples.fakediscord.FakeMessage;
import io.releaseconductor.examples.fakediscord.FakePerson;
import io.releaseconductor.memory.InMemoryStateStore;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.StateStore;
import io.releaseconductor.spi.StoreUnavailableException;
import io.releaseconductor.stats.Figures;
import io.releaseconductor.testkit.FakeCheck;
import io.releaseconductor.testkit.FakeWorkflows;
import io.releaseconductor.testkit.ManualClock;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;

/** A bot: a conductor and its real connection to the fake Discord. Time and rounds are the test's. */
final class Node implements AutoCloseable {

    static {
        Awaitility.setDefaultPollDelay(Duration.ZERO);
        Awaitility.setDefaultPollInterval(Duration.ofMillis(10));
        // ends what hangs; a busy machine takes its time
        Awaitility.setDefaultTimeout(Duration.ofMinutes(1));
    }

    /** How many commands there are where no pre-flight can be overridden. */
    static final int COMMANDS = Command.NAMES.size() - 1;

    /** What nodes have in common. */
    static final class World implements AutoCloseable {
        final ManualClock clock = new ManualClock();
        final Clock time;
        final FakeWorkflows ci;
        final FakeDiscord discord;
        final AtomicBoolean storeDown = new AtomicBoolean();
        final StateStore store = withTroubles(new InMemoryStateStore());
        final List<Check> checks = new ArrayList<>();
        final List<Node> nodes = new ArrayList<>();
        DiscordPermissions permissions =
                DiscordPermissions.none().permit(Permit.roles(FakeDiscord.RELEASERS, FakeDiscord.ADMINS));
        Map<String, String> variables = Map.of();
        Duration callLimit = Duration.ofSeconds(5);
        boolean threads;
        UnaryOperator<ConductorBuilder> with = UnaryOperator.identity();

        World() {
            time = clock;
            ci = new FakeWorkflows(time).completeByThemselves();
            discord = FakeDiscord.start(time);
            addChecks();
        }

        /** In real time. */
        World(Clock real) {
            time = real;
            ci = new FakeWorkflows(time).completeByThemselves();
            discord = FakeDiscord.start(time);
            addChecks();
        }

        private StateStore withTroubles(StateStore store) {
            return (StateStore) Proxy.newProxyInstance(
                    StateStore.class.getClassLoader(),
                    new Class<?>[] {StateStore.class},
                    (proxy, method, arguments) -> {
                        if (storeDown.get()) {
                            throw new StoreUnavailableException("The store is down.", null);
                        }
                        try {
                            return method.invoke(store, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }

        private void addChecks() {
            for (String id : List.of("frontend", "api", "auth", "search", "media")) {
                checks.add(FakeCheck.passing(id));
            }
        }

        Node start() {
            Node node = new Node(this);
            nodes.add(node);
            discord.awaitNodes(nodes.size());
            awaitCommands();
            return node;
        }

        void awaitCommands() {
            boolean admitted = nodes.stream().anyMatch(node -> node.conductor.hasPreflight());
            await().until(() -> discord.commands().size() >= (admitted ? Command.NAMES.size() : COMMANDS));
        }

        @Override
        public void close() {
            nodes.forEach(Node::close);
            discord.close();
        }

        Deployment now(DeployId id) {
            return store.find(id).orElseThrow();
        }

        void awaitStatus(DeployId id, DeploymentStatus status) {
            await().until(() -> now(id).status() == status);
        }

        /** A click on Rollback, and the form that it opens sent with a reason. */
        FakeInteraction rollBack(FakePerson who, FakeMessage card, String reason) {
            FakeInteraction click = acknowledged(discord.click(who, card, "Rollback"));
            return acknowledged(discord.submit(who, card, click, "reason", reason, -1));
        }

        FakeMessage card(DeployId id) {
            String reference = Objects.requireNonNull(now(id).card().reference(), "reference");
            int slash = reference.indexOf('/');
            return discord.message(reference.substring(0, slash), reference.substring(slash + 1));
        }
    }

    final World world;
    final DiscordChat chat;
    final Conductor conductor;
    final DiscordCommands commands;
    private final Optional<DiscordThreads> threads;

    private Node(World world) {
        this.world = world;
        FakeDiscord discord = world.discord;
        DiscordOptions options = DiscordOptions.DEFAULT
                .withGuild(FakeDiscord.GUILD)
                .withLimits(world.callLimit, Duration.ofSeconds(20))
                .withAddresses(discord.apiUrl(), discord.gatewayUrl())
                .withClock(world.time)
                .withThreads(world.threads);
        chat = DiscordChat.connect(new Secret(FakeDiscord.TOKEN), options);
        threads = DiscordThreads.of(chat);
        ConductorBuilder builder = Conductor.builder();
        threads.ifPresent(builder::listener);
        conductor = world.with
                .apply(builder.variables(Variables.of(world.variables))
                        .environment(EnvironmentSettings.of(Environment.STAGING).withBaselineVersion("1.4.1"))
                        .environment(EnvironmentSettings.of(Environment.PROD).withBaselineVersion("1.4.1"))
                        .workflows(world.ci)
                        .chat(chat)
                        .authorizer(world.permissions)
                        .checks(CheckCatalog.of(world.checks.toArray(Check[]::new)))
                        .store(world.store)
                        .clock(world.time))
                .build();
        commands = DiscordCommands.attach(chat, conductor, world.permissions, Node::drawn);
    }

    /** No picture, but as good as one on the wire. */
    private static Optional<Attachment> drawn(Environment environment, List<Figures> pieces) {
        byte[] bytes = new byte[5000];
        Arrays.fill(bytes, (byte) '\r');
        String altText = pieces.size() + " days of " + environment.title();
        return Optional.of(Attachment.of("figures.png", "image/png", bytes, altText));
    }

    /** Lets time pass, second by second, until the deployment stands there and its card says so. */
    Deployment until(DeployId id, DeploymentStatus status) {
        for (int second = 0; second < 7200; second++) {
            conductor.runDue();
            if (world.now(id).status() == status) {
                conductor.runDue();
                return world.now(id);
            }
            world.clock.advance(Duration.ofSeconds(1));
        }
        throw new AssertionError("after two hours it is " + world.now(id));
    }

    /** Waits for the acknowledgement, without which a person reads that the interaction failed. */
    static FakeInteraction acknowledged(FakeInteraction interaction) {
        await().until(interaction::acknowledged);
        return interaction;
    }

    static FakeInteraction answered(FakeInteraction interaction) {
        await().until(() -> !interaction.answers().isEmpty());
        return interaction;
    }

    /** Ends as a process does that is killed: nothing is told to anybody. */
    void stop() {
        world.nodes.remove(this);
        close();
    }

    @Override
    public void close() {
        commands.close();
        conductor.close();
        threads.ifPresent(DiscordThreads::close);
        chat.close();
    }
}
