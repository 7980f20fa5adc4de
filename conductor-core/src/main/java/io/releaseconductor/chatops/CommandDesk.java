package io.releaseconductor.chatops;

import io.releaseconductor.ActionResult;
import io.releaseconductor.Conductor;
import io.releaseconductor.ShipRequest;
import io.releaseconductor.chat.Question;
import io.releaseconductor.chat.ShipCommand;
import io.releaseconductor.deployment.Action;
import io.releaseconductor.deployment.HistoryFilter;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.DeployId;
import io.releaseconductor.model.Environment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Takes commands: refuses from memory what can be refused, and says what is to be done of the others. */
final class CommandDesk {

    private final Conductor conductor;
    private final EarlyDenial early;
    private final Lateness lateness;
    private final Outcomes outcomes;
    private final ConfirmDesk confirming;
    private final Shipping shipping;
    private final Listings listings;
    private final Locking locking;
    private final Noting noting;
    private final StatsDesk statistics;
    private final TrustDesk trust;

    CommandDesk(Conductor conductor, ChatOpsOptions options, Outcomes outcomes, ConfirmDesk confirming) {
        this.conductor = conductor;
        this.early = options.early();
        this.lateness = new Lateness(options.clock());
        this.outcomes = outcomes;
        this.confirming = confirming;
        this.shipping = new Shipping(conductor, options.betweenTries());
        this.listings = new Listings(conductor);
        this.locking = new Locking(conductor, early, lateness);
        this.noting = new Noting(conductor, early, lateness);
        this.statistics = new StatsDesk(conductor, options.plot());
        this.trust = new TrustDesk(conductor);
    }

    Reception take(Command command) {
        Actor actor = command.actor();
        return switch (command.name()) {
            case Command.SHIP -> ship(command);
            case Command.STATUS -> inEnvironments(command, listings::status);
            case Command.HISTORY -> history(command);
            case Command.DETAILS ->
                onDeployment(
                        command,
                        Action.DETAILS,
                        Command.AUDIT.equals(command.filled(Command.SHOW))
                                ? id -> AuditListing.of(conductor.audit(id, actor))
                                : id -> outcomes.ofDetails(conductor.details(id, actor), actor));
            case Command.ROLLBACK ->
                answering(
                        Question.ROLLBACK,
                        command,
                        id -> conductor.rollback(
                                id, actor, command.option(Command.REASON), command.filled(Command.VERSION)));
            case Command.CANCEL -> answering(Question.CANCEL, command, id -> conductor.cancel(id, actor));
            case Command.OVERRIDE ->
                answering(
                        Question.OVERRIDE,
                        command,
                        id -> conductor.override(id, actor, command.option(Command.REASON)));
            case Command.LOCK -> locking.lock(command);
            case Command.UNLOCK -> locking.unlock(command);
            case Command.STATS -> over(command, statistics::told);
            case Command.TRUST -> over(command, trust::told);
            case Command.ADD_NOTE -> noting.take(command);
            default -> answered(new Reply.Refused(Wording.UNKNOWN_COMMAND, null));
        };
    }

    private Reception ship(Command command) {
        ShipCommand.Result read = shipping.read(command);
        if (read instanceof ShipCommand.Invalid invalid) {
            return answered(new Reply.Invalid(invalid.problems()));
        }
        if (!(read instanceof ShipCommand.Parsed parsed)) {
            return answered(new Reply.Refused(Wording.UNKNOWN_COMMAND, null));
        }
        ShipCommand wanted = parsed.command();
        Actor actor = command.actor();
        String denial = early.denial(actor, Action.SHIP, wanted.environment());
        if (denial != null) {
            return answered(new Reply.Denied(denial));
        }
        Reply refusal = lateness.refusal(Action.SHIP, command.madeAt());
        if (refusal != null) {
            return answered(refusal);
        }
        ShipRequest request = new ShipRequest(
                wanted.environment(),
                wanted.strategy(),
                wanted.ref(),
                wanted.version(),
                wanted.note(),
                command.destination(),
                actor,
                command.key(),
                wanted.override());
        String code = command.option(Command.CONFIRM);
        // whoever confirms has been told
        Supplier<List<String>> notes = () -> code == null ? noting.linesAfter(request.environment()) : List.of();
        return new Reception.Accepted(
                Action.SHIP,
                () -> confirming
                        .insteadOf(request, code, noting::lines)
                        .orElseGet(() -> outcomes.of(shipping.ship(request), actor, notes)));
    }

    private Reception history(Command command) {
        List<String> wrong = new ArrayList<>();
        HistoryFilter filter =
                HistoryOptions.read(command.options(), conductor.environments(), command.madeAt(), wrong);
        return wrong.isEmpty()
                ? inEnvironments(command, environments -> listings.history(environments, filter))
                : answered(new Reply.Invalid(wrong));
    }

    /** What is told of the last days, of one environment or of several. */
    private interface OverDays {
        Reply.Told told(List<Environment> environments, int days, Instant now);
    }

    private Reception over(Command command, OverDays telling) {
        List<String> wrong = new ArrayList<>();
        String asked = command.filled(Command.ENV);
        if (asked != null) {
            HistoryOptions.environment(asked, conductor.environments(), wrong);
        }
        int days = StatsDesk.days(command.filled(Command.DAYS), wrong);
        return wrong.isEmpty()
                ? inEnvironments(command, environments -> telling.told(environments, days, command.madeAt()))
                : answered(new Reply.Invalid(wrong));
    }

    private Reception inEnvironments(Command command, Function<List<Environment>, Reply> listing) {
        String asked = command.filled(Command.ENV);
        Actor actor = command.actor();
        List<Environment> all = conductor.environments();
        List<Environment> chosen = all.stream()
                .filter(e -> asked == null || e.name().equals(asked))
                .toList();
        if (chosen.isEmpty()) {
            return answered(new Reply.Invalid(List.of(Wording.noEnvironment(asked, all))));
        }
        List<Environment> permitted = chosen.stream()
                .filter(e -> early.denial(actor, Action.DETAILS, e) == null)
                .toList();
        if (permitted.isEmpty()) {
            String denial = early.denial(actor, Action.DETAILS, chosen.get(0));
            return answered(new Reply.Denied(denial == null ? "" : denial));
        }
        return new Reception.Accepted(Action.DETAILS, () -> listing.apply(permitted));
    }

    /** Of a command that does what a button does. */
    private Reception answering(Question question, Command command, Function<DeployId, ActionResult> answer) {
        return onDeployment(
                command,
                question.action(),
                id -> outcomes.of(
                        answer.apply(id), question.action(), command.actor(), d -> Wording.taken(question, d)));
    }

    private Reception onDeployment(Command command, Action action, Function<DeployId, Reply> task) {
        String text = command.option(Command.DEPLOYMENT);
        Optional<DeployId> id = text == null ? Optional.empty() : DeployId.parse(text.strip());
        if (id.isEmpty()) {
            return answered(new Reply.Invalid(List.of(Wording.noDeployId(text))));
        }
        DeployId deployment = id.get();
        String denial = early.denial(command.actor(), action, deployment.environment());
        if (denial != null) {
            conductor.noteDenial(deployment, command.actor(), action, denial);
            return answered(new Reply.Denied(denial));
        }
        return new Reception.Accepted(action, () -> task.apply(deployment));
    }

    private static Reception answered(Reply reply) {
        return new Reception.Answered(reply);
    }
}
