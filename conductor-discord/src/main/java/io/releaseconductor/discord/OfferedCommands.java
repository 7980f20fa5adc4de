package io.releaseconductor.discord;

import io.releaseconductor.chatops.CommandSpec;
import java.util.List;
import net.dv8tion.jda.api.interactions.IntegrationType;
import net.dv8tion.jda.api.interactions.InteractionContextType;
import net.dv8tion.jda.api.interactions.commands.OptionType;
import net.dv8tion.jda.api.interactions.commands.build.Commands;
import net.dv8tion.jda.api.interactions.commands.build.OptionData;
import net.dv8tion.jda.api.interactions.commands.build.SlashCommandData;

/** The commands as Discord registers them. */
final class OfferedCommands {

    private OfferedCommands() {}

    static List<SlashCommandData> of(List<CommandSpec> commands) {
        return commands.stream().map(OfferedCommands::command).toList();
    }

    private static SlashCommandData command(CommandSpec command) {
        return Commands.slash(command.name(), command.description())
                .setContexts(InteractionContextType.GUILD)
                .setIntegrationTypes(IntegrationType.GUILD_INSTALL)
                .addOptions(
                        command.options().stream().map(OfferedCommands::option).toList());
    }

    private static OptionData option(CommandSpec.Option given) {
        OptionData option = new OptionData(OptionType.STRING, given.name(), given.description(), given.required());
        if (given.values() instanceof CommandSpec.Text text) {
            return option.setMaxLength(text.maxLength()).setAutoComplete(text.completed());
        }
        if (given.values() instanceof CommandSpec.OneOf few) {
            if (few.values().size() > OptionData.MAX_CHOICES) {
                return option.setAutoComplete(true);
            }
            few.values().forEach(value -> option.addChoice(value, value));
            return option;
        }
        throw new IllegalStateException("Discord cannot offer " + given.values());
    }
}
