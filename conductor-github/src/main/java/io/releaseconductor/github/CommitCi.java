package io.releaseconductor.github;

import io.releaseconductor.deployment.AdmissionOutcome;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.Admission;
import java.util.List;
import java.util.Set;

/** Whether CI is green at the commit that is shipped. Thread-safe. */
final class CommitCi implements Admission {

    static final String NAME = "ci";

    private final GitHubOptions options;
    private final CommitNames names;
    private final CiReader reader;

    CommitCi(GitHubOptions options, CommitNames names, CiReader reader) {
        this.options = options;
        this.names = names;
        this.reader = reader;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public AdmissionOutcome ask(Question question) {
        String version = question.version();
        if (version == null) {
            return new AdmissionOutcome.Unknown("nobody knows yet which commit is shipped");
        }
        if (VersionNames.isWholeId(version)) {
            return at(version, question.environment());
        }
        if (!VersionNames.isName(version)) {
            return new AdmissionOutcome.No(Unknowns.noName(version));
        }
        Reply reply = names.find(version);
        String sha = CommitNames.id(reply);
        if (sha != null) {
            return at(sha, question.environment());
        }
        return CommitNames.isNowhere(reply)
                ? new AdmissionOutcome.No(
                        "there is no commit, tag or branch " + Messages.shown(version) + " in " + options.fullName())
                : new AdmissionOutcome.Unknown(Unknowns.why(reply));
    }

    /** Says what of it the token may read at the head of a branch. */
    void examine(String branch, Findings findings) {
        List<String> unseen = reader.unseen(branch);
        if (unseen == null) {
            return;
        }
        if (unseen.isEmpty()) {
            findings.good(null, "Whether CI is green can be read: runs, check runs of apps and commit statuses");
        } else {
            findings.note(
                    null,
                    "Whether CI is green is told without " + String.join(" and ", unseen)
                            + ", which the token may not read");
        }
    }

    private AdmissionOutcome at(String sha, Environment environment) {
        Set<String> required = options.ciRequired(environment);
        return CiVerdict.of(reader.read(sha, required), required, sha);
    }
}
