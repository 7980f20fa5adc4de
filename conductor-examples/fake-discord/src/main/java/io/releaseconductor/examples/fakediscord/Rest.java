package io.releaseconductor.examples.fakediscord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The REST API, of which there is what a bot of this kind needs. Thread-safe. */
final class Rest {

    private static final long EPOCH = 1420070400000L;
    private static final Duration TIME_TO_ACKNOWLEDGE = Duration.ofSeconds(3);
    private static final Duration LIFE_OF_A_TOKEN = Duration.ofMinutes(15);
    private static final Duration LIFE_OF_A_NONCE = Duration.ofMinutes(5);
    private static final Map<Integer, Set<Integer>> CALLBACKS =
            Map.of(2, Set.of(4, 5, 9), 3, Set.of(4, 5, 6, 7, 9), 4, Set.of(8), 5, Set.of(4, 5, 6, 7));

    private final Clock clock;
    private final AtomicInteger number = new AtomicInteger();
    private final Map<String, FakeMessage> messages = new LinkedHashMap<>();
    private final Map<String, FakeThread> threads = new LinkedHashMap<>();
    private final Map<String, Sent> nonces = new HashMap<>();
    private final Map<String, FakeInteraction> interactions = new HashMap<>();
    private final Map<String, JsonNode> commands = new LinkedHashMap<>();
    private final List<String> refusals = new ArrayList<>();
    private final List<String> channels = new ArrayList<>(List.of(
            FakeDiscord.CHANNEL, FakeDiscord.OTHER_CHANNEL, FakeDiscord.READ_ONLY_CHANNEL, FakeDiscord.HIDDEN_CHANNEL));
    private final Surroundings surroundings = new Surroundings();
    private boolean removed;
    private boolean historyReadable = true;
    private final Rings rings = new Rings();

    /** What is answered; without a body for 204. */
    record Answer(int status, @Nullable JsonNode body) {}

    private record Sent(String message, Instant at) {}

    Rest(Clock clock) {
        this.clock = clock;
    }

    synchronized Answer answer(String method, String path, Map<String, String> query, JsonNode body, boolean bot) {
        String[] p = path.split("/", -1);
        if (p[0].equals("interactions") && p.length == 4 && method.equals("POST")) {
            return callback(p[1], p[2], body);
        }
        if (p[0].equals("webhooks") && p.length >= 3) {
            return webhook(method, p[2], body);
        }
        if (!bot) {
            return error(401, 0, "401: Unauthorized");
        }
        if (path.equals("users/@me")) {
            return new Answer(200, World.user(FakeDiscord.APPLICATION, "Conductor", true));
        }
        Answer looked = method.equals("GET") ? surroundings.answer(path, removed) : null;
        if (looked != null) {
            return looked;
        }
        if (path.startsWith("gateway")) {
            return new Answer(200, Json.object().put("url", "ws://127.0.0.1/gateway"));
        }
        if (p[0].equals("applications") && p[p.length - 1].equals("commands")) {
            return commands(method, p.length > 3 ? p[3] : "", body);
        }
        if (p[0].equals("channels") && p.length >= 3 && p[2].equals("messages")) {
            return p.length > 4
                    ? thread(method, p[1], p[3], p[4], body)
                    : channel(method, p[1], p.length > 3 ? p[3] : null, query, body);
        }
        return error(404, 0, "404: Not Found");
    }

    private Answer channel(
            String method, String channel, @Nullable String message, Map<String, String> query, JsonNode body) {
        Answer denied = denied(channel);
        if (denied != null) {
            return denied;
        }
        FakeThread thread = threads.get(channel);
        if (thread != null && thread.archived() && (message != null || thread.locked()) && !method.equals("GET")) {
            return message == null
                    ? error(403, 160005, "Thread is locked")
                    : error(400, 50083, "Tried to perform an operation on an archived thread");
        }
        if (message == null && method.equals("GET")) {
            return list(channel, query.getOrDefault("before", ""), Integer.parseInt(query.getOrDefault("limit", "50")));
        }
        if (message == null) {
            return channel.equals(FakeDiscord.READ_ONLY_CHANNEL)
                    ? error(403, 50013, "Missing Permissions")
                    : post(channel, body);
        }
        FakeMessage known = messages.get(message);
        if (known == null || !known.channel().equals(channel)) {
            return error(404, 10008, "Unknown Message");
        }
        return switch (method) {
            case "PATCH" -> edit(known, body);
            case "DELETE" -> {
                messages.remove(message);
                yield new Answer(204, null);
            }
            default -> new Answer(200, World.message(known, FakeDiscord.APPLICATION));
        };
    }

    private @Nullable Answer denied(String channel) {
        if (!channels.contains(channel) && !threads.containsKey(channel)) {
            return error(404, 10003, "Unknown Channel");
        }
        return removed || channel.equals(FakeDiscord.HIDDEN_CHANNEL) ? error(403, 50001, "Missing Access") : null;
    }

