package io.releaseconductor.testkit;

import io.releaseconductor.spi.ChatChannel;
import java.util.LinkedHashMap;
import java.util.Map;

/** The fake chat as a harness. A subclass may put a wrong adapter in front of it. */
class FakeChatHarness implements ChatHarness {

    final FakeChat chat;

    FakeChatHarness(FakeChat chat) {
        this.chat = chat;
        chat.refuse(refusedDestination());
    }

    @Override
    public ChatChannel chat() {
        return chat;
    }

    @Override
    public String destination() {
        return "releases";
    }

    @Override
    public String refusedDestination() {
        return "board-of-directors";
    }

    @Override
    public Map<String, String> messages() {
        Map<String, String> texts = new LinkedHashMap<>();
        chat.messages()
                .forEach(
                        message -> texts.put(message.reference(), message.card().toString()));
        return texts;
    }

    @Override
    public void delete(String reference) {
        chat.delete(reference);
    }

    @Override
    public void loseNextAnswer() {
        chat.loseNextAnswers(1);
    }

    @Override
    public void goDown() {
        chat.goDown();
    }

    @Override
    public void comeUp() {
        chat.comeUp();
    }
}
