package io.releaseconductor.check;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The results of all checks, once.
 *
 * @param startedAt when the first check began
 * @param finishedAt when the last one ended
 * @param results one result per check, in the order of the catalog
 */
public record Verification(Instant startedAt, Instant finishedAt, List<CompletedCheck> results) {
    /** Requires all and copies. */
    public Verification {
        Objects.requireNonNull(startedAt, "startedAt");
        Objects.requireNonNull(finishedAt, "finishedAt");
        results = List.copyOf(results);
    }

    /**
     * How many checks came out in a certain way.
     *
     * @param status the way
     * @return how many
     */
    public int count(CheckStatus status) {
        return (int) results.stream().filter(r -> r.status() == status).count();
    }

    /** {@return how many checks passed; a warning is no pass} */
    public int passed() {
        return count(CheckStatus.PASS);
    }

    /**
     * The result of one check.
     *
     * @param checkId its id
     * @return its result, or empty if there was no such check
     */
    public Optional<CheckResult> result(String checkId) {
        return check(checkId).map(CompletedCheck::result);
    }

    /**
     * One check with its result.
     *
     * @param checkId its id
     * @return the check, or empty if there was no such check
     */
    public Optional<CompletedCheck> check(String checkId) {
        return results.stream().filter(r -> r.id().equals(checkId)).findFirst();
    }

    /** {@return whether any check found anything out, good or bad} */
    public boolean hasData() {
        return count(CheckStatus.NO_DATA) < results.size();
    }

    /** {@return whether nothing answers: all checks that found anything out found that} */
    public boolean isSilent() {
        return hasData()
                && results.stream()
                        .filter(check -> check.status() != CheckStatus.NO_DATA)
                        .allMatch(check -> check.result().unanswered());
    }

    /** {@return which version or set of instances answered, as the first check says that knows; empty if none does} */
    public Optional<String> answeredBy() {
        return results.stream()
                .flatMap(check -> check.result().answeredBy().stream())
                .findFirst();
    }

    /** {@return such as {@code 4/5 checks passed}} */
    public String headline() {
        return results.isEmpty() ? "no checks configured" : passed() + "/" + results.size() + " checks passed";
    }
}
