package io.releaseconductor.discord;

import io.releaseconductor.Conductor;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.Environment;
import io.releaseconductor.deployment.HistoryEntry;
import io.releaseconductor.spi.HistoryQuery;
import java.util.List;
import java.util.Locale;
import net.dv8tion.jda.api.interactions.commands.Command;
import net.dv8tion.jda.api.interactions.commands.build.OptionData;

/** What is proposed while somebody types. */
final class Completions {

    private static final int LOOKED_THROUGH = 200;
    private static final int LONGEST_NAME = 100;

    private final Conductor conductor;

    Completions(Conductor conductor) {
        this.conductor = conductor;
    }

    List<Command.Choice> of(String command, String option, String typed) {
        String lower = typed.toLowerCase(Locale.ROOT).strip();
        if (option.equals(CommandSet.ENV)) {
            return conductor.environments().stream()
                    .map(Environment::name)
                    .filter(name -> name.contains(lower))
                    .limit(OptionData.MAX_CHOICES)
                    .map(name -> new Command.Choice(name, name))
                    .toList();
        }
        if (!option.equals(CommandSet.DEPLOYMENT)) {
            return List.of();
        }
        return conductor.history(HistoryQuery.newest(LOOKED_THROUGH)).entries().stream()
                .filter(entry -> makesSense(command, entry.status()))
                .filter(entry -> name(entry).toLowerCase(Locale.ROOT).contains(lower))
                .limit(OptionData.MAX_CHOICES)
                .map(entry -> new Command.Choice(
                        Plain.cut(name(entry), LONGEST_NAME), entry.id().value()))
                .toList();
    }

    private static String name(HistoryEntry entry) {
        return entry.id() + ": " + entry.status().words() + (entry.version() == null ? "" : ", " + entry.version());
    }

    private static boolean makesSense(String command, DeploymentStatus status) {
        return switch (command) {
            case CommandSet.CANCEL ->
                status == DeploymentStatus.INITIATED
                        || status == DeploymentStatus.DEPLOYING
                        || status == DeploymentStatus.NEEDS_ATTENTION;
            case CommandSet.ROLLBACK -> status.leavesTo().contains(DeploymentStatus.ROLLING_BACK);
            default -> true;
        };
    }
}
