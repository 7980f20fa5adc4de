package io.releaseconductor.examples.demo.console;

import io.releaseconductor.Conductor;
import io.releaseconductor.chat.Button;
import io.releaseconductor.chat.ButtonId;
import io.releaseconductor.chat.Question;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.HistoryQuery;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which button a typed word presses. */
final class Buttons {

    static final Comparator<Deployment> BY_TIME =
            Comparator.comparing((Deployment d) -> d.request().initiatedAt()).thenComparing(Deployment::id);

    private final Conductor conductor;
    private final ConsoleChat chat;
    private final Progress progress;

    Buttons(Conductor conductor, ConsoleChat chat, Progress progress) {
        this.conductor = conductor;
        this.chat = chat;
        this.progress = progress;
    }

    /**
     * The button that is meant. A deployment that is named is asked for in any case: the conductor says why it is not possible. The
     * same goes for holding what is under way.
     */
    Optional<ButtonId> meant(ConsoleCommand.Press press) {
        return onScreen(press).or(() -> named(press)).or(() -> held(press));
    }

    /** The button on the latest card that shows it. */
    Optional<ButtonId> onScreen(ConsoleCommand.Press press) {
        return chat.cards().values().stream()
                .flatMap(card -> card.buttons().stream())
                .map(Button::id)
                .filter(button -> isMeant(button, press))
                .reduce((earlier, later) -> later);
    }

    private static boolean isMeant(ButtonId button, ConsoleCommand.Press press) {
        String target = press.target();
        return button.question() == press.question()
                && (press.question().isOfGate() || button.choice() == press.choice())
                && (target == null
                        || target.equals(button.deployment().value())
                        || target.equals(button.deployment().environment().name()));
    }

    private Optional<ButtonId> named(ConsoleCommand.Press press) {
        String target = press.target();
        return target == null ? Optional.empty() : DeployId.parse(target).map(id -> named(press, id));
    }

    /** At a gate, the one that comes next now. */
    private ButtonId named(ConsoleCommand.Press press, DeployId id) {
        return press.question().isOfGate()
                ? ButtonId.atGate(press.question(), gate(id), id)
                : new ButtonId(press.question(), press.choice(), id);
    }

    private int gate(DeployId id) {
        return progress.all().stream()
                .filter(d -> d.id().equals(id))
                .findFirst()
                .map(Deployment::wave)
                .orElse(1);
    }

    private Optional<ButtonId> held(ConsoleCommand.Press press) {
        return press.question() == Question.HOLD
                ? of(press.target()).filter(d -> !d.settled()).max(BY_TIME).map(d -> ButtonId.of(Question.HOLD, d.id()))
                : Optional.empty();
    }

    /** Why there is no such button to press. */
    String absent(ConsoleCommand.Press press) {
        String target = press.target();
        Optional<Environment> environment = conductor.environments().stream()
                .filter(each -> each.name().equals(target))
                .findFirst();
        if (target != null && environment.isEmpty()) {
            return "There is no deployment " + Suggestion.quoted(target)
                    + ": give a deploy id or the name of an environment" + Suggestion.of(List.of(target), targets());
        }
        HistoryQuery latest =
                environment.map(each -> HistoryQuery.newest(each, 1)).orElse(HistoryQuery.newest(1));
        return conductor.history(latest).entries().stream()
                .findFirst()
                .map(entry -> "No card offers " + press.question().wireName() + " now: " + entry.id() + " is "
                        + entry.status().words() + ".")
                .orElseGet(() -> nothing(target));
    }

    /** What can be named behind the word of a button. */
    List<String> targets() {
        return Stream.concat(conductor.environments().stream().map(Environment::name), deployments().stream())
                .toList();
    }

    /** The ids of the deployments that are known here. */
    List<String> deployments() {
        return progress.all().stream().map(d -> d.id().value()).toList();
    }

    private static String nothing(@Nullable String target) {
        return "Nothing was shipped" + (target == null ? "" : " to " + target) + " yet. Try: /ship env:"
                + (target == null ? Environment.STAGING : target) + " strategy:full";
    }

    private Stream<Deployment> of(@Nullable String environment) {
        return progress.all().stream()
                .filter(d -> environment == null || d.environment().name().equals(environment));
    }
}
