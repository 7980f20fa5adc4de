package io.releaseconductor.examples.bot;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Token, server, channel, permissions, and the people and roles that are permitted something. */
record DiscordExamination(BotSettings settings) implements Examination {

    private static final int FEW_LOGINS = 10;
    private static final String THE_REST =
            "Not looked at after that: the application, the server, the channel, roles and people";

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
        Api api = settings.discord().value().api();
        try {
            look(api, report);
        } catch (IOException e) {
            report.bad(api.trouble(e), "check DNS, firewall and proxy from this machine to Discord");
            report.told(THE_REST);
        }
    }

    private void look(Api api, Report report) throws IOException, InterruptedException {
        Api.Answer me = api.get("users/@me", Map.of());
        String bot = me.json().path("id").asText();
        if (me.ok() && !bot.isEmpty()) {
            report.good("Token: bot " + me.json().path("username").asText() + " (" + bot + ")");
            application(api, report);
            logins(api, report);
            String guild = settings.discord().value().options().guild();
            if (guild == null) {
                report.told("The server is not looked at, since DISCORD_GUILD_ID is not in order");
            } else {
                server(api, bot, guild, report);
            }
            return;
        }
        if (me.status() == 401) {
            report.bad(
                    "Discord does not accept the token",
                    "copy it anew: Developer Portal, your application, Bot, Reset Token; into DISCORD_TOKEN, without \"Bot\""
                            + " before it");
        } else if (me.json().isMissingNode() || me.ok() || me.status() == 404) {
            report.bad(
                    api.host() + " does not answer as Discord does (" + me.status() + ")",
                    settings.variables().get("DISCORD_API_URL").isPresent()
                            ? "check DISCORD_API_URL, and the proxies and firewalls on the way"
                            : "check the proxies and firewalls on the way from this machine to Discord");
        } else {
            report.bad("Discord answers " + me.told(), "try again later; see discordstatus.com");
        }
        report.told(THE_REST);
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
        Api.Answer member = server.ok() ? api.get("guilds/" + guild + "/members/" + bot, Map.of()) : server;
        if (member.status() == 403 || member.status() == 404) {
            report.bad(
                    "The bot is not in server " + guild + " (" + member.told() + ")",
                    "check DISCORD_GUILD_ID, and invite the bot: https://discord.com/oauth2/authorize?client_id=" + bot
                            + "&scope=bot+applications.commands&permissions=" + ChannelPermissions.LEAST);
            report.told("Not looked at after that: the channel, roles and people");
            return;
        }
        if (!member.ok()) {
            report.doubtful(
                    "Server " + guild + " is not looked at: Discord answers " + member.told(), "try again later");
            return;
        }
        report.good("Server: " + server.json().path("name").asText() + " (" + guild + ")");
        commands(api.get("applications/" + bot + "/guilds/" + guild + "/commands", Map.of()), report);
        JsonNode roles = server.json().path("roles");
        new PermitLook(api, guild, roles)
                .at(settings.variables(), settings.ship().value().names(), report);
        String channel = settings.discord().value().channel();
        if (channel == null) {
            report.told(
                    settings.variables().get("DISCORD_CHANNEL_ID").isPresent()
                            ? "No channel is looked at, since DISCORD_CHANNEL_ID is not in order"
                            : "No channel is looked at, since DISCORD_CHANNEL_ID is not set");
        } else {
            boolean threads = settings.discord().value().options().threads();
            new ChannelLook(api, guild, bot, member.json(), roles, threads, "DISCORD_CHANNEL_ID").at(channel, report);
        }
        for (String alerts : settings.alerts().value().channels()) {
            if (!alerts.equals(channel)) {
                new ChannelLook(api, guild, bot, member.json(), roles, false, AlertPart.CHANNEL).at(alerts, report);
            }
        }
    }

    private static void commands(Api.Answer commands, Report report) {
        if (commands.status() == 403) {
            report.bad(
                    "The bot may have no commands in the server (" + commands.told() + ")",
                    "invite it again, with the scope applications.commands");
        } else if (!commands.ok()) {
            report.told("Commands could not be looked at (" + commands.told() + ")");
        } else if (commands.json().isEmpty()) {
            report.good("Commands may be registered; none is yet, which the bot does when it starts");
        } else {
            report.good("Commands: "
                    + StreamSupport.stream(commands.json().spliterator(), false)
                            .map(command -> "/" + command.path("name").asText())
                            .sorted()
                            .collect(Collectors.joining(", ")));
        }
    }
}
