package io.releaseconductor.chatops;

import io.releaseconductor.Conductor;
import io.releaseconductor.deployment.AdmissionOverride;
import io.releaseconductor.deployment.DeployRequest;
import io.releaseconductor.lock.EnvironmentNote;
import io.releaseconductor.lock.Lock;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Spans;
import io.releaseconductor.model.Strategy;
import io.releaseconductor.stats.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The commands, as they are offered where these environments are. */
final class CommandSpecs {

    private static final int LONGEST_ID = 100;

    private static final int LONGEST_SPAN = 20;

    private static final int LONGEST_TIME = 40;

    private CommandSpecs() {}

    /**
     * @param confirmed whether anything that is shipped is to be confirmed
     * @param admitted whether a pre-flight keeps anything from beginning
     */
    static List<CommandSpec> of(List<Environment> environments, boolean confirmed, boolean admitted) {
        boolean defaulted = environments.contains(Environment.STAGING);
        CommandSpec.Option which = env(environments, "Which environment; all unless given", false);
        List<CommandSpec.Option> ship = new ArrayList<>(List.of(
                env(environments, defaulted ? "Where to; staging unless given" : "Where to", !defaulted),
                strategy(),
                name(Command.REF, "The branch or tag; the workflow's default unless given", true),
                name(Command.VERSION, "The version; the commit of the ref unless given", true),
                new CommandSpec.Option(
                        Command.NOTE,
                        "Why, for the card and the history",
                        false,
                        new CommandSpec.Text(DeployRequest.MAX_NOTE_LENGTH, false))));
        if (admitted) {
            ship.add(new CommandSpec.Option(
                    Command.WHY_ALL_THE_SAME,
                    "Why it begins although the pre-flight says no; takes the permission, and is told",
                    false,
                    new CommandSpec.Text(AdmissionOverride.MAX_REASON, false)));
        }
        if (confirmed) {
            ship.add(name(Command.CONFIRM, "The code that you were told when you were asked to confirm", false));
        }
        List<CommandSpec> specs = new ArrayList<>(List.of(
                new CommandSpec(Command.SHIP, "Ship to an environment, verify, then promote or roll back", ship),
                new CommandSpec(Command.STATUS, "What is under way in each environment", List.of(which)),
                new CommandSpec(Command.HISTORY, "The last deployments, or the last ones of a kind", history(which)),
                onDeployment(
                        Command.DETAILS,
                        "Each check of a deployment, its runs and alerts; for your eyes only",
                        new CommandSpec.Option(
                                Command.SHOW,
                                "What happened to it and who did it, instead",
                                false,
                                new CommandSpec.OneOf(List.of(Command.AUDIT)))),
                onDeployment(
                        Command.ROLLBACK,
                        "Roll a deployment back",
                        name(Command.VERSION, "The version to return to; what ran before unless given", true),
                        new CommandSpec.Option(
                                Command.REASON,
                                "Why, for the card and the history",
                                false,
                                new CommandSpec.Text(Conductor.MAX_REASON_LENGTH, false))),
                onDeployment(Command.CANCEL, "Cancel a deployment that is still being deployed"),
                new CommandSpec(
                        Command.LOCK,
                        "Keep others from shipping and promoting for a while; rollbacks always go",
                        List.of(
                                lockable(environments),
                                new CommandSpec.Option(
                                        Command.FOR,
                                        "How long, such as 30m or 2h; " + Spans.format(Lock.DEFAULT_LENGTH)
                                                + " unless given",
                                        false,
                                        new CommandSpec.Text(LONGEST_SPAN, false)),
                                new CommandSpec.Option(
                                        Command.REASON,
                                        "Why, for everybody who wants to ship",
                                        false,
                                        new CommandSpec.Text(Lock.MAX_REASON_LENGTH, false)))),
                new CommandSpec(Command.UNLOCK, "Take a lock back before its end", List.of(lockable(environments))),
                new CommandSpec(
                        Command.STATS,
                        "How often, how fast and how safely things were shipped lately",
                        List.of(which, days())),
                new CommandSpec(
                        Command.TRUST,
                        "How often people decided as the policy would have, and where they did not",
                        List.of(which, days())),
                new CommandSpec(
                        Command.ADD_NOTE,
                        "Note what to know for next time, for everybody who ships there; lists the notes unless given one",
                        List.of(
                                env(environments, "Of which environment", true),
                                new CommandSpec.Option(
                                        Command.TEXT,
                                        "What to know",
                                        false,
                                        new CommandSpec.Text(EnvironmentNote.MAX_TEXT_LENGTH, false)),
                                new CommandSpec.Option(
                                        Command.DONE,
                                        "The number of a note to take back",
                                        false,
                                        new CommandSpec.Text(LONGEST_SPAN, true))))));
        if (admitted) {
            specs.add(onDeployment(
                    Command.OVERRIDE,
                    "Let a deployment begin although its pre-flight says no; everybody is told",
                    new CommandSpec.Option(
                            Command.REASON, "Why", true, new CommandSpec.Text(AdmissionOverride.MAX_REASON, false))));
        }
        return specs;
    }

