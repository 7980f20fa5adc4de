package io.releaseconductor.examples.fakediscord;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the REST API tells of the application, the server and its channels to a bot that only looks. Guarded by {@link Rest}. */
final class Surroundings {

    private static final long VIEW_CHANNEL = 1L << 10;
    private static final List<FakePerson> PEOPLE = List.of(FakeDiscord.ADA, FakeDiscord.GRACE, FakeDiscord.MALLORY);

    private final Map<String, FakeChannel> channels = new TreeMap<>();
    private final ObjectNode application = Json.object();
    private int loginsLeft = 999;
    private long everyone = Long.parseLong(World.ALL);
    private boolean commandsForbidden;

    Surroundings() {
        application.put("id", FakeDiscord.APPLICATION).put("name", "Conductor");
        application.putNull("interactions_endpoint_url");
        application.put("bot_public", false).put("bot_require_code_grant", false);
        Stream.of(FakeDiscord.CHANNEL, FakeDiscord.OTHER_CHANNEL, FakeDiscord.READ_ONLY_CHANNEL)
                .forEach(id -> put(FakeChannel.of(id, "channel-" + id, 0)
                        .denying(id.equals(FakeDiscord.READ_ONLY_CHANNEL) ? World.SEND_MESSAGES_BIT : 0)));
        put(FakeChannel.of(FakeDiscord.HIDDEN_CHANNEL, "hidden", 0).denying(VIEW_CHANNEL));
    }

    void put(FakeChannel channel) {
        channels.put(channel.id(), channel);
    }

    void remove(String channel) {
        channels.remove(channel);
    }

    ObjectNode application() {
        return application;
    }

    void leaveLogins(int left) {
        loginsLeft = left;
    }

    void everyoneMay(long bits) {
        everyone = bits;
    }

    void forbidCommands() {
        commandsForbidden = true;
    }

    boolean commandsAreForbidden() {
        return commandsForbidden;
    }

    /** What is answered to a bot that is in the server, or not any more; null where something else answers. */
    Rest.@Nullable Answer answer(String path, boolean removed) {
        String[] p = path.split("/", -1);
        if (path.equals("applications/@me")) {
            return new Rest.Answer(200, application);
        }
        if (path.equals("gateway/bot")) {
            ObjectNode limits =
                    Json.object().put("url", "ws://127.0.0.1/gateway").put("shards", 1);
            limits.putObject("session_start_limit")
                    .put("total", 1000)
                    .put("remaining", loginsLeft)
                    .put("reset_after", 3_600_000)
                    .put("max_concurrency", 1);
            return new Rest.Answer(200, limits);
        }
        if (p[0].equals("channels") && p.length == 2) {
            return channel(p[1], removed);
        }
        if (!p[0].equals("guilds") || p.length < 2) {
            return null;
        }
        if (!p[1].equals(FakeDiscord.GUILD)) {
            return Rest.error(404, 10004, "Unknown Guild");
        }
        if (removed) {
            return Rest.error(403, 50001, "Missing Access");
        }
        if (p.length == 2) {
            return new Rest.Answer(200, server());
        }
        return p.length == 4 && p[2].equals("members") ? member(p[3]) : null;
    }

    private Rest.Answer channel(String id, boolean removed) {
        FakeChannel channel = channels.get(id);
        if (channel == null) {
            return Rest.error(404, 10003, "Unknown Channel");
        }
        return removed || !mayView(channel)
                ? Rest.error(403, 50001, "Missing Access")
                : new Rest.Answer(200, channel.json());
    }

    /** A thread is seen by whoever sees the channel that it is in. */
    private boolean mayView(FakeChannel channel) {
        @Nullable FakeChannel parent = channel.parent() == null ? null : channels.get(channel.parent());
        FakeChannel ruling = channel.isThread() && parent != null ? parent : channel;
        return (everyone & ~ruling.denied() & VIEW_CHANNEL) != 0;
    }

    private ObjectNode server() {
        ObjectNode server = Json.object().put("id", FakeDiscord.GUILD).put("name", "Shop");
        ArrayNode roles = server.putArray("roles");
        roles.addObject()
                .put("id", FakeDiscord.GUILD)
                .put("name", "@everyone")
                .put("permissions", Long.toString(everyone));
        for (String role : List.of(FakeDiscord.RELEASERS, FakeDiscord.ADMINS)) {
            roles.addObject().put("id", role).put("name", "role " + role).put("permissions", "0");
        }
        return server;
    }

    private static Rest.Answer member(String id) {
        if (id.equals(FakeDiscord.APPLICATION)) {
            return new Rest.Answer(200, World.member(World.user(id, "Conductor", true), List.of()));
        }
        return PEOPLE.stream()
                .filter(person -> person.id().equals(id))
                .map(person -> new Rest.Answer(200, World.member(World.user(id, person.name(), false), person.roles())))
                .findFirst()
                .orElseGet(() -> Rest.error(404, 10007, "Unknown Member"));
    }
}
