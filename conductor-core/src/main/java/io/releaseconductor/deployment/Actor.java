package io.releaseconductor.deployment;

import java.util.Objects;
import java.util.Set;

/**
 * Who does something: a person, as the chat or the team's service knows them, or {@link #POLICY}.
 *
 * @param id the platform's own id of the person, opaque to the conductor, not blank
 * @param name what cards call them, not blank
 * @param groups the groups or roles they were known to have when they acted; may be empty
 */
public record Actor(String id, String name, Set<String> groups) {

    /** The name under which automation acts (auto-promote, auto-rollback). Reserved: no person has this id. */
    public static final Actor POLICY = new Actor("policy", "policy", Set.of());

    /**
     * Validates and copies.
     *
     * @throws IllegalArgumentException if the id or the name is blank
     */
    public Actor {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        groups = Set.copyOf(groups);
        if (id.isBlank() || name.isBlank()) {
            throw new IllegalArgumentException(
                    "actor: id \"" + id + "\" and name \"" + name + "\" are not allowed; allowed: any text, not blank");
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
        return new Actor(id, name, groups);
    }

    /** {@return whether this is the policy and not a person} */
    public boolean isPolicy() {
        return id.equals(POLICY.id);
    }

    @Override
    public String toString() {
        return name;
    }
}
