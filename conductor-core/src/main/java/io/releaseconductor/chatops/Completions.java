package io.releaseconductor.chatops;

import io.releaseconductor.Conductor;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.HistoryEntry;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.HistoryQuery;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is proposed while somebody types. */
final class Completions {

    private static final int LOOKED_THROUGH = 200;

    private final Conductor conductor;
    private final VersionProposals versions;

    Completions(Conductor conductor, Clock clock) {
        this.conductor = conductor;
        this.versions = new VersionProposals(conductor, clock);
    }

    List<Completion> of(String command, Map<String, String> given, String option, String typed, int atMost) {
        if (atMost < 1) {
            return List.of();
        }
        String lower = typed.toLowerCase(Locale.ROOT).strip();
        if (option.equals(Command.ENV)) {
            boolean locks = command.equals(Command.LOCK) || command.equals(Command.UNLOCK);
            List<Environment> all = conductor.environments();
            List<String> names = locks
                    ? CommandSpecs.lockableNames(all)
                    : all.stream().map(Environment::name).toList();
            return names.stream()
                    .filter(name -> name.contains(lower))
                    .limit(atMost)
                    .map(name -> new Completion(name, name))
                    .toList();
        }
        return switch (option) {
            case Command.REF -> refs(typed.strip(), atMost);
            case Command.VERSION ->
                command.equals(Command.ROLLBACK)
                        ? versions.good(given.get(Command.DEPLOYMENT), lower, atMost)
                        : versions.recent(given.get(Command.ENV), lower, atMost);
            case Command.DEPLOYMENT -> deployments(command, lower, atMost);
            default -> List.of();
        };
    }

    private List<Completion> refs(String typed, int atMost) {
        return conductor.refs(typed, atMost).stream()
                .map(ref -> new Completion(ref, ref))
                .toList();
    }

    private List<Completion> deployments(String command, String lower, int atMost) {
        return conductor.history(HistoryQuery.newest(LOOKED_THROUGH)).entries().stream()
                .filter(entry -> makesSense(command, entry.status()))
                .filter(entry -> label(entry).toLowerCase(Locale.ROOT).contains(lower))
                .limit(atMost)
                .map(entry -> new Completion(label(entry), entry.id().value()))
                .toList();
    }

    private static String label(HistoryEntry entry) {
        return entry.id() + ": " + entry.status().words() + (entry.version() == null ? "" : ", " + entry.version());
    }

    private static boolean makesSense(String command, DeploymentStatus status) {
        return switch (command) {
            case Command.CANCEL ->
                status == DeploymentStatus.INITIATED
                        || status == DeploymentStatus.DEPLOYING
                        || status == DeploymentStatus.NEEDS_ATTENTION;
            case Command.OVERRIDE -> status == DeploymentStatus.INITIATED;
            case Command.ROLLBACK -> status.leavesTo().contains(DeploymentStatus.ROLLING_BACK);
            default -> true;
        };
    }
}
