package io.releaseconductor.examples.fakediscord;

/**
 * A thread that was begun from a message, whose id it has.
 *
 * @param id its id
 * @param channel the id of the channel that it is in
 * @param name what it is called
 * @param archived whether it is archived; a message posted there takes it out again
 * @param locked whether nobody can post there
 */
public record FakeThread(String id, String channel, String name, boolean archived, boolean locked) {

    FakeThread at(boolean nowArchived, boolean nowLocked) {
        return new FakeThread(id, channel, name, nowArchived, nowLocked);
    }
}
