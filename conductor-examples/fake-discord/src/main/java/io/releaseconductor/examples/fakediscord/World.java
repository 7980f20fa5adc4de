package io.releaseconductor.examples.fakediscord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** The server, its channels, roles and members, as the gateway tells them. */
final class World {

    /** All but being an administrator, for whom nothing is ever denied. */
    static final String ALL = "2251799813685239";

    static final long SEND_MESSAGES_BIT = 1L << 11;

    private World() {}

    static ObjectNode user(String id, String name, boolean bot) {
        return Json.object()
                .put("id", id)
                .put("username", name.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9_.]", "_"))
                .put("global_name", name)
                .put("discriminator", "0")
                .putNull("avatar")
                .put("bot", bot);
    }

    static List<Map.Entry<String, JsonNode>> greeting(
            String application, String guild, List<String> channels, List<String> roles) {
        ObjectNode ready = Json.object().put("v", 10);
        ready.set("user", user(application, "Conductor", true));
        ready.putArray("guilds").addObject().put("id", guild).put("unavailable", true);
        ready.putArray("private_channels");
        ready.put("resume_gateway_url", "").put("session_type", "normal");
        ready.putObject("application").put("id", application).put("flags", 0);
        return List.of(
                Map.entry("READY", ready), Map.entry("GUILD_CREATE", guild(application, guild, channels, roles)));
    }

    private static ObjectNode guild(String application, String guild, List<String> channels, List<String> roles) {
        ObjectNode json = Json.object().put("id", guild).put("name", "Shop").put("owner_id", "999999999999999999");
        json.put("afk_timeout", 300)
                .put("member_count", 1)
                .put("preferred_locale", "en-US")
                .put("premium_progress_bar_enabled", false);
        ArrayNode allRoles = json.putArray("roles");
        role(allRoles, guild, "@everyone");
        roles.forEach(id -> role(allRoles, id, "role " + id));
        ArrayNode allChannels = json.putArray("channels");
        channels.forEach(id -> allChannels.add(channel(id, guild)));
        json.putArray("members").add(member(user(application, "Conductor", true), List.of()));
        for (String empty :
                List.of("threads", "emojis", "voice_states", "guild_scheduled_events", "stickers", "features")) {
            json.putArray(empty);
        }
        return json;
    }

    private static void role(ArrayNode roles, String id, String name) {
        ObjectNode role = roles.addObject().put("id", id).put("name", name).put("permissions", ALL);
        role.put("color", 0)
                .put("position", 0)
                .put("hoist", false)
                .put("managed", false)
                .put("mentionable", false);
        role.putObject("colors")
                .put("primary_color", 0)
                .putNull("secondary_color")
                .putNull("tertiary_color");
    }

    static ObjectNode channel(String id, String guild) {
        ObjectNode channel = Json.object()
                .put("id", id)
                .put("type", 0)
                .put("name", "channel-" + id)
                .put("guild_id", guild);
        channel.put("position", 0)
                .put("nsfw", false)
                .putNull("parent_id")
                .putNull("topic")
                .put("permissions", ALL);
        channel.put("flags", 0).put("rate_limit_per_user", 0);
        ArrayNode overwrites = channel.putArray("permission_overwrites");
        if (id.equals(FakeDiscord.READ_ONLY_CHANNEL)) {
            overwrites
                    .addObject()
                    .put("id", guild)
                    .put("type", 0)
                    .put("allow", "0")
                    .put("deny", Long.toString(SEND_MESSAGES_BIT));
        }
        return channel;
    }

    static ObjectNode member(JsonNode user, Iterable<String> roles) {
        ObjectNode member =
                Json.object().put("joined_at", "2023-11-01T00:00:00+00:00").put("permissions", ALL);
        member.put("deaf", false).put("mute", false).put("pending", false).put("flags", 0);
        member.putNull("nick").putNull("avatar").putNull("premium_since");
        member.set("user", user);
        ArrayNode ids = member.putArray("roles");
        roles.forEach(ids::add);
        return member;
    }

    /** A message as Discord answers it. */
    static ObjectNode message(FakeMessage message, String application) {
        ObjectNode json = Json.object()
                .put("id", message.id())
                .put("channel_id", message.channel())
                .put("type", 0);
        json.set("author", user(application, "Conductor", true));
        json.put("content", message.body().path("content").asText());
        json.put("timestamp", "2023-11-12T00:00:00+00:00").putNull("edited_timestamp");
        json.put("tts", false)
                .put("mention_everyone", false)
                .put("pinned", false)
                .put("flags", 0);
        for (String empty : List.of("mentions", "mention_roles", "attachments")) {
            json.putArray(empty);
        }
        ArrayNode embeds = json.putArray("embeds");
        message.body().path("embeds").forEach(e -> embeds.add(((ObjectNode) e.deepCopy()).put("type", "rich")));
        ArrayNode rows = json.putArray("components");
        message.body().path("components").forEach(rows::add);
        if (message.body().has("nonce")) {
            json.set("nonce", message.body().path("nonce"));
        }
        return json;
    }
}
