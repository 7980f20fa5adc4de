package io.releaseconductor.spi;

import io.releaseconductor.deployment.Action;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Environment;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * May this person do this? Asked at the moment of every command and click, and never about the policy. Must answer from
 * memory, at once, so that a click can be acknowledged in time; must be thread-safe. Asked on a thread of its own, without what the
 * caller keeps in thread-locals. Anything that is thrown, null, or no answer within two seconds is a denial; once eight calls did not end
 * when they were interrupted, it is not asked, and everything is denied, until one of them ends.
 */
@FunctionalInterface
public interface Authorizer {

    /**
     * The question.
     *
     * @param actor who
     * @param action what; who asks for {@link Action#FULLY} is asked about twice, about {@link Action#PROMOTE} as well, and needs both
     * @param environment where
     * @param deployment which deployment as it stands; null for {@link Action#SHIP}, when there is none yet
     */
    record Question(
            Actor actor,
            Action action,
            Environment environment,
            @Nullable Deployment deployment) {
        /** Requires what is not optional. */
        public Question {
            Objects.requireNonNull(actor, "actor");
            Objects.requireNonNull(action, "action");
            Objects.requireNonNull(environment, "environment");
        }
    }

    /** The answer. */
    sealed interface Answer {
        /**
         * Permitted.
         *
         * @param groups the groups, roles or teams of the person that it rests on, for gates that ask for approvals of some of them; empty if
         *     it rests on none
         */
        record Permitted(Set<String> groups) implements Answer {
            /** Copies. */
            public Permitted {
                groups = Set.copyOf(groups);
            }
        }

        /**
         * Denied.
         *
         * @param reason why, such that the person can act on it
         */
        record Denied(String reason) implements Answer {
            /** Requires the reason. */
            public Denied {
                Objects.requireNonNull(reason, "reason");
            }
        }

        /** {@return the permission} */
        static Answer permit() {
            return new Permitted(Set.of());
        }

        /**
         * The permission of somebody who has it as a member of groups.
         *
         * @param groups the groups of theirs that it rests on
         * @return the permission
         */
        static Answer permit(Set<String> groups) {
            return new Permitted(groups);
        }

        /**
         * A denial.
         *
         * @param reason why, such that the person can act on it
         * @return the denial
         */
        static Answer deny(String reason) {
            return new Denied(reason);
        }
    }

    /**
     * Answers the question.
     *
     * @param question the question
     * @return the answer; never null
     */
    Answer ask(Question question);

    /**
     * Four eyes: whether whoever shipped to an environment needs somebody else to promote it. The conductor then sees to it, whatever a
     * promotion comes through, and goes back over what the policy shipped to the person who shipped first; the policy itself is not
     * held to it. Asked once, when the conductor is built. An authorizer that asks another one for its answers passes this on as well.
     *
     * @param environment where
     * @return who could promote it, as a sentence for people such as {@code Permitted: release managers.}, empty if there is nothing to
     *     say; null, the default, if nobody else is needed
     */
    default @Nullable String secondPerson(Environment environment) {
        return null;
    }

    /**
     * Who may do something, for the cards. Asked once, when the conductor is built, and only shown: what holds is what is answered at the
     * moment of the click. An authorizer that asks another one for its answers passes this on as well.
     *
     * @param environment where
     * @param action what
     * @return in words that go on a sentence, such as {@code role 123 or user 456}, {@code everyone} or {@code nobody}; null, the default,
     *     if that cannot be told
     */
    default @Nullable String permitted(Environment environment, Action action) {
        return null;
    }

    /** {@return an authorizer that permits everything to everybody; right for a demo, and a choice to be spelled out} */
    static Authorizer allowAll() {
        return new Authorizer() {
            @Override
            public Answer ask(Question question) {
                return Answer.permit();
            }

            @Override
            public String permitted(Environment environment, Action action) {
                return "everyone";
            }
        };
    }
}
