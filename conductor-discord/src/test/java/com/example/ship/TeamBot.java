package com.example.ship;

import io.releaseconductor.Conductor;
import io.releaseconductor.check.CheckCatalog;
import io.releaseconductor.config.Secret;
import io.releaseconductor.deployment.Action;
import io.releaseconductor.discord.DiscordChat;
import io.releaseconductor.discord.DiscordCommands;
import io.releaseconductor.discord.DiscordOptions;
import io.releaseconductor.discord.DiscordPermissions;
import io.releaseconductor.discord.Permit;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.StateStore;
import io.releaseconductor.spi.WorkflowDispatcher;
import net.dv8tion.jda.api.JDA;

/** A bot that a team has, or does not have yet. */
final class TeamBot {

    private final WorkflowDispatcher workflows;
    private final StateStore store;
    private final CheckCatalog checks;

    TeamBot(WorkflowDispatcher workflows, StateStore store, CheckCatalog checks) {
        this.workflows = workflows;
        this.store = store;
        this.checks = checks;
    }

    static DiscordPermissions permissions() {
        DiscordPermissions permissions = DiscordPermissions.none()
                .permit(Permit.roles("444444444444444441"))
                .permit(Environment.PROD, Permit.roles("444444444444444442"))
                .permit(Environment.PROD, Action.ROLLBACK, Permit.EVERYONE);
        return permissions;
    }

    DiscordCommands attach(JDA jda) {
        DiscordPermissions permissions = permissions();
        DiscordChat chat = DiscordChat.attach(jda, DiscordOptions.DEFAULT.withGuild("222222222222222222"));
        Conductor conductor = Conductor.builder()
                .workflows(workflows)
                .store(store)
                .checks(checks)
                .chat(chat)
                .authorizer(permissions)
                .build()
                .start();
        DiscordCommands commands = DiscordCommands.attach(chat, conductor, permissions);
        return commands;
    }

    static DiscordChat connect(String token) {
        DiscordChat chat = DiscordChat.connect(new Secret(token), DiscordOptions.DEFAULT);
        return chat;
    }
}
