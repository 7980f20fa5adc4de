package io.releaseconductor.examples.bot;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Token, server, channel, permissions, and the people and roles that are permitted something. */
record DiscordExamination(BotSettings settings, Map<String, String> environment) implements Examination {

    private static final URI DISCORD = URI.create("https://discord.com/api/v10");
    private static final Pattern PERMITTED = Pattern.compile("(role|user)\\s*:\\s*([0-9]{15,20})");
    private static final Set<Integer> THREADS = Set.of(10, 11, 12);
    private static final int FEW_LOGINS = 10;

    @Override
    public String title() {
        return "Discord (buttons don't work)";
    }

    @Override
    public Duration limit() {
        return Duration.ofSeconds(45);
    }

    @Override
    public void examine(Report report) throws InterruptedException {
        if (settings.variables().get("DISCORD_TOKEN").isEmpty()) {
            report.told("Not looked at, since DISCORD_TOKEN is not set");
            return;
        }
        URI url = settings.discord().value().options().apiUrl();
        Api api = new Api(
                url == null ? DISCORD : url, "Bot", settings.discord().value().token());
        try {
            look(api, report);
        } catch (IOException e) {
            report.bad(api.trouble(e), "check DNS, firewall and proxy from this machine to Discord");
        }
    }

    private void look(Api api, Report report) throws IOException, InterruptedException {
        Api.Answer me = api.get("users/@me", Map.of());
        if (me.status() == 401) {
            report.bad(
                    "Discord does not accept the token",
                    "copy it anew: Developer Portal, your application, Bot, Reset Token; into DISCORD_TOKEN, without \"Bot\""
                            + " before it");
            return;
        }
        if (!me.ok()) {
            report.bad("Discord answers " + me.told(), "try again later; see discordstatus.com");
            return;
        }
        String bot = me.json().path("id").asText();
        report.good("Token: bot " + me.json().path("username").asText() + " (" + bot + ")");
        application(api, report);
        logins(api, report);
        String guild = settings.discord().value().options().guild();
        if (guild == null) {
            report.told("The server is not looked at, since DISCORD_GUILD_ID is not in order");
            return;
        }
        server(api, bot, guild, report);
    }

    private static void application(Api api, Report report) throws IOException, InterruptedException {
        JsonNode application = api.get("applications/@me", Map.of()).json();
        String endpoint = application.path("interactions_endpoint_url").asText("");
        if (!endpoint.isEmpty() && !endpoint.equals("null")) {
            report.bad(
                    "The application has an Interactions Endpoint URL, so that commands and clicks go there and not to the bot",
                    "clear it: Developer Portal, your application, General Information");
        }
        if (application.path("bot_require_code_grant").asBoolean()) {
            report.bad(
                    "The bot requires a code grant, so that invite links do not work",
                    "switch it off: Developer Portal, your application, Bot, Requires OAuth2 Code Grant");
        }
        if (application.path("bot_public").asBoolean()) {
            report.doubtful(
                    "The bot is public: whoever knows its id can invite it; commands from other servers are refused",
                    "switch it off: Developer Portal, your application, Bot, Public Bot");
        }
    }

    private static void logins(Api api, Report report) throws IOException, InterruptedException {
        JsonNode limit = api.get("gateway/bot", Map.of()).json().path("session_start_limit");
        int remaining = limit.path("remaining").asInt(Integer.MAX_VALUE);
        if (remaining < FEW_LOGINS) {
            report.doubtful(
                    "Only " + remaining + " of " + limit.path("total").asInt() + " logins are left today",
                    "see why the bot restarts so often before Discord resets its token");
        }
    }

