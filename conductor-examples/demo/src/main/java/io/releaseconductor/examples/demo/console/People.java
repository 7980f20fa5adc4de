package io.releaseconductor.examples.demo.console;

import io.releaseconductor.model.Actor;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Who types at the console: whoever started it, until a line says that somebody else does. Used by one thread. */
final class People {

    private static final String NAME = "[A-Za-z]{1,20}";

    private final Actor owner;
    private Actor now;

    /** With the one who started the console. */
    People(Actor owner) {
        this.owner = owner;
        this.now = owner;
    }

    /** {@return who types now} */
    Actor now() {
        return now;
    }

    /**
     * Lets somebody else type from now on.
     *
     * @param name their name; that of whoever started the console for them again
     * @param groups the groups that they are in
     * @return who types now, or what is wrong with the name, for people
     */
    String become(String name, List<String> groups) {
        boolean isOwner = name.equalsIgnoreCase(owner.name());
        if (!isOwner && (!name.matches(NAME) || name.equalsIgnoreCase(Actor.POLICY.name()))) {
            return Words.AS + ": " + Suggestion.quoted(name)
                    + " is not allowed; allowed: a name of 1 to 20 letters, but not " + Actor.POLICY.name();
        }
        Actor person = isOwner ? owner : Actor.person(DemoConsole.CHAT + "-" + name.toLowerCase(Locale.ROOT), name);
        now = new Actor(person.id(), person.name(), Set.copyOf(groups), DemoConsole.CHAT);
        return who();
    }

    /** {@return who types now, for people} */
    String who() {
        return now.name() + " types"
                + (now.groups().isEmpty()
                        ? "."
                        : ", as one of "
                                + String.join(
                                        ", ", now.groups().stream().sorted().toList()) + ".");
    }
}
