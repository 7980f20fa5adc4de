package io.releaseconductor.github;

import io.releaseconductor.deployment.RunConclusion;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Judges how a run ended by the jobs that deploy: a green run is no deployment yet, and a red one may be. */
final class EndJudge {

    private final DeployingJobs deploying;
    private final Unbegun unbegun;

    EndJudge(DeployingJobs deploying, Unbegun unbegun) {
        this.deploying = deploying;
        this.unbegun = unbegun;
    }

    /** What deploys, as far as that is known; none of it as long as it is not. */
    DeployingJobs.Found deploying(Run run, Jobs jobs) {
        return jobs.trouble() == null ? deploying.of(run, jobs) : DeployingJobs.Found.NONE;
    }

    /**
     * Judges a run at its end.
     *
     * @param jobs all of its jobs
     */
    Ending judge(Run run, Jobs jobs) {
        DeployingJobs.Found own = deploying.of(run, jobs);
        boolean started = own.begun() || DeployingJobs.isRefusedByGuard(jobs);
        RunConclusion said = Objects.requireNonNull(run.conclusion(), "conclusion");
        if (own.succeeded() && (said == RunConclusion.SUCCESS || own.known())) {
            return new Ending(RunConclusion.SUCCESS, true, besides(own, jobs));
        }
        if (said == RunConclusion.SUCCESS) {
            return green(own, jobs, started);
        }
        Ending why = said == RunConclusion.FAILURE ? unbegun.why(run, jobs) : null;
        if (why != null) {
            return new Ending(why.conclusion(), started, why.notes());
        }
        return new Ending(said, started, jobs.failures());
    }

    /** What is worth knowing of a run that deployed. */
    private static List<String> besides(DeployingJobs.Found own, Jobs jobs) {
        List<String> notes = new ArrayList<>(jobs.failures());
        if (!own.known()) {
            own.jobs().stream()
                    .filter(Job::skipped)
                    .findFirst()
                    .ifPresent(job -> notes.add("job " + job.quoted()
                            + " was skipped; if it is the one that deploys, name it with GITHUB_DEPLOY_JOB"));
        }
        return notes;
    }

    /** Green, though what deploys did not succeed. */
    private static Ending green(DeployingJobs.Found own, Jobs jobs, boolean started) {
        if (own.jobs().isEmpty()) {
            return new Ending(
                    RunConclusion.UNKNOWN,
                    started,
                    List.of("none of its jobs is known to deploy; name the one that does with GITHUB_DEPLOY_JOB"));
        }
        List<String> failures = jobs.failures();
        if (own.jobs().stream().allMatch(Job::skipped)) {
            return new Ending(
                    RunConclusion.SKIPPED, started, List.of(skipped(own.jobs().get(0))));
        }
        return failures.isEmpty()
                ? new Ending(RunConclusion.UNKNOWN, started, List.of("it is not known how what deploys ended"))
                : new Ending(RunConclusion.FAILURE, started, failures);
    }

    static String skipped(Job job) {
        return "job " + job.quoted() + " was skipped, by its own condition or since one that it needs did not succeed"
                + job.link();
    }
}
