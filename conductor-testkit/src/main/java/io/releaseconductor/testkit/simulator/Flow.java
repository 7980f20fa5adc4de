package io.releaseconductor.testkit.simulator;

/** The canonical ways of a deployment, each with one person who does what leads along it. */
public enum Flow {
    /** Shipped, verified, promoted. */
    PROMOTE,
    /** Shipped, verified, rolled back by a person. */
    ROLLBACK,
    /** Shipped, verified badly, rolled back by policy. */
    AUTO_ROLLBACK,
    /** Shipped as a canary, promoted by a full rollout. */
    CANARY,
    /** Cancelled while its run goes on. */
    CANCEL,
    /** Promoted in staging, and so shipped to production, and promoted there. */
    LINKED,
    /** The run of the deploy phase fails. */
    DEPLOY_FAILS,
    /** Rolled back after it was promoted. */
    LATE_ROLLBACK,
    /** The CI service takes the request to deploy, starts a run, and answers with an error; its runs show their keys. */
    AMBIGUOUS,
    /** The same where runs do not show their keys, so that a person has to say which run it is. */
    AMBIGUOUS_WITHOUT_KEY,
    /** A check fails once and works when it is asked again; promoted. */
    HICCUP,
    /** Nothing answers for 20 seconds after the run; promoted. */
    SLOW_START,
    /** The run of the deploy phase fails, and is started again at the CI service; promoted. */
    STARTED_AGAIN,
    /** A canary in three waves, each of the first two promoted by a person, with a click on an old card between, the last one by itself. */
    THREE_WAVES,
    /** A canary in three waves that is ill in the second one; rolled back by policy. */
    WAVE_FAILS,
    /** A canary in three waves that go on by themselves. */
    OPEN_GATES,
    /** A canary whose waves bake, and go on by themselves. */
    BAKED,
    /** The same, ill in the second wave from some round on; rolled back by policy. */
    ILL_IN_BAKE,
    /** A canary whose waves bake and that metrics find harmless. */
    COUNTED,
    /** The same, worse than the stable side in the second wave, while all checks pass; rolled back by policy. */
    WORSE,
    /** All at once, and worse than before it, while all checks pass; told, and rolled back by a person. */
    WORSE_THAN_BEFORE,
    /** A canary that two others than whoever shipped it have to approve, who tries it too, and not the policy, though it promotes. */
    TWO_APPROVERS,
    /** The same, where a check fails between two approvals, which have to be given anew. */
    VOIDED,
    /**
     * Promoted, and ill since; what is shipped then is as ill: not rolled back by policy, but by a person, and verified all the same.
     */
    ILL_BEFORE,
    /** A canary in three waves, held and ill in the first two, which a person promotes all the same. */
    ACCEPTED,
    /** A canary in three waves that bake, which two others than whoever shipped it take from the first straight to the last, after who tries it too. */
    PROMOTE_FULLY,
    /**
     * A canary that two others have to approve. The first one loses the role after that, and a third one before they click: what was approved
     * with the role stands, and no click without it counts.
     */
    APPROVER_LOSES_ROLE,
    /** Ill, and held by two, who lift that one after the other, when somebody else has tried to; then rolled back by policy. */
    HELD,
    /** A canary in three waves that go on by themselves, held before and lifted when all is well. */
    LIFTED,
    /** Put on the idle instances and ill there; rolled back by policy, with no run that switches anything. */
    ILL_WHILE_IDLE,
    /** Put on the idle instances, switched to by a person's approval, and switched back by a person. */
    SWITCHED_BACK,
    /**
     * Promoted while a change log takes its time to tell what is being shipped, until after the run; what is shipped then, it fails to tell
     * twice; rolled back by a person.
     */
    CHANGE_LOG,
    /** A canary of a branch that moves all the time, which deploys one commit in both waves; promoted. */
    BRANCH_MOVES,
    /** Ill, and risky paths changed: not rolled back by policy, which says so, but by a person. */
    LEFT_TO_A_PERSON,
    /** Shipped before the window opens; promoted then. */
    WINDOW_OPENS,
    /** Locked by another person before anything is sent, and unlocked by them; promoted. */
    LOCKED_BETWEEN_SHIP_AND_SEND,
    /** Locked by another person before anything is sent, for longer than it waits; cancelled. */
    LOCKED_FOR_TOO_LONG,
    /** Verified when everything is stopped, which keeps it from being promoted, but not from being rolled back. */
    STOPPED,
    /** Promoted, and ill while it is watched: told while somebody holds it, and rolled back by policy once that is lifted. */
    WATCH_ROLLS_BACK,
    /** Promoted and watched, when a newer version is shipped and cancelled; ill after that, and not rolled back any more. */
    WATCH_SUPERSEDED,
    /** Promoted in staging, and another version as well before production was shipped to, which gets the second one. */
    SOAK,
    /**
     * Not shipped to production before staging promoted it, and there only once CI is green; promoted. Another version, which staging gives up while
     * production waits for CI, is cancelled there.
     */
    ORDER_ENFORCED,
    /**
     * Kept from beginning by CI, against which another person lets it begin; promoted. The same in production, which is locked then, until staging has
     * given the version up: nobody let it begin against that, and it is cancelled by a person.
     */
    OVERRIDDEN,
    /** Verified, and left to people, who are called and called once more, and do not come: expired. */
    CALLED,
    /**
     * Ill in staging and in production, and once more in staging in the second of two waves that bake; each rolled back by policy. The last one
     * makes it a rate that is too high there. Three nodes work on it.
     */
    FAILS_AGAIN
}
