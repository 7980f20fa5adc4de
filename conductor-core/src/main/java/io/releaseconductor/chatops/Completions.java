package io.releaseconductor.chatops;

import io.releaseconductor.Conductor;
import io.releaseconductor.deployment.DeploymentStatus;
import io.releaseconductor.deployment.HistoryEntry;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.HistoryQuery;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is proposed while somebody types. */
final class Completions {

    private static final int LOOKED_THROUGH = 200;

    private static final List<String> AGO = List.of("1d", "7d", "30d", "90d");

    private static final List<String> DAYS = List.of("7", "30", "90", "365");

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
            case Command.VERSION -> versions(command, given, lower, atMost);
            case Command.BY -> people(given.get(Command.ENV), lower, atMost);
            case Command.FROM, Command.TO -> beginning(AGO, lower, atMost);
            case Command.DAYS -> beginning(DAYS, lower, atMost);
            case Command.DONE -> notes(given.get(Command.ENV), lower, atMost);
            case Command.DEPLOYMENT -> deployments(command, lower, atMost);
            default -> List.of();
        };
    }

    private static List<Completion> beginning(List<String> words, String lower, int atMost) {
        return words.stream()
                .filter(word -> word.startsWith(lower))
                .limit(atMost)
                .map(word -> new Completion(word, word))
                .toList();
    }

    private List<Completion> versions(String command, Map<String, String> given, String lower, int atMost) {
        String environment = given.get(Command.ENV);
        return switch (command) {
            case Command.ROLLBACK -> versions.good(given.get(Command.DEPLOYMENT), lower, atMost);
            case Command.HISTORY -> versions.proposed(recent(environment), lower, atMost);
            default -> versions.recent(environment, lower, atMost);
        };
    }

    private List<Completion> notes(@Nullable String environment, String lower, int atMost) {
        return named(environment).stream()
                .flatMap(each -> conductor.notes(each).stream())
                .filter(note -> note.words().toLowerCase(Locale.ROOT).contains(lower))
                .limit(atMost)
                .map(note -> new Completion(note.words(), String.valueOf(note.number())))
                .toList();
    }

    /** Everybody who shipped or decided lately, and the policy if it did. */
    private List<Completion> people(@Nullable String environment, String lower, int atMost) {
        return recent(environment)
                .flatMap(entry -> Stream.of(entry.initiatedBy(), entry.decidedBy()))
                .filter(Objects::nonNull)
                .map(Actor::name)
                .distinct()
                .filter(name -> name.toLowerCase(Locale.ROOT).contains(lower))
                .limit(atMost)
                .map(name -> new Completion(name, name))
                .toList();
    }

    private Stream<HistoryEntry> recent(@Nullable String environment) {
        Environment one = named(environment).orElse(null);
        return conductor.history(new HistoryQuery(one, false, LOOKED_THROUGH, null)).entries().stream();
    }

    private Optional<Environment> named(@Nullable String environment) {
        return conductor.environments().stream()
                .filter(each -> each.name().equals(environment))
                .findFirst();
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
