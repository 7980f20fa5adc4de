package io.releaseconductor.examples.bot;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether cards can be shown in a channel.
 *
 * @param api Discord's
 * @param guild the id of the server
 * @param bot the id of the bot
 * @param member the bot as a member of the server
 * @param roles the server's roles
 * @param threads whether deployments get threads in it
 * @param variable what names it, for messages
 */
record ChannelLook(
        Api api, String guild, String bot, JsonNode member, JsonNode roles, boolean threads, String variable) {

    private static final int MISSING_ACCESS = 403;
    private static final int UNKNOWN = 404;

    void at(String id, Report report) throws IOException, InterruptedException {
        Api.Answer found = api.get("channels/" + id, Map.of());
        switch (found.status()) {
            case 200 -> look(found.json(), report);
            case MISSING_ACCESS ->
                report.bad(
                        "The bot may not see channel " + id + " (" + found.told()
                                + "): it is private, or in another server",
                        "add the bot's role to it, with View Channel, Send Messages and Embed Links: the channel's settings,"
                                + " Permissions; or check " + variable);
            case UNKNOWN ->
                report.bad(
                        "There is no channel " + id + " (" + found.told() + ")",
                        "copy the id anew, for " + variable
                                + " (User Settings, Advanced, Developer Mode; then Copy Channel ID)");
            default ->
                report.doubtful(
                        "Channel " + id + " is not looked at: Discord answers " + found.told(), "try again later");
        }
    }

    private void look(JsonNode channel, Report report) throws IOException, InterruptedException {
        String name = "Channel #" + channel.path("name").asText();
        if (!channel.path("guild_id").asText().equals(guild)) {
            report.bad(name + " is in another server", "set " + variable + " to one of server " + guild);
            return;
        }
        ChannelKind kind = ChannelKind.of(channel.path("type").asInt());
        if (!kind.isUseless()) {
            permissions(channel, name, kind, report);
        }
        kind.tell(name, variable, report);
    }

    private void permissions(JsonNode channel, String name, ChannelKind kind, Report report)
            throws IOException, InterruptedException {
        if (channel.path("thread_metadata").path("locked").asBoolean()) {
            report.bad(name + " is locked, and nothing can be written in it", "unlock it");
            return;
        }
        JsonNode ruling = kind == ChannelKind.THREAD ? parent(channel) : channel;
        Set<String> held = new HashSet<>();
        member.path("roles").forEach(role -> held.add(role.asText()));
        List<String> missing =
                ChannelPermissions.missing(ChannelPermissions.of(guild, bot, held, roles, ruling), kind, threads);
        if (missing.isEmpty()) {
            report.good(name + ": the bot may show cards there");
        } else {
            report.bad(
                    name + ": the bot lacks " + String.join(", ", missing),
                    "give it to the bot's role in the channel's settings, Permissions");
        }
    }

    /** A thread has the permissions of the channel that it is in. */
    private JsonNode parent(JsonNode thread) throws IOException, InterruptedException {
        Api.Answer parent = api.get("channels/" + thread.path("parent_id").asText(), Map.of());
        return parent.ok() ? parent.json() : thread;
    }
}
