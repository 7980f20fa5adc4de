package io.releaseconductor.examples.fakediscord;

import java.util.Set;

/**
 * A member of the server.
 *
 * @param id their id
 * @param name what they are called in the server
 * @param roles the ids of the roles that they have at the moment
 */
public record FakePerson(String id, String name, Set<String> roles) {

    /** Copies. */
    public FakePerson {
        roles = Set.copyOf(roles);
    }

    /**
     * The same with other roles from now on.
     *
     * @param ids the ids of the roles
     * @return the changed person
     */
    public FakePerson withRoles(String... ids) {
        return new FakePerson(id, name, Set.of(ids));
    }
}
