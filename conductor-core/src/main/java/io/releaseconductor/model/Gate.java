package io.releaseconductor.model;

/** What has to happen before a rollout goes on after a wave; after the last one, before the deployment counts as promoted. */
public sealed interface Gate {

    /** One person who may promote, whoever shipped it, and whoever else agrees. */
    Gate ONE_APPROVAL = new Approval();

    /** Nobody, if what the wave was looked at for is well. */
    Gate OPEN = new Open();

    /** {@return the gate in words for people, such as {@code one approval}} */
    String words();

    /** One person approves; or the policy, where it promotes by itself and the verdict says so. */
    record Approval() implements Gate {
        @Override
        public String words() {
            return "one approval";
        }
    }

    /**
     * It opens by itself: at once after a wave that is not looked at, else if no trigger fires and all criteria for promotion are met,
     * whether or not the policy promotes by itself elsewhere. Where they are not, a person is asked.
     */
    record Open() implements Gate {
        @Override
        public String words() {
            return "open";
        }
    }
}