    /** Somebody begins a thread from a message. */
    private Answer thread(String method, String channel, String message, String what, JsonNode body) {
        if (!method.equals("POST") || !what.equals("threads")) {
            return error(404, 0, "404: Not Found");
        }
        Answer denied = denied(channel);
        if (denied != null) {
            return denied;
        }
        if (threads.containsKey(channel)) {
            return error(400, 50024, "Cannot execute action on this channel type");
        }
        FakeMessage known = messages.get(message);
        if (known == null || !known.channel().equals(channel)) {
            return error(404, 10008, "Unknown Message");
        }
        if (threads.containsKey(message)) {
            return error(400, 160004, "A thread has already been created for this message");
        }
        Answer refused = refused(body, ThreadRules.problems(body));
        if (refused != null) {
            return refused;
        }
        FakeThread thread = new FakeThread(message, channel, body.path("name").asText(), false, false);
        threads.put(message, thread);
        return new Answer(201, ThreadRules.json(thread));
    }

    /** The newest first, those before a message where one is given, and none of them without the right to read the history. */
    private Answer list(String channel, String before, int limit) {
        ArrayNode list = Json.object().putArray("messages");
        List<FakeMessage> there = messages.values().stream()
                .filter(m -> m.channel().equals(channel))
                .filter(m -> before.isEmpty()
                        || Long.compareUnsigned(Long.parseUnsignedLong(m.id()), Long.parseUnsignedLong(before)) < 0)
                .toList();
        for (int i = there.size() - 1; i >= Math.max(0, there.size() - limit) && historyReadable; i--) {
            list.add(World.message(there.get(i), FakeDiscord.APPLICATION));
        }
        return new Answer(200, list);
    }

    synchronized void forbidHistory() {
        historyReadable = false;
    }

    private Answer post(String channel, JsonNode body) {
        Answer refused = refused(body, MessageRules.problems(body));
        if (refused != null) {
            return refused;
        }
        if (MessageRules.isEmpty(body)) {
            return refuse(50006, "Cannot send an empty message", body);
        }
        String nonce = body.path("nonce").asText();
        if (body.path("enforce_nonce").asBoolean() && !nonce.isEmpty()) {
            Sent sent = nonces.get(channel + nonce);
            FakeMessage first = sent == null ? null : messages.get(sent.message());
            if (sent != null && first != null && sent.at().plus(LIFE_OF_A_NONCE).isAfter(clock.instant())) {
                return new Answer(200, World.message(first, FakeDiscord.APPLICATION));
            }
        }
        rings.ring(body);
        threads.computeIfPresent(channel, (id, thread) -> thread.at(false, false));
        FakeMessage posted = new FakeMessage(channel, snowflake(), body, 0);
        messages.put(posted.id(), posted);
        nonces.put(channel + nonce, new Sent(posted.id(), clock.instant()));
        return new Answer(200, World.message(posted, FakeDiscord.APPLICATION));
    }

    private Answer edit(FakeMessage known, JsonNode body) {
        Answer refused = refused(body, MessageRules.problems(body));
        if (refused != null) {
            return refused;
        }
        ObjectNode merged = known.body().deepCopy();
        merged.setAll((ObjectNode) body);
        if (MessageRules.isEmpty(merged)) {
            return refuse(50006, "Cannot send an empty message", body);
        }
        FakeMessage edited = new FakeMessage(known.channel(), known.id(), merged, known.edits() + 1);
        messages.put(known.id(), edited);
        return new Answer(200, World.message(edited, FakeDiscord.APPLICATION));
    }

    private Answer callback(String id, String token, JsonNode body) {
        FakeInteraction interaction = interactions.get(token);
        if (interaction == null || !interaction.id.equals(id)) {
            return error(404, 10062, "Unknown interaction");
        }
        if (interaction.acknowledged()) {
            return error(400, 40060, "Interaction has already been acknowledged.");
        }
        if (clock.instant().isAfter(interaction.createdAt.plus(TIME_TO_ACKNOWLEDGE))) {
            return error(404, 10062, "Unknown interaction");
        }
        int type = body.path("type").asInt();
        JsonNode data = body.path("data");
        List<String> problems = new ArrayList<>();
        if (!CALLBACKS.getOrDefault(interaction.type, Set.of()).contains(type)) {
            problems.add("type: " + type + " for an interaction of type " + interaction.type);
        }
        if (type == 8) {
            problems.addAll(CommandRules.choices("choices", data.path("choices")));
        } else if (type == 9) {
            problems.addAll(FormRules.problems(data));
        } else {
            problems.addAll(MessageRules.problems(data));
            if (type == 4 && MessageRules.isEmpty(data)) {
                problems.add("data: an empty message");
            }
        }
        Answer refused = refused(body, problems);
        if (refused != null) {
            return refused;
        }
        if (type == 8) {
            List<String> values = new ArrayList<>();
            data.path("choices")
                    .forEach(choice -> values.add(choice.path("value").asText()));
            interaction.propose(values);
        }
        if (type == 4) {
            show(interaction, data, true);
        }
        if (type == 9) {
            interaction.open(data);
        }
        interaction.acknowledge(type, clock.instant());
        ObjectNode answer = Json.object();
        answer.putObject("interaction").put("id", id).put("type", interaction.type);
        answer.putObject("resource").put("type", type);
        return new Answer(200, answer);
    }

