package io.releaseconductor.chatops;

import io.releaseconductor.Conductor;
import io.releaseconductor.LockRequest;
import io.releaseconductor.LockResult;
import io.releaseconductor.deployment.Action;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.lock.Lock;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Environment;
import io.releaseconductor.model.Spans;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Locks and unlocks for people. */
final class Locking {

    private final Conductor conductor;
    private final EarlyDenial early;
    private final Lateness lateness;

    Locking(Conductor conductor, EarlyDenial early, Lateness lateness) {
        this.conductor = conductor;
        this.early = early;
        this.lateness = lateness;
    }

    /** Where something is to be locked; everywhere if there is no environment. */
    private record Where(@Nullable Environment environment) {}

    Reception lock(Command command) {
        List<String> problems = new ArrayList<>();
        Where where = where(command, problems);
        Duration length = length(command, problems);
        if (!problems.isEmpty()) {
            return answered(new Reply.Invalid(problems));
        }
        Reply denied = denied(command.actor(), Action.LOCK, where);
        if (denied != null) {
            return answered(denied);
        }
        LockRequest request = new LockRequest(
                where.environment(), length, command.option(Command.REASON), command.actor(), command.destination());
        return new Reception.Accepted(Action.LOCK, () -> reply(conductor.lock(request)));
    }

    Reception unlock(Command command) {
        List<String> problems = new ArrayList<>();
        Where where = where(command, problems);
        if (!problems.isEmpty()) {
            return answered(new Reply.Invalid(problems));
        }
        Reply refusal = lateness.refusal(Action.UNLOCK, command.madeAt());
        return refusal != null
                ? answered(refusal)
                : new Reception.Accepted(
                        Action.UNLOCK, () -> reply(conductor.unlock(where.environment(), command.actor())));
    }

    private Where where(Command command, List<String> problems) {
        String asked = command.option(Command.ENV);
        List<Environment> all = conductor.environments();
        Optional<Environment> found =
                all.stream().filter(each -> each.name().equals(asked)).findFirst();
        if (found.isEmpty() && !Command.EVERYWHERE.equals(asked)) {
            problems.add("env: \"" + (asked == null ? "" : asked) + "\" is not allowed; allowed: "
                    + String.join(", ", CommandSpecs.lockableNames(all)));
        }
        return new Where(found.orElse(null));
    }

    private static Duration length(Command command, List<String> problems) {
        String asked = command.option(Command.FOR);
        Duration length = asked == null ? Lock.DEFAULT_LENGTH : Spans.parse(asked.strip());
        if (length == null || !Lock.allows(length)) {
            problems.add("for: \"" + asked + "\" is not allowed; allowed: " + Spans.ALLOWED + ", "
                    + Spans.format(Lock.SHORTEST) + " to " + Spans.format(Lock.LONGEST));
            return Lock.DEFAULT_LENGTH;
        }
        return length;
    }

    private @Nullable Reply denied(Actor actor, Action action, Where where) {
        Environment environment = where.environment();
        List<Environment> all = environment == null ? conductor.environments() : List.of(environment);
        for (Environment each : all) {
            String denial = early.denial(actor, action, each);
            if (denial != null) {
                return new Reply.Denied(denial);
            }
        }
        return null;
    }

    private static Reply reply(LockResult result) {
        if (result instanceof LockResult.Locked locked) {
            return new Reply.Noted("🔒 " + locked.lock().words() + "." + goesOn(locked.underWay()));
        }
        if (result instanceof LockResult.Unlocked unlocked) {
            Environment environment = unlocked.lock().environment();
            return new Reply.Noted(
                    environment == null ? "🔓 The stop is over." : "🔓 " + environment + " is unlocked.");
        }
        if (result instanceof LockResult.Refused refused) {
            return new Reply.Refused(refused.reason(), null);
        }
        if (result instanceof LockResult.Denied denied) {
            return new Reply.Denied(denied.reason());
        }
        if (result instanceof LockResult.Invalid invalid) {
            return new Reply.Invalid(invalid.problems());
        }
        throw new IllegalStateException("There is no reply for " + result.getClass());
    }

    /** What was begun before the lock is not stopped by it. */
    private static String goesOn(List<Deployment> underWay) {
        return underWay.isEmpty()
                ? ""
                : underWay.stream()
                        .map(d -> d.id() + " (" + d.status().words() + ")")
                        .collect(Collectors.joining(
                                ", ", " Under way before: ", "; what it began goes on, what comes next waits."));
    }

    private static Reception answered(Reply reply) {
        return new Reception.Answered(reply);
    }
}