    private void server(Api api, String bot, String guild, Report report) throws IOException, InterruptedException {
        Api.Answer server = api.get("guilds/" + guild, Map.of());
        Api.Answer member = api.get("guilds/" + guild + "/members/" + bot, Map.of());
        if (!server.ok() || !member.ok()) {
            report.bad(
                    "The bot is not in server " + guild + " (" + (server.ok() ? member : server).told() + ")",
                    "check DISCORD_GUILD_ID, and invite the bot: https://discord.com/oauth2/authorize?client_id=" + bot
                            + "&scope=bot+applications.commands&permissions=" + ChannelPermissions.LEAST);
            return;
        }
        report.good("Server: " + server.json().path("name").asText() + " (" + guild + ")");
        Api.Answer commands = api.get("applications/" + bot + "/guilds/" + guild + "/commands", Map.of());
        if (commands.ok()) {
            report.good(
                    commands.json().isEmpty()
                            ? "Commands may be registered; none is yet, which the bot does when it starts"
                            : "Commands: "
                                    + StreamSupport.stream(commands.json().spliterator(), false)
                                            .map(command ->
                                                    "/" + command.path("name").asText())
                                            .sorted()
                                            .collect(Collectors.joining(", ")));
        } else {
            report.bad(
                    "The bot may have no commands in the server (" + commands.told() + ")",
                    "invite it again, with the scope applications.commands");
        }
        JsonNode roles = server.json().path("roles");
        permitted(api, guild, roles, report);
        String channel = settings.discord().value().channel();
        if (channel == null) {
            report.told("No channel is looked at, since DISCORD_CHANNEL_ID is not set");
        } else {
            channel(api, bot, guild, channel, member.json(), roles, report);
        }
    }

    private void permitted(Api api, String guild, JsonNode roles, Report report)
            throws IOException, InterruptedException {
        Set<String> known = new HashSet<>();
        roles.forEach(role -> known.add(role.path("id").asText()));
        boolean allThere = true;
        for (String permitted : permitted()) {
            String id = permitted.substring(permitted.indexOf(' ') + 1);
            boolean role = permitted.startsWith("role");
            boolean there = role
                    ? known.contains(id)
                    : api.get("guilds/" + guild + "/members/" + id, Map.of()).ok();
            if (!there) {
                allThere = false;
                String text = "There is no " + permitted + " in the server";
                String mend = "copy the id anew (User Settings, Advanced, Developer Mode; then Copy ID)";
                if (role) {
                    report.bad(text, mend + ", or take it out of DISCORD_PERMIT…");
                } else {
                    report.doubtful(text, mend + ", or take it out of DISCORD_PERMIT… if they have left");
                }
            }
        }
        if (allThere) {
            report.good("All roles and people that are permitted something are in the server");
        }
    }

    private Set<String> permitted() {
        Set<String> all = new TreeSet<>();
        environment.forEach((name, value) -> {
            if (name.startsWith("DISCORD_PERMIT")) {
                Matcher matcher = PERMITTED.matcher(value);
                while (matcher.find()) {
                    all.add(matcher.group(1) + " " + matcher.group(2));
                }
            }
        });
        return all;
    }

    private static void channel(
            Api api, String bot, String guild, String id, JsonNode member, JsonNode roles, Report report)
            throws IOException, InterruptedException {
        Api.Answer found = api.get("channels/" + id, Map.of());
        if (!found.ok()) {
            report.bad(
                    "The bot does not see channel " + id + " (" + found.told() + ")",
                    "check DISCORD_CHANNEL_ID, and give the bot's role View Channel in the channel's settings");
            return;
        }
        JsonNode channel = found.json();
        String name = "#" + channel.path("name").asText();
        if (!channel.path("guild_id").asText().equals(guild)) {
            report.bad("Channel " + name + " is in another server", "set DISCORD_CHANNEL_ID to one of server " + guild);
            return;
        }
        boolean thread = THREADS.contains(channel.path("type").asInt());
        JsonNode ruling = thread ? parent(api, channel) : channel;
        Set<String> held = new HashSet<>();
        member.path("roles").forEach(role -> held.add(role.asText()));
        var missing = ChannelPermissions.missing(
                ChannelPermissions.of(guild, bot, held, roles, ruling == null ? channel : ruling), thread);
        if (missing.isEmpty()) {
            report.good("Channel " + name + ": the bot may show cards there");
        } else {
            report.bad(
                    "Channel " + name + ": the bot lacks " + String.join(", ", missing),
                    "give it to the bot's role in the channel's settings, Permissions");
        }
    }

    private static @Nullable JsonNode parent(Api api, JsonNode thread) throws IOException, InterruptedException {
        Api.Answer parent = api.get(
                "channels/" + Objects.requireNonNull(thread.path("parent_id").asText()), Map.of());
        return parent.ok() ? parent.json() : null;
    }
}
