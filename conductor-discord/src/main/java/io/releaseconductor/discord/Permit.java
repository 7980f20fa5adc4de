package io.releaseconductor.discord;

import io.releaseconductor.model.Actor;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who is permitted something: everyone in the server, or whoever has one of some roles or is one of some people.
 *
 * @param everyone whether everyone is
 * @param roles the ids of roles ("Copy Role ID" in Discord), 15 to 20 digits each
 * @param users the ids of people ("Copy User ID" in Discord), 15 to 20 digits each
 */
public record Permit(boolean everyone, Set<String> roles, Set<String> users) {

    /** Nobody. */
    public static final Permit NOBODY = new Permit(false, Set.of(), Set.of());

    /** Everyone who can use the bot's commands in the server. */
    public static final Permit EVERYONE = new Permit(true, Set.of(), Set.of());

    /**
     * Validates and copies.
     *
     * @throws IllegalArgumentException if an id is not the id of a role or user
     */
    public Permit {
        roles = Set.copyOf(roles);
        users = Set.copyOf(users);
        Stream.concat(roles.stream(), users.stream()).forEach(id -> {
            if (!DiscordOptions.isId(id)) {
                throw new IllegalArgumentException(
                        "permit: id \"" + id + "\" is not allowed; allowed: 15 to 20 digits, as Discord copies them");
            }
        });
    }

    /**
     * Whoever has a role.
     *
     * @param ids the ids of the roles
     * @return the permit
     */
    public static Permit roles(String... ids) {
        return new Permit(false, new LinkedHashSet<>(List.of(ids)), Set.of());
    }

    /**
     * Some people.
     *
     * @param ids their ids
     * @return the permit
     */
    public static Permit users(String... ids) {
        return new Permit(false, Set.of(), new LinkedHashSet<>(List.of(ids)));
    }

    /**
     * Both.
     *
     * @param other another permit
     * @return whoever is permitted by either
     */
    public Permit or(Permit other) {
        Set<String> allRoles = new LinkedHashSet<>(roles);
        allRoles.addAll(other.roles);
        Set<String> allUsers = new LinkedHashSet<>(users);
        allUsers.addAll(other.users);
        return new Permit(everyone || other.everyone, allRoles, allUsers);
    }

    /**
     * Tells whether it permits somebody.
     *
     * @param actor who, with the roles that came with the click
     * @return whether it does
     */
    public boolean includes(Actor actor) {
        return everyone || users.contains(actor.id()) || roles.stream().anyMatch(actor.groups()::contains);
    }

    /** The roles of somebody that it names. */
    Set<String> rolesOf(Actor actor) {
        return roles.stream().filter(actor.groups()::contains).collect(Collectors.toUnmodifiableSet());
    }

    /** {@return in words, for a denial, such as {@code role 123 or user 456}} */
    String describe() {
        if (everyone) {
            return "everyone";
        }
        if (roles.isEmpty() && users.isEmpty()) {
            return "nobody";
        }
        return Stream.concat(
                        roles.stream().sorted().map(id -> "role " + id),
                        users.stream().sorted().map(id -> "user " + id))
                .collect(Collectors.joining(" or "));
    }
}
