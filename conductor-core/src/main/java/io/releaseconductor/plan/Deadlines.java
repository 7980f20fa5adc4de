package io.releaseconductor.plan;

import io.releaseconductor.config.VariableReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How long things may take. When one of these passes, something visible happens; so each is more than zero and at most
 * {@link #LONGEST}: "never" is not a deadline.
 *
 * @param admission how long a lock, a stop or a closed window may keep a deployment from beginning before it is cancelled
 * @param dispatch how long a workflow may fail to be dispatched before the phase fails
 * @param intent how long a saved intent may be acted on; longer than zero
 * @param call how long a call through a port may take
 * @param locate how long a run is looked for before a person is asked
 * @param run how long a run may take before it is cancelled
 * @param runWaiting how long a run may wait for a reviewer before it is cancelled
 * @param cancel how long a cancelled run may go on before a person is asked
 * @param verification how long a verification may fail to come to an end, restarts after a crash included
 * @param decision how long a decision is awaited before the deployment expires
 * @param firstReminder when a deployment that needs attention is reminded of first
 * @param nextReminder how long after each reminder the next one follows
 */
public record Deadlines(
        Duration admission,
        Duration dispatch,
        Duration intent,
        Duration call,
        Duration locate,
        Duration run,
        Duration runWaiting,
        Duration cancel,
        Duration verification,
        Duration decision,
        Duration firstReminder,
        Duration nextReminder) {

    /** How far apart the clocks of two nodes may be: 10 s. By its own, a node waits for so much longer for what another one began. */
    public static final Duration CLOCKS_APART = Duration.ofSeconds(10);

    /** The longest that any of them may be: 3,650 days. */
    public static final Duration LONGEST = Duration.ofDays(3650);

    /** 1 h, 5 min, 30 s, 30 s, 5 min, 60 min, 24 h, 10 min, 10 min, 1 h, 15 min, 1 h. */
    public static final Deadlines DEFAULT = new Deadlines(
            Duration.ofHours(1),
            Duration.ofMinutes(5),
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            Duration.ofMinutes(5),
            Duration.ofMinutes(60),
            Duration.ofHours(24),
            Duration.ofMinutes(10),
            Duration.ofMinutes(10),
            Duration.ofHours(1),
            Duration.ofMinutes(15),
            Duration.ofHours(1));

    /**
     * Validates.
     *
     * @throws IllegalArgumentException if a value is not more than zero, or is longer than {@link #LONGEST}; names all of them
     */
    public Deadlines {
        List<String> problems = new ArrayList<>();
        require(problems, "admission", admission);
        require(problems, "dispatch", dispatch);
        require(problems, "intent", intent);
        require(problems, "call", call);
        require(problems, "locate", locate);
        require(problems, "run", run);
        require(problems, "runWaiting", runWaiting);
        require(problems, "cancel", cancel);
        require(problems, "verification", verification);
        require(problems, "decision", decision);
        require(problems, "firstReminder", firstReminder);
        require(problems, "nextReminder", nextReminder);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("deadlines: " + String.join(", ", problems)
                    + "; allowed: more than zero, at most " + LONGEST.toDays() + " days");
        }
    }

    /**
     * The defaults, as {@code SHIP_DEADLINE_ADMISSION_MS}, {@code SHIP_DEADLINE_DISPATCH_MS}, {@code SHIP_DEADLINE_INTENT_MS}, {@code SHIP_DEADLINE_CALL_MS}, {@code
     * SHIP_DEADLINE_LOCATE_MS}, {@code SHIP_DEADLINE_RUN_MS}, {@code SHIP_DEADLINE_RUN_WAITING_MS}, {@code SHIP_DEADLINE_CANCEL_MS}, {@code
     * SHIP_DEADLINE_VERIFICATION_MS}, {@code SHIP_DEADLINE_DECISION_MS}, {@code
     * SHIP_DEADLINE_FIRST_REMINDER_MS} and {@code SHIP_DEADLINE_NEXT_REMINDER_MS} change them.
     *
     * @param variables where they are read, and problems noted
     * @return the deadlines
     */
    public static Deadlines fromVariables(VariableReader variables) {
        return new Deadlines(
                read(variables, "ADMISSION", DEFAULT.admission),
                read(variables, "DISPATCH", DEFAULT.dispatch),
                read(variables, "INTENT", DEFAULT.intent),
                read(variables, "CALL", DEFAULT.call),
                read(variables, "LOCATE", DEFAULT.locate),
                read(variables, "RUN", DEFAULT.run),
                read(variables, "RUN_WAITING", DEFAULT.runWaiting),
                read(variables, "CANCEL", DEFAULT.cancel),
                read(variables, "VERIFICATION", DEFAULT.verification),
                read(variables, "DECISION", DEFAULT.decision),
                read(variables, "FIRST_REMINDER", DEFAULT.firstReminder),
                read(variables, "NEXT_REMINDER", DEFAULT.nextReminder));
    }

    private static Duration read(VariableReader variables, String name, Duration fallback) {
        return variables.millis("SHIP_DEADLINE_" + name + "_MS", fallback, Duration.ofMillis(1), LONGEST);
    }

    private static void require(List<String> problems, String name, Duration value) {
        if (value.isNegative() || value.isZero() || value.compareTo(LONGEST) > 0) {
            problems.add(name + " is " + value);
        }
    }

    /** {@return how long a phase may take if it takes as long as it may at every turn, until its run is cancelled} */
    Duration phase() {
        return dispatch.plus(intent)
                .plus(call)
                .plus(CLOCKS_APART)
                .plus(locate)
                .plus(runWaiting)
                .plus(run);
    }

    /** {@return a builder that begins with these deadlines} */
    public DeadlinesBuilder toBuilder() {
        return new DeadlinesBuilder(this);
    }
}
