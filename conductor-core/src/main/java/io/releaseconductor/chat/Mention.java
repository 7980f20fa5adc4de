package io.releaseconductor.chat;

import io.releaseconductor.model.Actor;
import java.util.Objects;

/** Whom a message calls, so that their devices ring. An adapter that cannot call somebody shows the message all the same. */
public sealed interface Mention {

    /**
     * All of a group.
     *
     * @param id the chat's own id of the group or role
     */
    record Group(String id) implements Mention {
        /** Requires the id. */
        public Group {
            Objects.requireNonNull(id, "id");
        }
    }

    /**
     * One person. Nobody can be called through another chat than the one that they came through.
     *
     * @param actor who
     */
    record Person(Actor actor) implements Mention {
        /** Requires the person. */
        public Person {
            Objects.requireNonNull(actor, "actor");
        }
    }
}
