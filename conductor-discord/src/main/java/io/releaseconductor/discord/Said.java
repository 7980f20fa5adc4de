package io.releaseconductor.discord;

import net.dv8tion.jda.api.utils.data.DataObject;
import org.jspecify.annotations.Nullable;

/**
 * What is said to the one who asked.
 *
 * @param message the message
 * @param echo whether it only says that the same person just did the same: where two nodes hear of one click, the slower one finds
 *     it done, and has nothing to say
 */
record Said(DataObject message, boolean echo) {

    static Said of(DataObject message) {
        return new Said(message, false);
    }

    static @Nullable Said ofNullable(@Nullable DataObject message) {
        return message == null ? null : of(message);
    }
}
