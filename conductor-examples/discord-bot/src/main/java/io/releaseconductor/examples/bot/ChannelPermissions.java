package io.releaseconductor.examples.bot;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the bot may do in a channel, computed as
 * <a href="https://discord.com/developers/docs/topics/permissions#permission-overwrites">Discord's documentation</a> says.
 */
final class ChannelPermissions {

    static final long ADMINISTRATOR = 1L << 3;
    static final long VIEW_CHANNEL = 1L << 10;
    static final long SEND_MESSAGES = 1L << 11;
    static final long EMBED_LINKS = 1L << 14;
    static final long CONNECT = 1L << 20;
    static final long CREATE_PUBLIC_THREADS = 1L << 35;
    static final long SEND_MESSAGES_IN_THREADS = 1L << 38;

    /** What an invite link asks for. */
    static final long LEAST = VIEW_CHANNEL | SEND_MESSAGES | EMBED_LINKS;

    private ChannelPermissions() {}

    /**
     * Computes them.
     *
     * @param guild the id of the server, which is that of the role everyone has, too
     * @param bot the id of the bot
     * @param held the ids of the bot's roles
     * @param roles all roles of the server
     * @param channel the channel; of a thread, the channel that it is in
     * @return the bits
     */
    static long of(String guild, String bot, Set<String> held, JsonNode roles, JsonNode channel) {
        long bits = 0;
        for (JsonNode role : roles) {
            String id = role.path("id").asText();
            if (id.equals(guild) || held.contains(id)) {
                bits |= role.path("permissions").asLong();
            }
        }
        if ((bits & ADMINISTRATOR) != 0) {
            return -1L;
        }
        long denied = 0;
        long allowed = 0;
        long ownDenied = 0;
        long ownAllowed = 0;
        for (JsonNode overwrite : channel.path("permission_overwrites")) {
            String id = overwrite.path("id").asText();
            long deny = overwrite.path("deny").asLong();
            long allow = overwrite.path("allow").asLong();
            if (id.equals(guild)) {
                bits = (bits & ~deny) | allow;
            } else if (held.contains(id)) {
                denied |= deny;
                allowed |= allow;
            } else if (id.equals(bot)) {
                ownDenied = deny;
                ownAllowed = allow;
            }
        }
        bits = (bits & ~denied) | allowed;
        return (bits & ~ownDenied) | ownAllowed;
    }

    /**
     * What is needed and missing.
     *
     * @param bits what the bot may do
     * @param kind the kind of the channel
     * @param threads whether deployments get threads in it, which a thread cannot have
     * @return the names, as Discord calls them
     */
    static List<String> missing(long bits, ChannelKind kind, boolean threads) {
        Map<String, Long> needed = new LinkedHashMap<>();
        needed.put("View Channel", VIEW_CHANNEL);
        if (kind == ChannelKind.VOICE) {
            // without it, nothing else counts there
            needed.put("Connect", CONNECT);
        }
        if (kind == ChannelKind.THREAD) {
            needed.put("Send Messages in Threads", SEND_MESSAGES_IN_THREADS);
        } else {
            needed.put("Send Messages", SEND_MESSAGES);
        }
        needed.put("Embed Links", EMBED_LINKS);
        if (threads && kind != ChannelKind.THREAD) {
            needed.put("Create Public Threads", CREATE_PUBLIC_THREADS);
            needed.put("Send Messages in Threads", SEND_MESSAGES_IN_THREADS);
        }
        List<String> missing = new ArrayList<>();
        needed.forEach((name, bit) -> {
            if ((bits & bit) == 0) {
                missing.add(name);
            }
        });
        return missing;
    }
}
