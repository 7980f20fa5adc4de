package io.releaseconductor.spring;

import io.releaseconductor.config.Problems;
import io.releaseconductor.config.Secret;
import io.releaseconductor.config.VariableReader;
import io.releaseconductor.config.Variables;
import io.releaseconductor.discord.DiscordChat;
import io.releaseconductor.discord.DiscordOptions;
import io.releaseconductor.spi.ChatChannel;
import io.releaseconductor.spi.StateStore;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Cards are shown on Discord where no bean is a chat and there is a bot's token. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(DiscordChat.class)
@ConditionalOnSetting({"release-conductor.discord.token", "release-conductor.variables.discord-token", "DISCORD_TOKEN"})
@ConditionalOnMissingBean(ChatChannel.class)
class DiscordConfiguration {

    /**
     * What Discord is reached with.
     *
     * @param token the bot's token
     * @param options which server, and how it is reached
     */
    record Settings(Secret token, DiscordOptions options) {

        static Settings read(Variables variables, Problems problems) {
            Fitting.note(problems, DiscordChat::requireLibraries);
            VariableReader reader = variables.reader(problems);
            Secret token = reader.requiredSecret("DISCORD_TOKEN");
            // Roles and people of one server: "everyone" would otherwise be everyone in any server that invites the
            // bot.
            reader.requiredText("DISCORD_GUILD_ID");
            return new Settings(token, DiscordOptions.fromVariables(reader));
        }
    }

    @Bean
    Part<Settings> releaseConductorDiscordPart() {
        return new Part<>((variables, environments, problems) -> Settings.read(variables, problems));
    }

    /** After the store, so that an application that can keep nothing is not seen to come and go. */
    @Bean
    DiscordChat releaseConductorChat(ConductorSettings settings, Part<Settings> discord, StateStore store) {
        return DiscordChat.connect(discord.value().token(), discord.value().options());
    }
}
