package io.releaseconductor.examples.fakegithub;

import org.jspecify.annotations.Nullable;

/**
 * A job of a run.
 *
 * @param name its name, as the run shows it
 * @param status its status
 * @param conclusion its conclusion, or null
 * @param begun whether it reached a runner
 * @param annotation what GitHub notes of its failure, or null
 */
public record FakeJob(
        String name,
        String status,
        @Nullable String conclusion,
        boolean begun,
        @Nullable String annotation) {

    /**
     * One that ended as a job does that has worked.
     *
     * @param name its name
     * @param conclusion how it ended
     * @return the job
     */
    public static FakeJob done(String name, String conclusion) {
        return new FakeJob(name, "completed", conclusion, true, null);
    }

    /**
     * One at work.
     *
     * @param name its name
     * @return the job
     */
    public static FakeJob working(String name) {
        return new FakeJob(name, "in_progress", null, true, null);
    }

    /**
     * One that ended before it reached a runner: skipped, cancelled, rejected, or refused by a rule.
     *
     * @param name its name
     * @param conclusion {@code skipped}, {@code cancelled} or {@code failure}
     * @param annotation what GitHub notes, or null
     * @return the job
     */
    public static FakeJob unbegun(String name, String conclusion, @Nullable String annotation) {
        return new FakeJob(name, "completed", conclusion, false, annotation);
    }

    /**
     * One that has not begun.
     *
     * @param name its name
     * @param status {@code queued}, {@code waiting} or {@code pending}
     * @return the job
     */
    public static FakeJob held(String name, String status) {
        return new FakeJob(name, status, null, false, null);
    }
}
