package io.releaseconductor.discord;

import io.releaseconductor.config.VariableFamily;

/** Which variables are the adapter's own, and which are not although they are called like them. */
final class DiscordVariables {

    static final VariableFamily FAMILY = VariableFamily.of("DISCORD_")
            .butFor(
                    // what posts to Discord from CI services
                    "DISCORD_AVATAR*",
                    "DISCORD_EMBED*",
                    "DISCORD_USERNAME",
                    "DISCORD_WEBHOOK*",
                    // logins with Discord, and other bots' frameworks
                    "DISCORD_APPLICATION_ID",
                    "DISCORD_APP_ID",
                    "DISCORD_CLIENT_*",
                    "DISCORD_OWNER_ID*",
                    "DISCORD_PUBLIC_KEY",
                    "DISCORD_REDIRECT_*");

    private DiscordVariables() {}
}
