package io.releaseconductor.examples.demo.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.chat.Button;
import io.releaseconductor.chat.ButtonId;
import io.releaseconductor.chat.Card;
import io.releaseconductor.chat.Question;
import io.releaseconductor.chat.Tone;
import io.releaseconductor.deployment.DeliveryOutcome;
import io.releaseconductor.examples.demo.terminal.PipedTeletype;
import io.releaseconductor.examples.demo.terminal.Screen;
import io.releaseconductor.model.DeployId;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The console chat")
class ConsoleChatTest {

    private static final DeployId DEPLOYMENT = new DeployId("ship-staging-1699747200");

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final ConsoleChat chat = new ConsoleChat(new Screen(
            new PipedTeletype(InputStream.nullInputStream(), new PrintStream(printed, true, StandardCharsets.UTF_8))));

    @Test
    @DisplayName("prints a new card whole")
    void post() {
        chat.post("console", "key", card(Tone.NEUTRAL, "Initiated", "step 1", Question.CANCEL));

        assertThat(newText()).isEqualTo("Initiated\n\nEnvironment: Staging\n\nstep 1\n\n[cancel]\n\n");
    }

    @Test
    @DisplayName("shows one message for one key")
    void once() {
        Card card = card(Tone.NEUTRAL, "Initiated", "step 1", Question.CANCEL);
        DeliveryOutcome first = chat.post("console", "key", card);
        newText();

        assertThat(chat.post("console", "key", card)).isEqualTo(first);
        assertThat(newText()).isEmpty();
        assertThat(chat.post("console", "other key", card)).isNotEqualTo(first);
    }

    @Test
    @DisplayName("prints of what is under way the new lines only")
    void progress() {
        String message = posted(card(Tone.NEUTRAL, "Initiated", "step 1", Question.CANCEL));

        chat.update(message, card(Tone.NEUTRAL, "Initiated", "step 2", Question.CANCEL));
        assertThat(newText()).isEqualTo("   Staging | step 2\n");

        chat.update(message, card(Tone.NEUTRAL, "Verifying", "step 2", Question.ROLLBACK));
        assertThat(newText()).isEqualTo("   Staging | Verifying [rollback]\n");
    }

    @Test
    @DisplayName("prints a card whole when something came of it")
    void outcome() {
        String message = posted(card(Tone.NEUTRAL, "Verifying", "4 of 5", Question.ROLLBACK));

        chat.update(message, card(Tone.GOOD, "Results", "all passed", Question.PROMOTE));

        assertThat(newText()).isEqualTo("Results\n\nEnvironment: Staging\n\nall passed\n\n[promote]\n\n");
    }

    @Test
    @DisplayName("prints a card whole when it came to its end")
    void ending() {
        String message = posted(card(Tone.NEUTRAL, "Initiated", "step 1", Question.CANCEL));

        chat.update(message, new Card(Tone.NEUTRAL, "Cancelled", List.of(), List.of(), null, List.of(), List.of()));

        assertThat(newText()).isEqualTo("Cancelled\n\n");
    }

    @Test
    @DisplayName("knows no message that it did not post")
    void gone() {
        assertThat(chat.update("message-7", card(Tone.NEUTRAL, "Initiated", "step 1", Question.CANCEL)))
                .isInstanceOf(DeliveryOutcome.Gone.class);
    }

    private String posted(Card card) {
        DeliveryOutcome delivery = chat.post("console", card.toString(), card);
        newText();
        return ((DeliveryOutcome.Shown) delivery).reference();
    }

    private String newText() {
        String text = printed.toString(StandardCharsets.UTF_8);
        printed.reset();
        return text;
    }

    private static Card card(Tone tone, String title, String line, Question action) {
        return new Card(
                tone,
                title,
                List.of(new Card.Field("Environment", "Staging", null)),
                List.of(line),
                null,
                List.of(),
                List.of(new Button(ButtonId.of(action, DEPLOYMENT), action.wireName(), Button.Style.PLAIN)));
    }
}
