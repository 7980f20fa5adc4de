package io.releaseconductor.examples.bot;

import io.releaseconductor.check.Check;
import io.releaseconductor.config.Problems;
import io.releaseconductor.model.Environment;
import io.releaseconductor.policy.ReleasePolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Says which defaults hold because a variable is not set, and what that means. */
final class Notes {

    private final BotSettings settings;
    private final List<String> notes = new ArrayList<>();

    private Notes(BotSettings settings) {
        this.settings = settings;
    }

    static List<String> of(BotSettings settings) {
        Notes notes = new Notes(settings);
        notes.state();
        notes.github();
        notes.policy();
        notes.rest();
        return List.copyOf(notes.notes);
    }

    private void state() {
        StateKeeping state = settings.state().value();
        if (state instanceof InFolder there) {
            if (isUnset(InFolder.VARIABLE)) {
                add(
                        InFolder.VARIABLE,
                        "state is kept in " + there.folder()
                                + ", which has to stay when the bot is started again, and is for one bot at a time");
            }
        } else if (!isUnset(InFolder.VARIABLE)) {
            notes.add(InFolder.VARIABLE + " is not used, since state is kept elsewhere: " + state.words());
        }
    }

    private void github() {
        if (isUnset("SHIP_REF")) {
            add(
                    "SHIP_REF",
                    "workflows run from " + settings.github().value().options().refWords());
        }
        if (isUnset("GITHUB_DEPLOY_INPUTS")) {
            String with = environmentsWith("GITHUB_DEPLOY_INPUTS");
            add(
                    "GITHUB_DEPLOY_INPUTS",
                    "deploy workflows are told what their files declare, and where the token may not read contents environment"
                            + " and strategy only" + (with.isEmpty() ? "" : ", except in " + with)
                            + "; a run whose start was not answered is then not found again without a person");
        }
        if (isUnset("GITHUB_WEBHOOK_SECRET")) {
            add("GITHUB_WEBHOOK_SECRET", "runs are looked at every few seconds, and no webhook is taken");
        }
    }

    private void policy() {
        addFor(
                "SHIP_AUTO_ROLLBACK",
                "without a person, a rollback follows if a trigger fires after the verification in ");
        addFor("SHIP_AUTO_PROMOTE", "people promote in ");
        addFor("SHIP_BASELINE_VERSION", "there is nothing to roll the very first deployment back to in ");
        if (settings.assembly().fourEyes().contains(Environment.PROD)
                && !promotesByItself(Environment.PROD)
                && isUnset("DISCORD_FOUR_EYES_PROD")) {
            add("DISCORD_FOUR_EYES_PROD", "whoever ships to prod needs somebody else to promote it");
        }
    }

    private boolean promotesByItself(Environment environment) {
        ReleasePolicy policy = settings.assembly().policies().get(environment);
        return policy != null && policy.autoPromote();
    }

    private void addFor(String name, String meaning) {
        String without = settings.ship().value().names().stream()
                .filter(environment -> settings.variables()
                        .in(environment, new Problems())
                        .text(name)
                        .isEmpty())
                .map(Environment::name)
                .collect(Collectors.joining(" and "));
        if (!without.isEmpty()) {
            add(name, meaning + without);
        }
    }

    private void rest() {
        boolean login = settings.checks().value().values().stream()
                .flatMap(List::stream)
                .map(Check::id)
                .anyMatch("auth"::equals);
        if (login
                && isUnset("SHIP_LOGIN_USER")
                && environmentsWith("SHIP_LOGIN_USER").isEmpty()) {
            add("SHIP_LOGIN_USER", "the check auth has no data");
        }
        if (isUnset("DISCORD_CHANNEL_ID")) {
            add("DISCORD_CHANNEL_ID", "--check does not look at the bot's permissions in a channel");
        }
    }

    private String environmentsWith(String name) {
        return settings.ship().value().names().stream()
                .filter(e -> settings.variables()
                        .get(name + "_" + e.variableSuffix())
                        .isPresent())
                .map(Environment::name)
                .collect(Collectors.joining(", "));
    }

    private boolean isUnset(String name) {
        return settings.variables().get(name).isEmpty();
    }

    private void add(String name, String meaning) {
        notes.add(name + " is not set: " + meaning);
    }
}
