package io.releaseconductor.model;

import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who does something: a person, as the chat or the team's service knows them, or {@link #POLICY}.
 *
 * @param id the platform's own id of the person, opaque to the conductor, not blank
 * @param name what cards call them, not blank
 * @param groups the groups or roles they were known to have when they acted; may be empty
 * @param chat the chat or service that they came through and whose id it is, such as {@code discord}, not blank; null where that is not
 *     known, as in records from before it was kept, and for the policy
 */
public record Actor(
        String id,
        String name,
        Set<String> groups,
        @Nullable String chat) {

    /** The name under which automation acts (auto-promote, auto-rollback). Reserved: no person has this id. */
    public static final Actor POLICY = new Actor("policy", "policy", Set.of(), null);

    /**
     * Validates and copies.
     *
     * @throws IllegalArgumentException if the id, the name or the chat is blank
     */
    public Actor {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        groups = Set.copyOf(groups);
        if (id.isBlank() || name.isBlank()) {
            throw new IllegalArgumentException(
                    "actor: id \"" + id + "\" and name \"" + name + "\" are not allowed; allowed: any text, not blank");
        }
        if (chat != null && chat.isBlank()) {
            throw new IllegalArgumentException(
                    "actor " + id + ": chat \"" + chat + "\" is not allowed; allowed: any text, not blank, or none");
        }
    }

    /**
     * A person without groups.
     *
     * @param id the platform's own id, not blank and not {@code policy}
     * @param name what cards call them, not blank
     * @return the actor
     * @throws IllegalArgumentException if an argument is not allowed
     */
    public static Actor person(String id, String name) {
        return person(id, name, Set.of());
    }

    /**
     * A person with the groups or roles they have now.
     *
     * @param id the platform's own id, not blank and not {@code policy}
     * @param name what cards call them, not blank
     * @param groups their groups or roles
     * @return the actor
     * @throws IllegalArgumentException if an argument is not allowed
     */
    public static Actor person(String id, String name, Set<String> groups) {
        if (id.equals(POLICY.id)) {
            throw new IllegalArgumentException("actor: the id \"policy\" is reserved for automation");
        }
        return new Actor(id, name, groups, null);
    }

    /**
     * The same, known to have come through a chat. An adapter names itself here, by the same name on every node and in every version.
     *
     * @param value such as {@code discord}, not blank
     * @return the actor
     * @throws IllegalArgumentException if the chat is blank
     */
    public Actor withChat(String value) {
        return new Actor(id, name, groups, Objects.requireNonNull(value, "chat"));
    }

    /** {@return whether this is the policy and not a person} */
    public boolean isPolicy() {
        return id.equals(POLICY.id);
    }

    /**
     * Whether both are one person, as far as ids tell: names and groups change. Where one of them has no chat, the id alone decides.
     *
     * @param other somebody
     * @return whether the ids are equal, and the chats too where both are known
     */
    public boolean isSameAs(Actor other) {
        return id.equals(other.id) && (chat == null || other.chat == null || chat.equals(other.chat));
    }

    /**
     * Whether these are certainly two people. That is more than not {@linkplain #isSameAs to be the same}: somebody may well have an
     * account in each of two chats.
     *
     * @param other somebody
     * @return whether they came through one chat, under two ids
     */
    public boolean isCertainlyAnotherThan(Actor other) {
        return !id.equals(other.id) && Objects.equals(chat, other.chat);
    }

    @Override
    public String toString() {
        return name;
    }
}
