package io.releaseconductor.examples.fakediscord;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A channel of any kind.
 *
 * @param id its id
 * @param name its name
 * @param type Discord's number for its kind: 0 text, 2 voice, 4 category, 5 announcement, 10 to 12 thread, 13 stage, 15 forum, 16 media
 * @param guild the id of the server that it is in
 * @param parent the id of the channel or category that it is in, or null
 * @param denied the bits of what is denied to everyone there, the bot included
 * @param locked whether it is a thread that was archived and locked
 */
public record FakeChannel(
        String id,
        String name,
        int type,
        String guild,
        @Nullable String parent,
        long denied,
        boolean locked) {

    /** Requires what is not optional. */
    public FakeChannel {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(guild, "guild");
    }

    /**
     * A channel of the server, in which everything is allowed.
     *
     * @param id its id
     * @param name its name
     * @param type Discord's number for its kind
     * @return the channel
     */
    public static FakeChannel of(String id, String name, int type) {
        return new FakeChannel(id, name, type, FakeDiscord.GUILD, null, 0, false);
    }

    /**
     * The same in another channel or category.
     *
     * @param value the id of that
     * @return the changed channel
     */
    public FakeChannel in(String value) {
        return new FakeChannel(id, name, type, guild, value, denied, locked);
    }

    /**
     * The same in another server.
     *
     * @param value the id of that
     * @return the changed channel
     */
    public FakeChannel inServer(String value) {
        return new FakeChannel(id, name, type, value, parent, denied, locked);
    }

    /**
     * The same with less allowed.
     *
     * @param bits the bits of the permissions that everyone is denied there
     * @return the changed channel
     */
    public FakeChannel denying(long bits) {
        return new FakeChannel(id, name, type, guild, parent, bits, locked);
    }

    /** {@return the same, archived and locked} */
    public FakeChannel asLocked() {
        return new FakeChannel(id, name, type, guild, parent, denied, true);
    }

    boolean isThread() {
        return type >= 10 && type <= 12;
    }

    ObjectNode json() {
        ObjectNode json =
                Json.object().put("id", id).put("type", type).put("name", name).put("guild_id", guild);
        json.put("parent_id", parent).put("flags", 0);
        if (isThread()) {
            json.putObject("thread_metadata")
                    .put("archived", locked)
                    .put("locked", locked)
                    .put("auto_archive_duration", 4320);
        } else if (denied == 0) {
            json.putArray("permission_overwrites");
        } else {
            json.putArray("permission_overwrites")
                    .addObject()
                    .put("id", guild)
                    .put("type", 0)
                    .put("allow", "0")
                    .put("deny", Long.toString(denied));
        }
        return json;
    }
}