    private void show(FakeInteraction interaction, JsonNode data, boolean original) {
        if ((data.path("flags").asInt() & 64) == 0 && original) {
            refusals.add("shown to everybody: " + data);
        }
        rings.ring(data);
        FakeMessage answer = FakeInteraction.shown(String.valueOf(interaction.channel), snowflake(), data);
        if (original) {
            interaction.answerOriginal(answer);
        } else {
            interaction.answer(answer);
        }
    }

    private Answer webhook(String method, String token, JsonNode body) {
        FakeInteraction interaction = interactions.get(token);
        if (interaction == null || !interaction.acknowledged() || interaction.tokenDead()) {
            return error(404, 10015, "Unknown Webhook");
        }
        if (clock.instant().isAfter(interaction.createdAt.plus(LIFE_OF_A_TOKEN))) {
            return error(401, 50027, "Invalid Webhook Token");
        }
        Answer refused = refused(body, MessageRules.problems(body));
        if (refused != null) {
            return refused;
        }
        if (MessageRules.isEmpty(body)) {
            return refuse(50006, "Cannot send an empty message", body);
        }
        if (method.equals("POST")) {
            if ((body.path("flags").asInt() & 64) == 0) {
                refusals.add("shown to everybody: " + body);
            }
            show(interaction, body, false);
        } else if (interaction.callbackType() == 6 && interaction.message != null) {
            FakeMessage clicked = messages.get(interaction.message);
            return clicked == null ? error(404, 10008, "Unknown Message") : edit(clicked, body);
        } else {
            interaction.answerOriginal(FakeInteraction.shown(String.valueOf(interaction.channel), snowflake(), body));
            rings.ring(body);
        }
        FakeMessage last = interaction.answers().get(interaction.answers().size() - 1);
        return new Answer(200, World.message(last, FakeDiscord.APPLICATION));
    }

    private Answer commands(String method, String guild, JsonNode body) {
        if (surroundings.commandsAreForbidden()) {
            return error(403, 50001, "Missing Access");
        }
        if (method.equals("GET")) {
            ArrayNode all = Json.object().putArray("all");
            commands.values().forEach(all::add);
            return new Answer(200, all);
        }
        if (removed) {
            return error(403, 50001, "Missing Access");
        }
        if (method.equals("PUT")) {
            commands.keySet().removeIf(key -> key.startsWith(guild + "/"));
            body.forEach(command -> addCommand(guild, (ObjectNode) command));
            return new Answer(200, body);
        }
        Answer refused = refused(body, CommandRules.problems(body));
        return refused != null ? refused : new Answer(200, addCommand(guild, (ObjectNode) body));
    }

    synchronized JsonNode addCommand(String guild, ObjectNode command) {
        command.put("id", snowflake())
                .put("application_id", FakeDiscord.APPLICATION)
                .put("version", snowflake());
        commands.put(guild + "/" + command.path("name").asText(), command);
        return command;
    }

    private @Nullable Answer refused(JsonNode body, List<String> problems) {
        return problems.isEmpty() ? null : refuse(50035, "Invalid Form Body: " + problems, body);
    }

    private Answer refuse(int code, String message, JsonNode body) {
        refusals.add(code + " " + message + " in " + body);
        return error(400, code, message);
    }

    static Answer error(int status, int code, String message) {
        return new Answer(status, Json.object().put("code", code).put("message", message));
    }

    private String snowflake() {
        return Long.toUnsignedString(((clock.millis() - EPOCH) << 22) + number.incrementAndGet());
    }

    synchronized FakeInteraction interaction(int type, String channel, @Nullable FakeMessage message) {
        String id = snowflake();
        FakeInteraction interaction = new FakeInteraction(
                id, "interaction-token-" + id, type, clock.instant(), channel, message == null ? null : message.id());
        interactions.put(interaction.token, interaction);
        return interaction;
    }

    synchronized List<FakeMessage> messages() {
        return List.copyOf(messages.values());
    }

    synchronized void delete(String channel, String id) {
        messages.remove(id);
    }

    synchronized void deleteChannel(String channel) {
        channels.remove(channel);
        surroundings.remove(channel);
        messages.values().removeIf(m -> m.channel().equals(channel));
    }

    synchronized void change(Consumer<Surroundings> change) {
        change.accept(surroundings);
    }

    synchronized List<FakeThread> threads() {
        return List.copyOf(threads.values());
    }

    synchronized void archiveThread(String id, boolean locked) {
        threads.computeIfPresent(id, (key, thread) -> thread.at(true, locked));
    }

    synchronized void deleteThread(String id) {
        threads.remove(id);
        messages.values().removeIf(m -> m.channel().equals(id));
    }

    synchronized void removeBot() {
        removed = true;
    }

    synchronized List<JsonNode> commands() {
        return List.copyOf(commands.values());
    }

    synchronized List<String> refusals() {
        return List.copyOf(refusals);
    }

    synchronized List<String> rung() {
        return rings.rung();
    }
}
