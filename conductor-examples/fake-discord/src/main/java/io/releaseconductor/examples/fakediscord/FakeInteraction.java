package io.releaseconductor.examples.fakediscord;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A command, a click or somebody typing, as the person in front of Discord sees it go on. Thread-safe. */
public final class FakeInteraction {

    final String id;
    final String token;
    final int type;
    final Instant createdAt;
    final @Nullable String channel;
    final @Nullable String message;

    private final List<FakeMessage> answers = new ArrayList<>();
    private final List<String> choices = new ArrayList<>();
    private @Nullable Instant acknowledgedAt;
    private int acknowledgements;
    private int callbackType;
    private boolean tokenDead;
    private @Nullable FakeMessage original;
    private @Nullable JsonNode form;

    FakeInteraction(
            String id, String token, int type, Instant createdAt, @Nullable String channel, @Nullable String message) {
        this.id = id;
        this.token = token;
        this.type = type;
        this.createdAt = createdAt;
        this.channel = channel;
        this.message = message;
    }

    synchronized void acknowledge(int callback, Instant at) {
        acknowledgements++;
        callbackType = callback;
        acknowledgedAt = at;
    }

    synchronized void propose(List<String> values) {
        choices.addAll(values);
    }

    synchronized void open(JsonNode shown) {
        form = shown;
    }

    /** {@return the form that was opened for the person to fill in; null for none} */
    public synchronized @Nullable JsonNode form() {
        return form;
    }

    synchronized void answerOriginal(FakeMessage answer) {
        original = answer;
    }

    synchronized void answer(FakeMessage answer) {
        answers.add(answer);
    }

    /** Ends the life of its token before its 15 minutes are over, as happens. */
    public synchronized void killToken() {
        tokenDead = true;
    }

    synchronized boolean tokenDead() {
        return tokenDead;
    }

    synchronized @Nullable FakeMessage original() {
        return original;
    }

    /** {@return its id} */
    public String id() {
        return id;
    }

    /** {@return whether it was acknowledged; if not, the person reads "This interaction failed" after 3 seconds} */
    public synchronized boolean acknowledged() {
        return acknowledgements > 0;
    }

    /** {@return when it was acknowledged, by the fake's clock; null if it was not} */
    public synchronized @Nullable Instant acknowledgedAt() {
        return acknowledgedAt;
    }

    /** {@return the type of the acknowledgement: 4 an answer, 5 thinking, 6 nothing to see, 8 proposals, 9 a form; 0 for none} */
    public synchronized int callbackType() {
        return callbackType;
    }

    /** {@return what only the person sees, in order} */
    public synchronized List<FakeMessage> answers() {
        List<FakeMessage> all = new ArrayList<>();
        if (original != null) {
            all.add(original);
        }
        all.addAll(answers);
        return all;
    }

    /** {@return the text of all answers} */
    public String answer() {
        StringBuilder text = new StringBuilder();
        answers().forEach(message -> text.append(message.text()).append('\n'));
        return text.toString().strip();
    }

    /** {@return what was proposed while the person typed} */
    public synchronized List<String> choices() {
        return List.copyOf(choices);
    }

    static FakeMessage shown(String channel, String id, JsonNode body) {
        return new FakeMessage(channel, id, body, 0);
    }
}
