package io.releaseconductor.chatops;

import io.releaseconductor.chat.Card;
import io.releaseconductor.deployment.Deployment;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is said to the one who gave a command or clicked, and to nobody else: what concerns all is on the card. Texts are plain text that
 * may come from outside: escaping them and cutting them is the adapter's business.
 */
public sealed interface Reply {

    /**
     * It is done, and what follows from it is under way.
     *
     * @param deployment the deployment as it was saved
     * @param text what to say; null where the card alone tells, as after a click
     */
    record Done(Deployment deployment, @Nullable String text) implements Reply {
        /** Requires the deployment. */
        public Done {
            Objects.requireNonNull(deployment, "deployment");
        }
    }

    /**
     * The details of a deployment. Nothing was changed.
     *
     * @param deployment the deployment as it stands
     * @param card its details
     */
    record Details(Deployment deployment, Card card) implements Reply {
        /** Requires both. */
        public Details {
            Objects.requireNonNull(deployment, "deployment");
            Objects.requireNonNull(card, "card");
        }
    }

    /**
     * Several deployments. Nothing was changed.
     *
     * @param card what is under way, or what was
     * @param underWay those on it that are under way, for adapters that link to their cards
     */
    record Listing(Card card, List<Deployment> underWay) implements Reply {
        /** Requires and copies. */
        public Listing {
            Objects.requireNonNull(card, "card");
            underWay = List.copyOf(underWay);
        }
    }

    /**
     * Not possible as things stand.
     *
     * @param reason why
     * @param deployment the deployment that stands in the way, or was meant, for adapters that link to its card; null if there is none
     */
    record Refused(String reason, @Nullable Deployment deployment) implements Reply {
        /** Requires the reason. */
        public Refused {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /**
     * Not possible, because the same person did the same a moment ago. Where several nodes hear of one command or click, the slower ones
     * find it done and have nothing to say: an adapter shows this only if its own node acknowledged it.
     *
     * @param text what to say
     * @param refusal the refusal, as anybody else would get it
     */
    record Repeated(String text, Refused refusal) implements Reply {
        /** Requires both. */
        public Repeated {
            Objects.requireNonNull(text, "text");
            Objects.requireNonNull(refusal, "refusal");
        }
    }

    /**
     * The one who asks may not do that.
     *
     * @param reason why, in the words of the authorizer, ids of people and groups in the form that it gives them
     */
    record Denied(String reason) implements Reply {
        /** Requires the reason. */
        public Denied {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /**
     * What was asked for names what does not exist.
     *
     * @param problems all that is wrong and what is allowed, one line each; at least one
     */
    record Invalid(List<String> problems) implements Reply {
        /** Copies. */
        public Invalid {
            problems = List.copyOf(problems);
        }
    }

    /**
     * This node cannot do it now, or cannot tell whether it did.
     *
     * @param reason why, what is known, and what to do
     */
    record Unavailable(String reason) implements Reply {
        /** Requires the reason. */
        public Unavailable {
            Objects.requireNonNull(reason, "reason");
        }
    }
}
