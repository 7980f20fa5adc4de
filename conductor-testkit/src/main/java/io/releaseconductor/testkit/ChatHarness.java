package io.releaseconductor.testkit;

import io.releaseconductor.spi.ChatChannel;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/**
 * A chat under a test's control, and the adapter that speaks to it. What it tells is read from the chat itself, not through the
 * adapter.
 */
public interface ChatHarness extends AutoCloseable {

    /** What a harness may be unable to bring about. */
    enum Area {
        /** A chat that cannot be reached. */
        OUTAGES,
        /** A call that takes effect and whose answer is lost. */
        LOST_ANSWERS,
        /** Messages that are found again by what they show, for a platform that recognises keys for some time only. */
        OLD_KEYS,
        /** A message that a person deletes. */
        DELETED_MESSAGES,
        /** A destination where nothing may be posted. */
        REFUSALS,
        /** Buttons, for a chat that has none. */
        BUTTONS
    }

    /** {@return the adapter under test} */
    ChatChannel chat();

    /** {@return where may be posted} */
    String destination();

    /** {@return where nothing may ever be posted} */
    String refusedDestination();

    /** {@return what all messages show now, buttons included, by the reference that the adapter gave for them} */
    Map<String, String> messages();

    /**
     * Deletes a message, as a person would.
     *
     * @param reference which
     */
    void delete(String reference);

    /** Lets the next call take effect and its answer be lost. */
    void loseNextAnswer();

    /** Makes the chat unreachable. */
    void goDown();

    /** Makes the chat reachable again. */
    void comeUp();

    /** {@return the tokens and the like that the adapter uses, which must appear in no answer} */
    default Set<String> secrets() {
        return Set.of();
    }

    /** {@return what this harness cannot bring about} */
    default HarnessLimits limits() {
        return HarnessLimits.none();
    }

    @Override
    default void close() throws IOException {}
}
