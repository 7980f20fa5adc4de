package io.releaseconductor.deployment;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How far the pre-flight of a deployment has come. It is asked until every rule says yes or is overridden, and once more where the first intent
 * comes long after that. Immutable; times are whole milliseconds.
 *
 * @param since since when it has been asked
 * @param askedAt when the answers were given; null before there are any
 * @param answers the last answers, in the order of the rules
 * @param admittedAt since when nothing of it keeps the deployment; null while something does
 * @param overrides what people overrode, in the order in which they did
 */
public record AdmissionState(
        Instant since,
        @Nullable Instant askedAt,
        List<AdmissionAnswer> answers,
        @Nullable Instant admittedAt,
        List<AdmissionOverride> overrides) {

    /** After this time an answer says nothing any more about what holds when the first intent is saved. */
    public static final Duration FRESH = Duration.ofMinutes(2);

    /** Somebody may wait for it. */
    private static final Duration PACE = Duration.ofSeconds(30);

    /**
     * Copies, and cuts times to milliseconds.
     *
     * @throws IllegalArgumentException if there are answers without a time, or it admits without answers
     */
    public AdmissionState {
        since = since.truncatedTo(ChronoUnit.MILLIS);
        askedAt = cut(askedAt);
        admittedAt = cut(admittedAt);
        answers = List.copyOf(answers);
        overrides = List.copyOf(overrides);
        if (askedAt == null && (!answers.isEmpty() || admittedAt != null)) {
            throw new IllegalArgumentException("admission: there are answers, but nobody was asked");
        }
    }

    private static @Nullable Instant cut(@Nullable Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * Nobody was asked yet.
     *
     * @param at when it is asked first
     * @return the state
     */
    static AdmissionState begin(Instant at) {
        return new AdmissionState(at, null, List.of(), null, List.of());
    }

    /**
     * As a deployment begins of which nothing was asked before.
     *
     * @param request what was asked for
     * @return the state; null if no rule holds for it
     */
    public static @Nullable AdmissionState of(DeployRequest request) {
        return request.admission().isEmpty() ? null : begin(request.initiatedAt());
    }

    /**
     * The state after answers.
     *
     * @param now the answers, one for each rule
     * @param at when they were given
     * @return the state
     */
    public AdmissionState answered(List<AdmissionAnswer> now, Instant at) {
        return settled(at, now, overrides, at);
    }

    /**
     * The same, begun against all rules that keep the deployment now.
     *
     * @param decision who lets it begin, and when
     * @param reason why, one line
     * @return the state
     * @throws IllegalArgumentException if there is no reason, or no rule keeps it
     */
    public AdmissionState overridden(Decision decision, String reason) {
        AdmissionOverride override = new AdmissionOverride(decision, reason, openRules());
        List<AdmissionOverride> all =
                Stream.concat(overrides.stream(), Stream.of(override)).toList();
        return settled(askedAt, answers, all, decision.at());
    }

    private AdmissionState settled(
            @Nullable Instant asked, List<AdmissionAnswer> now, List<AdmissionOverride> all, Instant at) {
        boolean kept = now.stream().anyMatch(answer -> keeps(answer, all));
        return new AdmissionState(since, asked, now, kept ? null : admittedAt == null ? at : admittedAt, all);
    }

    private static boolean keeps(AdmissionAnswer answer, List<AdmissionOverride> overrides) {
        return !answer.admits()
                && overrides.stream().noneMatch(override -> override.rules().contains(answer.rule()));
    }

    /**
     * Whether a rule was overridden that does not admit.
     *
     * @param answer what the rule answered
     * @return whether a person let it begin against that
     */
    public boolean isOverridden(AdmissionAnswer answer) {
        return !answer.admits() && !keeps(answer, overrides);
    }

    /** {@return what keeps the deployment from beginning, as far as was answered; empty if nothing does} */
    public List<AdmissionAnswer> open() {
        return answers.stream().filter(answer -> keeps(answer, overrides)).toList();
    }

    /** {@return the names of the rules that keep it, as far as was answered, in their order} */
    public List<String> openRules() {
        return open().stream().map(AdmissionAnswer::rule).toList();
    }

    /** {@return whether one of them says no, so that waiting alone does not help} */
    public boolean refuses() {
        return open().stream().anyMatch(AdmissionAnswer::refuses);
    }

    /** {@return what is waited for, one line without a full stop} */
    public String waitingFor() {
        return answers.isEmpty()
                ? "the pre-flight has not answered"
                : open().stream().map(AdmissionAnswer::describe).collect(Collectors.joining("; "));
    }

    /** {@return whether nothing of it keeps the deployment} */
    public boolean admits() {
        return admittedAt != null;
    }

    /** Whether the first intent may be saved at a time. */
    boolean admitsAt(Instant at) {
        return admits() && !at.isAfter(due());
    }

    /** {@return when it is to be asked: at its pace while something keeps the deployment, else once the answers are too old} */
    public Instant due() {
        return askedAt == null ? since : askedAt.plus(admits() ? FRESH : PACE);
    }
}