    private static CommandSpec.Option env(List<Environment> environments, String description, boolean required) {
        List<String> names = environments.stream().map(Environment::name).toList();
        return new CommandSpec.Option(Command.ENV, description, required, new CommandSpec.OneOf(names));
    }

    private static List<CommandSpec.Option> history(CommandSpec.Option which) {
        return List.of(
                which,
                new CommandSpec.Option(
                        Command.IN_STATUS,
                        "Where they stand",
                        false,
                        new CommandSpec.OneOf(HistoryOptions.statusNames())),
                name(Command.BY, "Who shipped them or decided on them, by name or id; policy for automation", true),
                name(Command.VERSION, "How their version begins", true),
                time(Command.FROM, "Not before a day, such as 2024-05-31 (UTC), or since, such as 30d or 12h"),
                time(Command.TO, "Up to a day, such as 2024-05-31 (UTC), or before, such as 7d or 12h"));
    }

    private static CommandSpec.Option time(String name, String description) {
        return new CommandSpec.Option(name, description, false, new CommandSpec.Text(LONGEST_TIME, true));
    }

    private static CommandSpec.Option days() {
        return new CommandSpec.Option(
                Command.DAYS,
                "Over how many days; " + Period.USUAL_DAYS + " unless given",
                false,
                new CommandSpec.Text(LONGEST_SPAN, true));
    }

    private static CommandSpec.Option lockable(List<Environment> environments) {
        return new CommandSpec.Option(
                Command.ENV,
                "Where; " + Command.EVERYWHERE + " stops everything, for everybody",
                true,
                new CommandSpec.OneOf(lockableNames(environments)));
    }

    /** What can be locked, by the names that people type: each of these environments, and all of them at once. */
    static List<String> lockableNames(List<Environment> environments) {
        return Stream.concat(environments.stream().map(Environment::name), Stream.of(Command.EVERYWHERE))
                .distinct()
                .toList();
    }

    private static CommandSpec.Option strategy() {
        List<String> names =
                Arrays.stream(Strategy.values()).map(Strategy::wireName).toList();
        return new CommandSpec.Option(
                Command.STRATEGY,
                "All at once, or a subset of the instances first; full unless given",
                false,
                new CommandSpec.OneOf(names));
    }

    private static CommandSpec.Option name(String name, String description, boolean completed) {
        return new CommandSpec.Option(
                name, description, false, new CommandSpec.Text(DeployRequest.MAX_NAME_LENGTH, completed));
    }

    private static CommandSpec onDeployment(String name, String description, CommandSpec.Option... more) {
        CommandSpec.Option deployment = new CommandSpec.Option(
                Command.DEPLOYMENT,
                "The deploy ID, such as ship-staging-1699747200",
                true,
                new CommandSpec.Text(LONGEST_ID, true));
        return new CommandSpec(
                name,
                description,
                Stream.concat(Stream.of(deployment), Stream.of(more)).toList());
    }
}
