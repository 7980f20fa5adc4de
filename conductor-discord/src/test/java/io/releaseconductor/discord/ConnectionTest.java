package io.releaseconductor.discord;

import static io.releaseconductor.discord.Node.answered;
import static io.releaseconductor.examples.fakediscord.FakeDiscord.ADA;
import static io.releaseconductor.examples.fakediscord.FakeDiscord.CHANNEL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.releaseconductor.Conductor;
import io.releaseconductor.EnvironmentSettings;
import io.releaseconductor.chat.Card;
import io.releaseconductor.chat.Tone;
import io.releaseconductor.check.CheckCatalog;
import io.releaseconductor.config.ConfigurationException;
import io.releaseconductor.config.Problems;
import io.releaseconductor.config.Secret;
import io.releaseconductor.config.Variables;
import io.releaseconductor.deployment.DeliveryOutcome;
import io.releaseconductor.examples.fakediscord.FakeDiscord;
import io.releaseconductor.examples.fakediscord.FakeInteraction;
import io.releaseconductor.examples.fakediscord.FakeMessage;
import io.releaseconductor.examples.fakediscord.Outage;
import io.releaseconductor.health.PartHealth;
import io.releaseconductor.memory.InMemoryStateStore;
import io.releaseconductor.model.Environment;
import io.releaseconductor.testkit.FakeCheck;
import io.releaseconductor.testkit.FakeWorkflows;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.ButtonInteractionEvent;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.ConcurrentSessionController;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The connection to Discord")
@Timeout(60)
class ConnectionTest {

    private static final Card CARD =
            new Card(Tone.NEUTRAL, "Title", List.of(), List.of("A line"), null, List.of(), List.of());

    private final FakeDiscord discord = FakeDiscord.start(Clock.systemUTC());

    @AfterEach
    void close() {
        discord.close();
    }

    private DiscordOptions options(Duration ready) {
        return DiscordOptions.DEFAULT
                .withLimits(Duration.ofSeconds(5), ready)
                .withAddresses(discord.apiUrl(), discord.gatewayUrl());
    }

    private static Conductor conductor(DiscordChat chat, EnvironmentSettings... environments) {
        var builder = Conductor.builder()
                .variables(Variables.of(Map.of("SHIP_AUTO_ROLLBACK", "false")))
                .workflows(new FakeWorkflows(Clock.systemUTC()))
                .chat(chat)
                .authorizer(DiscordPermissions.none().permit(Permit.EVERYONE))
                .checks(CheckCatalog.of(
                        FakeCheck.passing("frontend"), FakeCheck.passing("api"), FakeCheck.passing("auth")))
                .store(new InMemoryStateStore());
        List.of(environments).forEach(builder::environment);
        return builder.build();
    }

