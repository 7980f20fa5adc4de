package io.releaseconductor.discord;

import io.releaseconductor.chat.Mention;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.dv8tion.jda.api.utils.data.DataArray;
import net.dv8tion.jda.api.utils.data.DataObject;

/**
 * Whom a message calls: they stand in its content, where alone Discord rings, and its allowed mentions name exactly them. What else
 * looks like a mention rings nowhere. Somebody whose id is none of Discord's is left out.
 */
final class Mentions {

    private final Set<String> roles = new LinkedHashSet<>();
    private final Set<String> users = new LinkedHashSet<>();

    private Mentions() {}

    static Mentions of(List<Mention> all) {
        Mentions mentions = new Mentions();
        all.forEach(mentions::add);
        return mentions;
    }

    private void add(Mention mention) {
        if (mention instanceof Mention.Group group) {
            addId(roles, group.id());
        } else if (mention instanceof Mention.Person person) {
            String chat = person.actor().chat();
            if (chat == null || chat.equals(Actors.CHAT)) {
                addId(users, person.actor().id());
            }
        } else {
            throw new IllegalStateException("Nobody can call " + mention.getClass());
        }
    }

    private static void addId(Set<String> ids, String id) {
        if (DiscordOptions.isId(id)) {
            ids.add(id);
        }
    }

    /** The empty text where nobody is called. */
    String content() {
        return Stream.concat(
                        roles.stream().map(id -> "<@&" + id + ">"),
                        users.stream().map(id -> "<@" + id + ">"))
                .collect(Collectors.joining(" "));
    }

    DataObject allowed() {
        DataObject allowed = DataObject.empty().put("parse", DataArray.empty());
        name(allowed, "roles", roles);
        name(allowed, "users", users);
        return allowed;
    }

    private static void name(DataObject allowed, String kind, Collection<String> ids) {
        if (!ids.isEmpty()) {
            allowed.put(kind, DataArray.fromCollection(ids));
        }
    }
}
