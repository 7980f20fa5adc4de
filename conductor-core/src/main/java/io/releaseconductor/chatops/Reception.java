package io.releaseconductor.chatops;

import io.releaseconductor.deployment.Action;
import io.releaseconductor.spi.StoreUnavailableException;
import java.util.Objects;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What can be said of a command or click at once, from memory: platforms wait for a few seconds only, and the rest may take longer.
 */
public sealed interface Reception {

    /**
     * Answered already; nothing else follows.
     *
     * @param reply the answer
     */
    record Answered(Reply reply) implements Reception {
        /** Requires the reply. */
        public Answered {
            Objects.requireNonNull(reply, "reply");
        }
    }

    /** To be acknowledged at once, and then carried out once, on a thread that may wait. */
    final class Accepted implements Reception {

        private static final Logger LOG = LoggerFactory.getLogger(Accepted.class);

        private final Action action;
        private final Supplier<Reply> work;

        Accepted(Action action, Supplier<Reply> work) {
            this.action = action;
            this.work = work;
        }

        /**
         * {@return whether it records why, if it is told: a chat that can ask for a reason asks before it is carried out, and brings the
         * click again {@linkplain Click#withReason with it}}
         */
        public boolean takesReason() {
            return action == Action.ROLLBACK || action == Action.HOLD || action == Action.OVERRIDE;
        }

        /**
         * {@return whether it is to be left where the chat refuses the acknowledgement as too late: whoever asked was told that it
         * failed, and nothing may go live behind their back. What stops or undoes something is done all the same}
         */
        public boolean needsAcknowledgement() {
            return Lateness.goesLive(action);
        }

        /**
         * Does it, blocking. Never throws: whoever asked is waiting.
         *
         * @return what came of it
         */
        public Reply carryOut() {
            try {
                return work.get();
            } catch (StoreUnavailableException e) {
                LOG.warn("The state store cannot be reached", e);
                return new Reply.Unavailable(Wording.NO_STORE);
            } catch (Throwable e) {
                // whoever asked is waiting, whatever was thrown
                LOG.error("A command or click failed", e);
                return new Reply.Unavailable(Wording.DEFECT);
            }
        }
    }
}