    @Test
    @DisplayName("is refused with a wrong token, which is told at the start and shown nowhere")
    void a_wrong_token() {
        assertThatThrownBy(() -> DiscordChat.connect(new Secret("wrong.secret"), options(Duration.ofSeconds(20))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("token is not accepted by Discord")
                .hasMessageNotContaining("wrong.secret");
    }

    @Test
    @DisplayName("comes about later where Discord is down at the start, and the commands with it")
    void down_at_the_start() {
        discord.outage(Outage.ERROR);
        try (DiscordChat chat = DiscordChat.connect(new Secret(FakeDiscord.TOKEN), options(Duration.ZERO));
                Conductor conductor = conductor(chat);
                DiscordCommands commands = DiscordCommands.attach(chat, conductor)) {
            assertThat(commands).isNotNull();
            assertThat(chat.jda()).isNull();
            assertThat(chat.post(CHANNEL, "key", CARD)).isInstanceOf(DeliveryOutcome.Unavailable.class);
            assertThat(chat.health().state()).isEqualTo(PartHealth.State.IMPAIRED);
            assertThat(chat.health().detail()).startsWith("Discord has not been reached yet");
            discord.outage(null);
            discord.awaitNodes(1);
            await().until(() -> chat.health().equals(PartHealth.well("Discord")));
            await().until(() -> discord.commands().size() == Node.COMMANDS);
            assertThat(chat.post(CHANNEL, "key", CARD)).isInstanceOf(DeliveryOutcome.Shown.class);
            assertThat(answered(discord.command(ADA, CHANNEL, "ship", Map.of())).answer())
                    .contains("Shipping Staging");
        }
    }

    @Test
    @DisplayName("takes no commands whose four eyes the conductor would not hold anybody to")
    void four_eyes_that_are_lost() {
        DiscordPermissions permissions = DiscordPermissions.none().permit(Permit.EVERYONE);
        try (DiscordChat chat = DiscordChat.connect(new Secret(FakeDiscord.TOKEN), options(Duration.ofSeconds(20)));
                Conductor conductor = Conductor.builder()
                        .variables(Variables.of(Map.of()))
                        .workflows(new FakeWorkflows(Clock.systemUTC()))
                        .chat(chat)
                        .authorizer(question -> permissions.ask(question))
                        .checks(CheckCatalog.of(
                                FakeCheck.passing("frontend"), FakeCheck.passing("api"), FakeCheck.passing("auth")))
                        .build()) {
            assertThatThrownBy(() -> DiscordCommands.attach(chat, conductor, permissions))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("the permissions ask for four eyes in prod, and the conductor's authorizer"
                            + " does not; let it pass secondPerson(...) on to the permissions");
        }
    }

    @Test
    @DisplayName("can be the team's own, whose commands and buttons stay theirs")
    void attaches_to_the_teams_own() throws InterruptedException {
        List<String> theirs = new CopyOnWriteArrayList<>();
        EventListener listener = event -> {
            if (event instanceof SlashCommandInteractionEvent command
                    && command.getName().equals("lunch")) {
                theirs.add("lunch");
                command.reply("Pizza").setEphemeral(true).queue();
            } else if (event instanceof ButtonInteractionEvent click
                    && click.getComponentId().equals("lunch-pizza")) {
                theirs.add("pizza");
                click.deferEdit().queue();
            }
        };
        JDA jda = JDABuilder.createLight(FakeDiscord.TOKEN, EnumSet.noneOf(GatewayIntent.class))
                .setRestConfig(new RestConfig().setBaseUrl(discord.apiUrl() + "/"))
                .setSessionController(new ConcurrentSessionController() {
                    @Override
                    public String getGateway() {
                        return discord.gatewayUrl().toString();
                    }
                })
                .addEventListeners(listener)
                .build();
        discord.addForeignCommand("lunch");
        DiscordChat chat = DiscordChat.attach(jda, DiscordOptions.DEFAULT);
        try (Conductor conductor = conductor(chat)) {
            DiscordCommands commands = DiscordCommands.attach(chat, conductor);
            discord.awaitNodes(1);
            await().until(() -> discord.commands().size() == Node.COMMANDS + 1);
            chat.post(CHANNEL, "key", CARD);
            FakeMessage message = discord.messages().get(0);

            answered(discord.command(ADA, CHANNEL, "lunch", Map.of()));
            Node.acknowledged(discord.press(ADA, message, "lunch-pizza", -1));
            assertThat(theirs).containsExactly("lunch", "pizza");
            assertThat(answered(discord.command(ADA, CHANNEL, "ship-status", Map.of()))
                            .answer())
                    .contains("free");

            commands.close();
            chat.close();
            assertThat(jda.getStatus()).isEqualTo(JDA.Status.CONNECTED);
            answered(discord.command(ADA, CHANNEL, "lunch", Map.of()));
        } finally {
            jda.shutdownNow();
            assertThat(jda.awaitShutdown(Duration.ofSeconds(10))).isTrue();
        }
        assertThat(discord.refusals()).isEmpty();
    }

    @Test
    @DisplayName("shows more than 25 environments by proposing them")
    void many_environments() {
        EnvironmentSettings[] many = IntStream.range(0, 30)
                .mapToObj(i -> EnvironmentSettings.of(new Environment("region" + i)))
                .toArray(EnvironmentSettings[]::new);
        try (DiscordChat chat = DiscordChat.connect(new Secret(FakeDiscord.TOKEN), options(Duration.ofSeconds(20)));
                Conductor conductor = conductor(chat, many);
                DiscordCommands commands = DiscordCommands.attach(chat, conductor)) {
            assertThat(commands).isNotNull();
            await().until(() -> discord.commands().size() == Node.COMMANDS);
            FakeInteraction typing = Node.acknowledged(discord.type(ADA, CHANNEL, "ship", "env", "REGION2"));
            assertThat(typing.choices()).hasSize(11).contains("region2", "region29");
            assertThat(answered(discord.command(ADA, CHANNEL, "ship", Map.of("env", "region7")))
                            .answer())
                    .contains("Shipping Region7");
        }
        assertThat(discord.refusals()).isEmpty();
    }

    @Test
    @DisplayName("that is slow with 503 is waited for, within the limit for a call")
    void service_unavailable() {
        DiscordOptions options =
                options(Duration.ofSeconds(20)).withLimits(Duration.ofSeconds(1), Duration.ofSeconds(20));
        try (DiscordChat chat = DiscordChat.connect(new Secret(FakeDiscord.TOKEN), options)) {
            discord.outage(Outage.UNAVAILABLE);
            Instant before = Instant.now();
            DeliveryOutcome delivery = chat.post(CHANNEL, "key", CARD);
            assertThat(delivery).isInstanceOf(DeliveryOutcome.Unavailable.class);
            assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(5));
            discord.outage(null);
            await().until(() -> chat.post(CHANNEL, "key", CARD) instanceof DeliveryOutcome.Shown);
            assertThat(discord.messages()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"4004, token was withdrawn or reset", "4014, intents"})
    @DisplayName("that Discord closes for good is said, and whoever wants to know is told, once")
    void closed_for_good(int code, String advice) {
        List<String> told = new CopyOnWriteArrayList<>();
        try (DiscordChat chat = DiscordChat.connect(new Secret(FakeDiscord.TOKEN), options(Duration.ofSeconds(20)))) {
            chat.onClosedForGood(told::add);
            discord.cutGateway();
            discord.awaitNodes(1);
            await().until(() -> chat.health().equals(PartHealth.well("Discord")));

            discord.closeGateway(code, "as Discord says");
            await().until(() -> !told.isEmpty());
            assertThat(told).singleElement().asString().contains("" + code, advice, "started again");
            assertThat(chat.health()).isEqualTo(PartHealth.down("Discord", told.get(0)));
            chat.onClosedForGood(told::add);
            assertThat(told).hasSize(2);
            assertThat(chat.post(CHANNEL, "key", CARD)).isInstanceOf(DeliveryOutcome.Unavailable.class);
        }
        assertThat(told).hasSize(2);
    }

    @Test
    @DisplayName("that is closed by its owner is no trouble")
    void closed_by_its_owner() {
        List<String> told = new CopyOnWriteArrayList<>();
        DiscordChat chat = DiscordChat.connect(new Secret(FakeDiscord.TOKEN), options(Duration.ofSeconds(20)));
        chat.onClosedForGood(told::add);
        chat.close();
        await().until(() -> discord.nodes() == 0);
        assertThat(told).isEmpty();
        assertThat(chat.health()).isEqualTo(PartHealth.well("Discord"));
    }

    @Test
    @DisplayName("that a proxy refuses is tried again, and is no refusal of Discord's")
    void refused_in_between() {
        try (DiscordChat chat = DiscordChat.connect(new Secret(FakeDiscord.TOKEN), options(Duration.ofSeconds(20)))) {
            String reference = ((DeliveryOutcome.Shown) chat.post(CHANNEL, "key", CARD)).reference();
            discord.outage(Outage.PROXY);
            for (DeliveryOutcome delivery : List.of(chat.post(CHANNEL, "other", CARD), chat.update(reference, CARD))) {
                assertThat(delivery)
                        .isInstanceOfSatisfying(
                                DeliveryOutcome.Unavailable.class,
                                unavailable -> assertThat(unavailable.reason()).contains("between", "403"));
            }
        }
    }

    @Test
    @DisplayName("posts a second message where it may not look for the first one")
    void without_the_history() {
        try (DiscordChat chat = DiscordChat.connect(new Secret(FakeDiscord.TOKEN), options(Duration.ofSeconds(20)))) {
            chat.post(CHANNEL, "key", CARD);
            discord.forbidHistory();
            assertThat(chat.postAgain(CHANNEL, "key-2", CARD)).isInstanceOf(DeliveryOutcome.Shown.class);
            assertThat(discord.messages()).hasSize(2);
        }
    }

    @Test
    @DisplayName("says of each place where nothing can be shown what to do about it")
    void places() {
        try (DiscordChat chat = DiscordChat.connect(new Secret(FakeDiscord.TOKEN), options(Duration.ofSeconds(20)))) {
            assertThat(reason(chat.post(FakeDiscord.READ_ONLY_CHANNEL, "k", CARD)))
                    .contains("Send Messages and Embed Links");
            assertThat(reason(chat.post(FakeDiscord.HIDDEN_CHANNEL, "k", CARD))).contains("View Channel");
            assertThat(reason(chat.post("123", "k", CARD))).contains("does not exist");
            assertThat(reason(chat.post("#general", "k", CARD))).contains("not the id of a Discord channel");
            assertThat(chat.update("123/456", CARD)).isInstanceOf(DeliveryOutcome.Gone.class);
        }
    }

    private static String reason(DeliveryOutcome delivery) {
        return ((DeliveryOutcome.Undeliverable) delivery).reason();
    }

    @Test
    @DisplayName("is configured by variables, all problems at once")
    void options_from_variables() {
        Problems problems = new Problems();
        DiscordOptions read = DiscordOptions.fromVariables(Variables.of(Map.of(
                        "DISCORD_GUILD_ID", FakeDiscord.GUILD,
                        "DISCORD_API_URL", "http://127.0.0.1:1/api/v10",
                        "DISCORD_GATEWAY_URL", "ws://127.0.0.1:1/gateway"))
                .reader(problems));
        assertThat(problems.messages()).isEmpty();
        assertThat(read.guild()).isEqualTo(FakeDiscord.GUILD);
        assertThat(read.apiUrl()).isEqualTo(URI.create("http://127.0.0.1:1/api/v10"));
        assertThat(read.gatewayUrl()).isEqualTo(URI.create("ws://127.0.0.1:1/gateway"));

        DiscordOptions.fromVariables(Variables.of(Map.of(
                        "DISCORD_GUILD_ID",
                        "my server",
                        "DISCORD_API_URL",
                        "discord",
                        "DISCORD_GATEWAY_URL",
                        "http://x"))
                .reader(problems));
        assertThat(problems.messages())
                .hasSize(3)
                .anySatisfy(p -> assertThat(p).startsWith("DISCORD_GUILD_ID: \"my server\" is not allowed; allowed: "))
                .anySatisfy(p -> assertThat(p).startsWith("DISCORD_API_URL"))
                .anySatisfy(p -> assertThat(p).startsWith("DISCORD_GATEWAY_URL: \"http://x\""));
        assertThatThrownBy(() -> DiscordOptions.DEFAULT.withLimits(Duration.ZERO, Duration.ofHours(1)))
                .hasMessageContaining("callLimit: 0ms")
                .hasMessageContaining("readyLimit: 3600000ms");
    }
}
