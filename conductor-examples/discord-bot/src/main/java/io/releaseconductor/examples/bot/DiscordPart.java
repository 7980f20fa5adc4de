package io.releaseconductor.examples.bot;

import io.releaseconductor.config.Problems;
import io.releaseconductor.config.Secret;
import io.releaseconductor.config.VariableReader;
import io.releaseconductor.config.Variables;
import io.releaseconductor.discord.DiscordOptions;
import io.releaseconductor.discord.DiscordPermissions;
import io.releaseconductor.model.Environment;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where people ship from.
 *
 * @param token the bot's token
 * @param options which server, and how it is reached
 * @param channel the id of the channel that people ship in, or null; only the doctor looks at it
 * @param permissions who may do what
 */
record DiscordPart(
        Secret token, DiscordOptions options, @Nullable String channel, DiscordPermissions permissions) {

    private static final String ID_ALLOWED = "15 to 20 digits, as Discord copies them";

    private static final URI DISCORD = URI.create("https://discord.com/api/v10");
    private static final Pattern ID = Pattern.compile("[0-9]{15,20}");

    static DiscordPart read(Variables variables, List<Environment> environments, Problems problems) {
        VariableReader reader = variables.reader(problems);
        Secret token = reader.requiredSecret("DISCORD_TOKEN");
        // Roles and people of one server: "everyone" would otherwise be everyone in any server that invites the bot.
        reader.requiredText("DISCORD_GUILD_ID");
        DiscordOptions options = DiscordOptions.fromVariables(reader);
        String channel = id(reader, "DISCORD_CHANNEL_ID").orElse(null);
        DiscordPermissions permissions = DiscordPermissions.fromVariables(variables, environments, problems);
        return new DiscordPart(token, options, channel, permissions);
    }

    /** {@return what a variable names in Discord; empty if it is not set, or after a problem} */
    static Optional<String> id(VariableReader reader, String name) {
        Optional<String> id = reader.text(name);
        if (id.isPresent() && !ID.matcher(id.get()).matches()) {
            reader.problems()
                    .add(reader.nameOf(name) + ": \"" + id.get() + "\" is not allowed; allowed: " + ID_ALLOWED);
            return Optional.empty();
        }
        return id;
    }

    /** {@return where Discord's REST API is, with the bot's token} */
    Api api() {
        URI url = options.apiUrl();
        return new Api(url == null ? DISCORD : url, "Bot", token);
    }

    /** {@return what is wrong if Discord does not accept the token; empty if it does, or cannot be asked} */
    Optional<String> refusedToken() {
        try {
            return api().get("users/@me", Map.of()).status() == 401
                    ? Optional.of(
                            "DISCORD_TOKEN: Discord does not accept it; copy the bot's, from the application's page \"Bot\"")
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
