package io.releaseconductor.discord;

import io.releaseconductor.deployment.DeployRequest;
import io.releaseconductor.deployment.Environment;
import io.releaseconductor.deployment.Strategy;
import java.util.List;
import net.dv8tion.jda.api.interactions.IntegrationType;
import net.dv8tion.jda.api.interactions.InteractionContextType;
import net.dv8tion.jda.api.interactions.commands.OptionType;
import net.dv8tion.jda.api.interactions.commands.build.Commands;
import net.dv8tion.jda.api.interactions.commands.build.OptionData;
import net.dv8tion.jda.api.interactions.commands.build.SlashCommandData;

/** The commands as Discord registers them. */
final class CommandSet {

    static final String SHIP = "ship";
    static final String STATUS = "ship-status";
    static final String HISTORY = "ship-history";
    static final String DETAILS = "ship-details";
    static final String ROLLBACK = "ship-rollback";
    static final String CANCEL = "ship-cancel";
    static final List<String> NAMES = List.of(SHIP, STATUS, HISTORY, DETAILS, ROLLBACK, CANCEL);

    static final String ENV = "env";
    static final String STRATEGY = "strategy";
    static final String REF = "ref";
    static final String VERSION = "version";
    static final String DEPLOYMENT = "deployment";

    private static final int LONGEST_ID = 100;

    private CommandSet() {}

    static List<SlashCommandData> of(List<Environment> environments) {
        boolean defaulted = environments.contains(Environment.STAGING);
        return List.of(
                command(SHIP, "Ship to an environment, verify, then promote or roll back")
                        .addOptions(
                                env(environments, defaulted ? "Where to; staging unless given" : "Where to")
                                        .setRequired(!defaulted),
                                strategy(),
                                name(REF, "The branch or tag; the workflow's default unless given"),
                                name(VERSION, "The version; what the workflow's run deploys unless given")),
                command(STATUS, "What is under way in each environment")
                        .addOptions(env(environments, "Which environment; all unless given")),
                command(HISTORY, "The last deployments")
                        .addOptions(env(environments, "Which environment; all unless given")),
                command(DETAILS, "Each check of a deployment, its runs and alerts; for your eyes only")
                        .addOptions(deployment()),
                command(ROLLBACK, "Roll a deployment back").addOptions(deployment()),
                command(CANCEL, "Cancel a deployment that is still being deployed")
                        .addOptions(deployment()));
    }

    private static SlashCommandData command(String name, String description) {
        return Commands.slash(name, description)
                .setContexts(InteractionContextType.GUILD)
                .setIntegrationTypes(IntegrationType.GUILD_INSTALL);
    }

    private static OptionData env(List<Environment> environments, String description) {
        OptionData option = new OptionData(OptionType.STRING, ENV, description);
        if (environments.size() > OptionData.MAX_CHOICES) {
            return option.setAutoComplete(true);
        }
        environments.forEach(e -> option.addChoice(e.name(), e.name()));
        return option;
    }

    private static OptionData strategy() {
        OptionData option = new OptionData(
                OptionType.STRING, STRATEGY, "All at once, or a subset of the instances first; full unless given");
        for (Strategy strategy : Strategy.values()) {
            option.addChoice(strategy.wireName(), strategy.wireName());
        }
        return option;
    }

    private static OptionData name(String name, String description) {
        return new OptionData(OptionType.STRING, name, description).setMaxLength(DeployRequest.MAX_NAME_LENGTH);
    }

    private static OptionData deployment() {
        return new OptionData(OptionType.STRING, DEPLOYMENT, "The deploy ID, such as ship-staging-1699747200", true)
                .setMaxLength(LONGEST_ID)
                .setAutoComplete(true);
    }
}
