package io.releaseconductor.chatops;

import io.releaseconductor.Conductor;
import io.releaseconductor.Confirm;
import io.releaseconductor.spi.ChatChannel;
import io.releaseconductor.spi.StoreUnavailableException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Takes people's commands and clicks to the conductor, whatever chat, service or console they come through. Everything from outside is
 * distrusted. Each is taken in two steps: {@link #ask} and {@link #click} answer at once, from memory; what they accept is acknowledged by the
 * adapter and then carried out, blocking, on a thread of the adapter's choice. Thread-safe.
 *
 * <p>Four eyes and permissions are the conductor's: nothing here goes past them.
 */
public final class ChatOps {

    /** For what comes while an adapter closes. */
    public static final Reply CLOSING = new Reply.Unavailable(Wording.CLOSING);

    private final Conductor conductor;
    private final CommandDesk commands;
    private final ClickDesk clicks;
    private final Completions completions;

    private ChatOps(Conductor conductor, ChatChannel chat, ChatOpsOptions options) {
        this.conductor = conductor;
        Outcomes outcomes = new Outcomes(options.clock());
        ConfirmDesk confirming = new ConfirmDesk(conductor, options.clock());
        this.commands = new CommandDesk(conductor, options, outcomes, confirming);
        this.clicks = new ClickDesk(conductor, chat, options, outcomes, confirming);
        this.completions = new Completions(conductor, options.clock());
    }

    /**
     * Takes commands and clicks to a conductor.
     *
     * @param conductor what carries out
     * @param chat the conductor's chat, where buttons of old messages are taken away; {@link ChatChannel#NONE} if there is none
     * @param options how
     * @return what takes them
     */
    public static ChatOps of(Conductor conductor, ChatChannel chat, ChatOpsOptions options) {
        return new ChatOps(
                Objects.requireNonNull(conductor, "conductor"),
                Objects.requireNonNull(chat, "chat"),
                Objects.requireNonNull(options, "options"));
    }

    /** {@return the commands as people are offered them, for adapters that register them with their chat} */
    public List<CommandSpec> commands() {
        boolean confirmed = conductor.environments().stream()
                .anyMatch(each -> conductor.confirmations(each).contains(Confirm.PRODUCTION));
        return CommandSpecs.of(conductor.environments(), confirmed, conductor.hasPreflight());
    }

    /**
     * Takes a command.
     *
     * @param command the command
     * @return the answer, or what is to be carried out
     */
    public Reception ask(Command command) {
        return commands.take(command);
    }

    /**
     * Takes a click.
     *
     * @param click the click
     * @return the answer, or what is to be carried out
     */
    public Reception click(Click click) {
        return ConfirmButton.ship(click.button())
                .map(confirmed -> commands.take(shipping(click, confirmed)))
                .orElseGet(() -> clicks.take(click));
    }

    /** Whoever confirms it twice, or on two nodes, ships once: the question and who answers are the key. */
    private static Command shipping(Click click, ConfirmButton.Ship confirmed) {
        Map<String, String> options = new HashMap<>(confirmed.options());
        options.put(Command.CONFIRM, confirmed.confirmation().code());
        String key = "confirmed-"
                + Fingerprint.of(
                        String.valueOf(click.actor().chat()), click.actor().id(), click.button());
        return new Command(Command.SHIP, options, click.actor(), click.destination(), key, click.madeAt());
    }

    /**
     * Whether a button may be from a card of a conductor, of this version or another one, so that an adapter beside other bots leaves all
     * others alone.
     *
     * @param button the id of a button, as it came from outside
     * @return whether it looks like one
     */
    public static boolean isButton(String button) {
        return ClickDesk.isOurs(button);
    }

    /**
     * What is proposed while somebody types the value of an option of which nothing else is known.
     *
     * @param command the name of the command
     * @param option the name of the option
     * @param typed what was typed so far
     * @param atMost how many to propose at most
     * @return proposals; may be empty
     * @throws StoreUnavailableException if the store cannot be reached
     */
    public List<Completion> complete(String command, String option, String typed, int atMost) {
        return complete(command, Map.of(), option, typed, atMost);
    }

    /**
     * What is proposed while somebody types the value of an option. Reads the state store; for a branch or tag it asks the conductor's
     * {@linkplain Conductor#refs refs}, for two seconds at most.
     *
     * @param command the name of the command
     * @param given the other options as far as they are given, by their names: versions are proposed for the environment
     * @param option the name of the option
     * @param typed what was typed so far
     * @param atMost how many to propose at most
     * @return proposals, the newest deployment or version first; may be empty
     * @throws StoreUnavailableException if the store cannot be reached
     */
    public List<Completion> complete(
            String command, Map<String, String> given, String option, String typed, int atMost) {
        return completions.of(command, given, option, typed, atMost);
    }
}
