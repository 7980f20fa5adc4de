package io.releaseconductor.examples.fakediscord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Predicate;
import javax.net.ServerSocketFactory;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * A Discord on the loopback, with one server, for tests and to try things out. It enforces what Discord does; what it refused is in
 * {@link #refusals()}. People's commands and clicks go to every connected node unless one is named. Thread-safe.
 */
public final class FakeDiscord implements AutoCloseable {

    /** The bot's token. */
    public static final String TOKEN = "MTEx.fake.token-that-must-never-be-shown";

    /** The id of the application and of its bot. */
    public static final String APPLICATION = "111111111111111111";

    /** The id of the server. */
    public static final String GUILD = "222222222222222222";

    /** The id of a channel that the bot may write in. */
    public static final String CHANNEL = "333333333333333331";

    /** The id of another such channel. */
    public static final String OTHER_CHANNEL = "333333333333333332";

    /** The id of a channel that the bot may see and not write in. */
    public static final String READ_ONLY_CHANNEL = "333333333333333333";

    /** The id of a channel that the bot may not see. */
    public static final String HIDDEN_CHANNEL = "333333333333333334";

    /** The id of a role. */
    public static final String RELEASERS = "444444444444444441";

    /** The id of another role. */
    public static final String ADMINS = "444444444444444442";

    /** Ada, who has the role {@link #RELEASERS}. */
    public static final FakePerson ADA = new FakePerson("555555555555555551", "Ada", java.util.Set.of(RELEASERS));

    /** Grace, who has the role {@link #RELEASERS}. */
    public static final FakePerson GRACE = new FakePerson("555555555555555552", "Grace", java.util.Set.of(RELEASERS));

    /** Mallory, who has no role. */
    public static final FakePerson MALLORY = new FakePerson("555555555555555553", "Mallory", java.util.Set.of());

    private static final String API = "/api/v10/";

    private final MockWebServer server = new MockWebServer();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> losing = new ArrayList<>();
    private final Gateway gateway;
    private final Rest rest;
    private final Clock clock;
    private @Nullable Outage outage;
    private int limited;
    private Duration retryAfter = Duration.ZERO;
    private @Nullable RateLimits limits;
    private Function<String, @Nullable Mishap> mishaps = call -> null;
    private Duration slowness = Duration.ZERO;
    private @Nullable Refusal refusal;
    private int underWay;

    private record Refusal(int status, int code, Predicate<String> which) {}

    private FakeDiscord(Clock clock) {
        this.clock = clock;
        this.rest = new Rest(clock);
        this.gateway = new Gateway(
                TOKEN,
                () -> World.greeting(
                        APPLICATION,
                        GUILD,
                        List.of(CHANNEL, OTHER_CHANNEL, READ_ONLY_CHANNEL),
                        List.of(RELEASERS, ADMINS)));
    }

    /**
     * Starts one on a free port.
     *
     * @param clock the time, by which acknowledgements and tokens are judged
     * @return the fake
     */
    public static FakeDiscord start(Clock clock) {
        FakeDiscord fake = new FakeDiscord(clock);
        fake.server.setServerSocketFactory(fake.recording());
        fake.server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return fake.answer(request);
            }
        });
        try {
            fake.server.start(InetAddress.getLoopbackAddress(), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return fake;
    }

    private ServerSocketFactory recording() {
        return new ServerSocketFactory() {
            @Override
            public ServerSocket createServerSocket() throws IOException {
                return new ServerSocket() {
                    @Override
                    public Socket accept() throws IOException {
                        Socket socket = super.accept();
                        sockets.add(socket);
                        return socket;
                    }
                };
            }

            @Override
            public ServerSocket createServerSocket(int port) throws IOException {
                throw new UnsupportedOperationException();
            }

            @Override
            public ServerSocket createServerSocket(int port, int backlog) throws IOException {
                throw new UnsupportedOperationException();
            }

            @Override
            public ServerSocket createServerSocket(int port, int backlog, InetAddress address) throws IOException {
                throw new UnsupportedOperationException();
            }
        };
    }

    /** {@return the address of the REST API} */
    public URI apiUrl() {
        return URI.create("http://127.0.0.1:" + server.getPort() + "/api/v10");
    }

    /** {@return the address of the gateway} */
    public URI gatewayUrl() {
        return URI.create("ws://127.0.0.1:" + server.getPort() + "/gateway");
    }

    private MockResponse answer(RecordedRequest request) {
        String path = request.getUrl().encodedPath();
        if (path.startsWith("/gateway")) {
            if (outage() != null) {
                return closed();
            }
            Socket socket = sockets.get(request.getConnectionIndex());
            return new MockResponse.Builder()
                    .webSocketUpgrade(gateway.accept(socket))
                    .build();
        }
        requests.add(request.getMethod() + " " + path);
        Outage now = outage();
        if (now == Outage.DISCONNECT) {
            return closed();
        }
        if (now == Outage.PROXY) {
            return new MockResponse.Builder()
                    .code(403)
                    .addHeader("Content-Type", "text/html")
                    .body("<html><body>Access denied</body></html>")
                    .build();
        }
        if (now == Outage.ERROR || now == Outage.UNAVAILABLE) {
            return trouble(now == Outage.ERROR ? 500 : 503).build();
        }
        if (path.startsWith(API + "channels/")) {
            underWay(1);
            try {
                return ofChannel(request, path, now);
            } finally {
                underWay(-1);
            }
        }
        return carriedOut(request.getMethod(), request, path, now).build();
    }

    private MockResponse ofChannel(RecordedRequest request, String path, @Nullable Outage now) {
        if (takeLimit()) {
            return tooMany(retryAfter.toMillis() / 1000.0, false)
                    .addHeader("X-RateLimit-Scope", "user")
                    .build();
        }
        RateLimits.Admission admission = admission(request.getMethod(), path);
        if (admission != null && !admission.allowed()) {
            return admission
                    .declare(tooMany(admission.resetAfter(), false))
                    .addHeader("X-RateLimit-Scope", "user")
                    .build();
        }
        Refusal refusal = refusal(request.getMethod() + " " + path);
        if (refusal != null) {
            return json(
                            refusal.status(),
                            Json.object().put("code", refusal.code()).put("message", "Refused"))
                    .build();
        }
        Mishap mishap = mishap(request.getMethod() + " " + path);
        if (mishap == Mishap.FAILS) {
            return trouble(500).build();
        }
        if (mishap == Mishap.GLOBAL_LIMIT) {
            return tooMany(1, true).build();
        }
        if (mishap == Mishap.LATE) {
            stall();
        }
        boolean dropped = mishap == Mishap.DROPPED && request.getMethod().equals("PATCH");
        MockResponse.Builder response = carriedOut(dropped ? "GET" : request.getMethod(), request, path, now);
        if (mishap == Mishap.FAILS_AFTER_ITS_EFFECT) {
            return trouble(500).build();
        }
        if (mishap == Mishap.SLOW) {
            stall();
        }
        return (admission == null ? response : admission.declare(response)).build();
    }

    private synchronized RateLimits.@Nullable Admission admission(String method, String path) {
        return limits == null ? null : limits.take(method, path.split("/", -1)[4]);
    }

    private synchronized @Nullable Refusal refusal(String call) {
        return refusal != null && refusal.which().test(call) ? refusal : null;
    }

    private @Nullable Mishap mishap(String call) {
        Function<String, @Nullable Mishap> asked;
        synchronized (this) {
            asked = mishaps;
        }
        return asked.apply(call);
    }

    private void stall() {
        long until = System.nanoTime() + slowness.toNanos();
        for (long left = slowness.toNanos(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private synchronized void underWay(int change) {
        underWay += change;
    }

    private static MockResponse.Builder trouble(int status) {
        return json(status, Json.object().put("message", "Internal").put("code", 0));
    }

    private static MockResponse.Builder tooMany(double seconds, boolean global) {
        ObjectNode body = Json.object().put("message", "You are being rate limited.");
        MockResponse.Builder response = json(429, body.put("global", global).put("retry_after", seconds))
                .addHeader("Retry-After", (long) Math.max(1, Math.ceil(seconds)));
        return global ? response.addHeader("X-RateLimit-Global", "true") : response;
    }

    private static Map<String, String> query(RecordedRequest request) {
        Map<String, String> query = new HashMap<>();
        HttpUrl url = request.getUrl();
        url.queryParameterNames().forEach(name -> query.put(name, String.valueOf(url.queryParameter(name))));
        return query;
    }

    private static JsonNode body(RecordedRequest request) {
        return Uploads.message(request);
    }

    private MockResponse.Builder carriedOut(String method, RecordedRequest request, String path, @Nullable Outage now) {
        boolean bot = ("Bot " + TOKEN).equals(request.getHeaders().get("authorization"));
        Rest.Answer answer = rest.answer(
                method, path.substring(Math.min(path.length(), API.length())), query(request), body(request), bot);
        MockResponse.Builder response = answer.body() == null
                ? new MockResponse.Builder().code(answer.status()).addHeader("via", "1.1 fake")
                : json(answer.status(), answer.body());
        if (takeLoss(path)) {
            return response.onResponseStart(new SocketEffect.CloseSocket());
        }
        if (now == Outage.HALF_ANSWERS && answer.body() != null) {
            String whole = answer.body().toString();
            return response.body(whole.substring(0, whole.length() / 2));
        }
        return response;
    }

    private static MockResponse closed() {
        return new MockResponse.Builder()
                .onRequestStart(new SocketEffect.CloseSocket())
                .onResponseStart(new SocketEffect.CloseSocket())
                .build();
    }

    private static MockResponse.Builder json(int status, JsonNode body) {
        return new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", "application/json")
                .addHeader("via", "1.1 fake")
                .body(body.toString());
    }

    private synchronized @Nullable Outage outage() {
        return outage;
    }

    private synchronized boolean takeLimit() {
        return limited > 0 && limited-- > 0;
    }

    private synchronized boolean takeLoss(String path) {
        for (int i = 0; i < losing.size(); i++) {
            if (path.contains(losing.get(i))) {
                losing.remove(i);
                return true;
            }
        }
        return false;
    }

    /**
     * Waits until nodes are connected to the gateway.
     *
     * @param nodes how many
     * @throws IllegalStateException if they are not within 20 seconds
     */
    public void awaitNodes(int nodes) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        synchronized (gateway) {
            while (gateway.connected() < nodes) {
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    throw new IllegalStateException(gateway.connected() + " nodes are connected, not " + nodes);
                }
                try {
                    gateway.wait(left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException("interrupted", e);
                }
            }
        }
    }

    /** {@return how many nodes are connected to the gateway} */
    public int nodes() {
        return gateway.connected();
    }

    /**
     * Somebody uses a command.
     *
     * @param who who
     * @param channel where
     * @param name the command, such as {@code ship}
     * @param options the options that they gave
     * @return how it goes on
     */
    public FakeInteraction command(FakePerson who, String channel, String name, Map<String, String> options) {
        return command(who, channel, name, options, -1);
    }

    /**
     * Somebody uses a command, and one node alone hears of it.
     *
     * @param who who
     * @param channel where
     * @param name the command
     * @param options the options that they gave
     * @param node which node, from 0; -1 for all
     * @return how it goes on
     */
    public FakeInteraction command(FakePerson who, String channel, String name, Map<String, String> options, int node) {
        return send(2, who, channel, null, commandData(name, options, null), GUILD, node);
    }

    /**
     * Somebody uses a command in a conversation with the bot.
     *
     * @param who who
     * @param name the command
     * @return how it goes on
     */
    public FakeInteraction directCommand(FakePerson who, String name) {
        return send(2, who, "777777777777777777", null, commandData(name, Map.of(), null), null, -1);
    }

    /**
     * Somebody types the value of an option.
     *
     * @param who who
     * @param channel where
     * @param name the command
     * @param option the option
     * @param typed what they typed so far
     * @return how it goes on
     */
    public FakeInteraction type(FakePerson who, String channel, String name, String option, String typed) {
        return type(who, channel, name, option, typed, Map.of());
    }

    /**
     * Somebody types the value of an option after others.
     *
     * @param who who
     * @param channel where
     * @param name the command
     * @param option the option
     * @param typed what they typed so far
     * @param given the other options, by their names
     * @return how it goes on
     */
    public FakeInteraction type(
            FakePerson who, String channel, String name, String option, String typed, Map<String, String> given) {
        Map<String, String> options = new LinkedHashMap<>(given);
        options.put(option, typed);
        return send(4, who, channel, null, commandData(name, options, option), GUILD, -1);
    }

    private static ObjectNode commandData(String name, Map<String, String> options, @Nullable String focused) {
        ObjectNode data =
                Json.object().put("id", "888888888888888888").put("name", name).put("type", 1);
        ArrayNode given = data.putArray("options");
        options.forEach((option, value) -> {
            ObjectNode node =
                    given.addObject().put("name", option).put("type", 3).put("value", value);
            if (option.equals(focused)) {
                node.put("focused", true);
            }
        });
        return data;
    }

    /**
     * Somebody clicks a button.
     *
     * @param who who
     * @param message the message, as it is shown to them
     * @param label the button's label, or the words that it begins with where no other one does
     * @return how it goes on
     */
    public FakeInteraction click(FakePerson who, FakeMessage message, String label) {
        return click(who, message, label, -1);
    }

    /**
     * Somebody clicks a button, and one node alone hears of it.
     *
     * @param who who
     * @param message the message, as it is shown to them
     * @param label the button's label, or the words that it begins with where no other one does
     * @param node which node, from 0; -1 for all
     * @return how it goes on
     */
    public FakeInteraction click(FakePerson who, FakeMessage message, String label, int node) {
        return press(who, message, button(message, label), node);
    }

    /** People look for the word that they know, and read on if there are several. */
    private static String button(FakeMessage message, String label) {
        String exact = message.buttons().get(label);
        List<String> found = exact != null
                ? List.of(exact)
                : message.buttons().entrySet().stream()
                        .filter(button -> button.getKey().startsWith(label + " "))
                        .map(Map.Entry::getValue)
                        .toList();
        if (found.size() != 1) {
            throw new IllegalArgumentException("button: " + label + " is shown " + found.size()
                    + " times; allowed: once; shown: " + message.buttons());
        }
        return found.get(0);
    }

    /**
     * Somebody sends the click of any button, such as one that is not shown any more.
     *
     * @param who who
     * @param message the message that it claims to come from
     * @param customId the id of the button
     * @param node which node, from 0; -1 for all
     * @return how it goes on
     */
    public FakeInteraction press(FakePerson who, FakeMessage message, String customId, int node) {
        ObjectNode data = Json.object()
                .put("custom_id", customId)
                .put("component_type", 2)
                .put("id", 1);
        return send(3, who, message.channel(), message, data, GUILD, node);
    }

    /**
     * Somebody sends the form that a click opened.
     *
     * @param who who
     * @param message the message that they clicked on
     * @param click the click
     * @param field the field of the form that they filled in
     * @param typed what they typed
     * @param node which node hears of it, from 0; -1 for all
     * @return how it goes on
     * @throws IllegalArgumentException if no form is open, or it has no such field, or Discord would not let them type that
     */
    public FakeInteraction submit(
            FakePerson who, FakeMessage message, FakeInteraction click, String field, String typed, int node) {
        JsonNode form = click.form();
        List<String> problems = form == null ? List.of("no form is open") : FormRules.problems(form, field, typed);
        if (form == null || !problems.isEmpty()) {
            throw new IllegalArgumentException("form: " + problems);
        }
        ObjectNode data = Json.object().put("custom_id", form.path("custom_id").asText());
        ObjectNode label =
                data.putArray("components").addObject().put("type", 18).put("id", 1);
        label.putObject("component")
                .put("type", 4)
                .put("id", 2)
                .put("custom_id", field)
                .put("value", typed);
        return send(5, who, message.channel(), message, data, GUILD, node);
    }

    private FakeInteraction send(
            int type,
            FakePerson who,
            String channel,
            @Nullable FakeMessage message,
            ObjectNode data,
            @Nullable String guild,
            int node) {
        FakeInteraction interaction = rest.interaction(type, channel, message);
        ObjectNode event = Json.object()
                .put("id", interaction.id)
                .put("application_id", APPLICATION)
                .put("type", type);
        event.put("token", interaction.token)
                .put("version", 1)
                .put("channel_id", channel)
                .put("locale", "en-US");
        event.putArray("entitlements");
        event.put("app_permissions", "2251799813685247").put("context", guild == null ? 1 : 0);
        event.set("data", data);
        ObjectNode user = World.user(who.id(), who.name(), false);
        if (guild == null) {
            event.set("user", user);
            event.putObject("channel").put("id", channel).put("type", 1);
            event.putObject("authorizing_integration_owners").put("0", "0");
        } else {
            event.put("guild_id", guild).put("guild_locale", "en-US");
            event.putObject("guild").put("id", guild).put("locale", "en-US").putArray("features");
            event.set("channel", World.channel(channel, guild));
            event.set("member", World.member(user, who.roles()));
            event.putObject("authorizing_integration_owners").put("0", guild);
        }
        if (message != null) {
            event.set("message", World.message(message, APPLICATION));
        }
        gateway.send("INTERACTION_CREATE", event, node);
        return interaction;
    }

    /** {@return the messages of all channels, in the order in which they were posted} */
    public List<FakeMessage> messages() {
        return rest.messages();
    }

    /**
     * The message as it is now.
     *
     * @param channel the id of its channel
     * @param id its id
     * @return the message
     * @throws IllegalArgumentException if there is none
     */
    public FakeMessage message(String channel, String id) {
        return messages().stream()
                .filter(m -> m.channel().equals(channel) && m.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("message: " + channel + "/" + id + " is not there"));
    }

    /**
     * Somebody deletes a message.
     *
     * @param message which
     */
    public void delete(FakeMessage message) {
        rest.delete(message.channel(), message.id());
    }

    /**
     * Somebody deletes a channel with all its messages.
     *
     * @param channel which
     */
    public void deleteChannel(String channel) {
        rest.deleteChannel(channel);
    }

    /** {@return the threads that there are, in the order in which they were begun} */
    public List<FakeThread> threads() {
        return rest.threads();
    }

    /**
     * Somebody archives a thread.
     *
     * @param thread which
     * @param locked whether nobody may post there any more
     */
    public void archive(FakeThread thread, boolean locked) {
        rest.archiveThread(thread.id(), locked);
    }

    /**
     * Somebody deletes a thread with all its messages.
     *
     * @param thread which
     */
    public void delete(FakeThread thread) {
        rest.deleteThread(thread.id());
    }

    /** Somebody throws the bot out of the server. */
    public void removeBot() {
        rest.removeBot();
    }

    /**
     * Has a channel of some kind, to be looked at; nothing can be posted in one that was not there before.
     *
     * @param channel the channel; replaces the one with its id
     */
    public void channel(FakeChannel channel) {
        rest.change(there -> there.put(channel));
    }

    /**
     * Says what everyone in the server may do, the bot included.
     *
     * @param bits the bits of the permissions
     */
    public void everyoneMay(long bits) {
        rest.change(there -> there.everyoneMay(bits));
    }

    /**
     * Sets what stands in the Developer Portal of the application.
     *
     * @param name such as {@code bot_public} or {@code interactions_endpoint_url}
     * @param value {@code true}, {@code false} or a text
     */
    public void application(String name, String value) {
        rest.change(there -> {
            if (value.equals("true") || value.equals("false")) {
                there.application().put(name, Boolean.parseBoolean(value));
            } else {
                there.application().put(name, value);
            }
        });
    }

    /**
     * Leaves the bot so many logins for today.
     *
     * @param left how many
     */
    public void leaveLogins(int left) {
        rest.change(there -> there.leaveLogins(left));
    }

    /** Lets the bot have no commands, as one that was invited without the scope {@code applications.commands}. */
    public void forbidCommands() {
        rest.change(Surroundings::forbidCommands);
    }

    /** {@return the commands that are registered: in the server, and then for all servers} */
    public List<JsonNode> commands() {
        return rest.commands();
    }

    /**
     * Registers a command of the same application that is nobody's business but the team's.
     *
     * @param name its name
     */
    public void addForeignCommand(String name) {
        rest.addCommand(
                GUILD,
                Json.object()
                        .put("name", name)
                        .put("description", "Another command")
                        .put("type", 1));
    }

    /** {@return what was refused as malformed, in words; empty if all is well} */
    public List<String> refusals() {
        return rest.refusals();
    }

    /** {@return how many mentions rang} */
    public int pings() {
        return rung().size();
    }

    /** {@return whom messages rang, in order: {@code role ID}, {@code user ID}, {@code everyone} or {@code here}} */
    public List<String> rung() {
        return rest.rung();
    }

    /** {@return all calls so far, such as {@code POST /api/v10/channels/1/messages}} */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /**
     * Puts Discord out of order, gateway included: no new connection is accepted.
     *
     * @param how how, or null for in order again
     */
    public synchronized void outage(@Nullable Outage how) {
        this.outage = how;
    }

    /**
     * Lets the next call take effect and its answer be lost.
     *
     * @param pathPart a part of the path of the call, such as {@code /callback}
     */
    public synchronized void loseNextAnswer(String pathPart) {
        losing.add(pathPart);
    }

    /**
     * Answers the next calls to channels with 429.
     *
     * @param calls how many
     * @param wait how long they are told to wait
     */
    public synchronized void limitRate(int calls, Duration wait) {
        this.limited = calls;
        this.retryAfter = wait;
    }

    /**
     * Allows only so many calls of each kind to a channel from now on, and declares that in its answers, as Discord does. Whoever
     * does not keep to it is told 429.
     *
     * @param calls how many
     * @param window in which time; of the machine, not of the clock
     */
    public synchronized void limits(int calls, Duration window) {
        this.limits = new RateLimits(calls, window);
    }

    /**
     * Lets calls to channels go wrong from now on.
     *
     * @param next asked for each call, such as {@code POST /api/v10/channels/1/messages}; null if nothing goes wrong
     * @param slow how long slow and late ones take; of the machine, not of the clock
     */
    public synchronized void mishaps(Function<String, @Nullable Mishap> next, Duration slow) {
        this.mishaps = next;
        this.slowness = slow;
    }

    /**
     * Refuses calls to channels from now on, as after somebody took a permission away or archived a thread.
     *
     * @param status the status of the answers
     * @param code the code in them, such as 50001
     * @param which which calls, such as {@code PATCH /api/v10/channels/1/messages/2}
     */
    public synchronized void refuse(int status, int code, Predicate<String> which) {
        this.refusal = new Refusal(status, code, which);
    }

    /** Refuses nothing any more. */
    public synchronized void permit() {
        this.refusal = null;
    }

    /** {@return how many calls to channels are not answered yet} */
    public synchronized int underWay() {
        return underWay;
    }

    /** Cuts all connections of the gateway; nodes can come back. What happens meanwhile they are told when they do. */
    public void cutGateway() {
        gateway.cut();
    }

    /**
     * Closes all connections of the gateway with a code.
     *
     * @param code the code, such as 4004 after the token was reset, or 4014 for intents that are not allowed
     * @param reason what Discord says to it
     */
    public void closeGateway(int code, String reason) {
        gateway.close(code, reason);
    }

    /** Takes the right to read the history of channels from the bot: it sees no messages there then. */
    public void forbidHistory() {
        rest.forbidHistory();
    }

    /**
     * Judges the body of a message by itself.
     *
     * @param json the body
     * @return all that Discord would refuse in it, in words; empty if nothing
     */
    public static List<String> refusalsOf(String json) {
        JsonNode body = Json.parse(json);
        List<String> problems = new ArrayList<>(MessageRules.problems(body));
        if (MessageRules.isEmpty(body)) {
            problems.add("an empty message");
        }
        return problems;
    }

    /** {@return the time here} */
    public Clock clock() {
        return clock;
    }

    @Override
    public void close() {
        gateway.cut();
        server.close();
    }

    /**
     * Starts one by itself, for a bot to be pointed at, until the process is ended.
     *
     * @param arguments none
     * @throws InterruptedException if interrupted
     */
    public static void main(String[] arguments) throws InterruptedException {
        try (FakeDiscord fake = start(Clock.systemUTC())) {
            System.out.println("DISCORD_API_URL=" + fake.apiUrl());
            System.out.println("DISCORD_GATEWAY_URL=" + fake.gatewayUrl());
            System.out.println("DISCORD_GUILD_ID=" + GUILD);
            System.out.println("DISCORD_TOKEN=" + TOKEN);
            Thread.currentThread().join();
        }
    }
}
