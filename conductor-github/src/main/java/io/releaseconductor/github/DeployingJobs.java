package io.releaseconductor.github;

import io.releaseconductor.deployment.RunConclusion;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which jobs of a run deploy: those that the configuration names; else those that the workflow file, or one of the same repository that it
 * calls, gives an environment, where the files may be read; else all but the guard of the sample workflows.
 */
final class DeployingJobs {

    private static final Pattern GUARD = Pattern.compile("(?i)(.* / )?only[- ]once( / .*)?");

    /** As many as GitHub takes. */
    private static final int MAX_LEVELS = 10;

    private final GitHubOptions options;
    private final WorkflowTexts texts;

    DeployingJobs(GitHubOptions options, WorkflowTexts texts) {
        this.options = options;
        this.texts = texts;
    }

    /**
     * The jobs that deploy.
     *
     * @param jobs the jobs; none if they are not among those of the run, or not yet
     * @param known whether the configuration or the workflow file says that it is these
     */
    record Found(List<Job> jobs, boolean known) {

        static final Found NONE = new Found(List.of(), false);

        boolean begun() {
            return jobs.stream().anyMatch(Job::begun);
        }

        boolean isBehindAnother() {
            return !begun() && jobs.stream().anyMatch(Job::isBehindAnother);
        }

        boolean succeeded() {
            return jobs.stream().anyMatch(Job::succeeded)
                    && jobs.stream().allMatch(job -> job.succeeded() || job.skipped());
        }
    }

    Found of(Run run, Jobs jobs) {
        List<Pattern> named = named(run);
        if (!named.isEmpty()) {
            return new Found(
                    jobs.which(job -> named.stream()
                            .anyMatch(name -> name.matcher(job.name()).matches())),
                    true);
        }
        List<Job> rest = jobs.which(job -> !isGuard(job));
        boolean allSucceeded =
                run.conclusion() == RunConclusion.SUCCESS && rest.stream().allMatch(Job::succeeded);
        if (allSucceeded || rest.stream().noneMatch(Job::begun)) {
            // whichever of them deploys
            return new Found(rest, false);
        }
        List<JobText> withEnvironment = withEnvironment(run);
        return withEnvironment.isEmpty()
                ? new Found(rest, false)
                : new Found(
                        jobs.which(job -> withEnvironment.stream().anyMatch(each -> each.isShownAs(job.name()))), true);
    }

    /** Whether the guard refused the run: then another run of the same attempt, or of a later one, may have done anything. */
    static boolean isRefusedByGuard(Jobs jobs) {
        return jobs.all().stream().anyMatch(job -> isGuard(job) && job.failed());
    }

    private static boolean isGuard(Job job) {
        return GUARD.matcher(job.name()).matches();
    }

    private List<Pattern> named(Run run) {
        return options.workflows().values().stream()
                .filter(run::isOf)
                .map(WorkflowFile::job)
                .filter(Objects::nonNull)
                .distinct()
                .map(JobText::shown)
                .toList();
    }

    /** Whether jobs name an environment of GitHub's. */
    enum Naming {
        NONE,
        SOME,
        /** Nobody can tell, as far as the files may be read. */
        UNREADABLE
    }

    /** {@return whether a job of the run's file, or of those that it calls, names an environment} */
    Naming naming(Run run) {
        String sha = run.headSha();
        return run.file().isEmpty() || sha == null ? Naming.UNREADABLE : naming(run.file(), sha, 1);
    }

    private Naming naming(String file, String sha, int level) {
        Optional<WorkflowText> text = texts.read(file, sha);
        List<JobText> own = text.map(WorkflowText::jobs).orElse(List.of());
        if (own.stream().anyMatch(JobText::hasEnvironment)) {
            return Naming.SOME;
        }
        Naming all = text.isEmpty() ? Naming.UNREADABLE : Naming.NONE;
        for (JobText job : own) {
            Naming one = called(job, sha, level);
            if (one == Naming.SOME) {
                return one;
            }
            all = one == Naming.UNREADABLE ? one : all;
        }
        return all;
    }

    private Naming called(JobText job, String sha, int level) {
        String called = job.calls();
        if (called != null) {
            return level < MAX_LEVELS ? naming(called, sha, level + 1) : Naming.UNREADABLE;
        }
        return job.callsElsewhere() ? Naming.UNREADABLE : Naming.NONE;
    }

    /** The jobs of the run's file that have an environment, and those of the files that it calls, at the run's commit. */
    private List<JobText> withEnvironment(Run run) {
        String sha = run.headSha();
        List<JobText> found = new ArrayList<>();
        if (!run.file().isEmpty() && sha != null) {
            texts.read(run.file(), sha).ifPresent(text -> collect(text.jobs(), sha, 1, found));
        }
        return found;
    }

    private void collect(List<JobText> jobs, String sha, int level, List<JobText> found) {
        for (JobText job : jobs) {
            String called = job.calls();
            if (job.hasEnvironment()) {
                found.add(job);
            } else if (called != null
                    && level < MAX_LEVELS
                    && !GUARD.matcher(job.name()).matches()) {
                texts.read(called, sha).ifPresent(text -> {
                    List<JobText> there =
                            text.jobs().stream().map(each -> each.within(job)).toList();
                    collect(there, sha, level + 1, found);
                });
            }
        }
    }
}
