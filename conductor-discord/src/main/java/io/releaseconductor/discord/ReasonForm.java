package io.releaseconductor.discord;

import io.releaseconductor.Conductor;
import io.releaseconductor.chat.ButtonId;
import io.releaseconductor.chat.PlainLine;
import io.releaseconductor.chat.Question;
import io.releaseconductor.deployment.AdmissionOverride;
import java.util.Optional;
import net.dv8tion.jda.api.components.label.Label;
import net.dv8tion.jda.api.components.textinput.TextInput;
import net.dv8tion.jda.api.components.textinput.TextInputStyle;
import net.dv8tion.jda.api.interactions.modals.ModalInteraction;
import net.dv8tion.jda.api.interactions.modals.ModalMapping;
import net.dv8tion.jda.api.modals.Modal;
import org.jspecify.annotations.Nullable;

/**
 * Asks why something is rolled back or held, which may be left open, or why a pre-flight is overridden, which may not. Its id is the one of the button,
 * so that any node takes what comes back.
 */
final class ReasonForm {

    private static final String REASON = "reason";
    private static final String BUTTON = "Rollback";

    private ReasonForm() {}

    /**
     * @param button its id
     * @param label what the button says, which names the version to return to where one is known
     */
    static Modal of(String button, String label) {
        Optional<ButtonId> id = ButtonId.parse(button);
        String environment =
                id.map(each -> " " + each.deployment().environment().title()).orElse("");
        if (id.filter(each -> each.question() == Question.OVERRIDE).isPresent()) {
            TextInput reason = TextInput.create(REASON, TextInputStyle.SHORT)
                    .setRequired(true)
                    .setMaxLength(AdmissionOverride.MAX_REASON)
                    .build();
            return form(
                    button,
                    "Begin in" + environment + " all the same?",
                    "Shown on the card and told to the team",
                    reason);
        }
        boolean hold = id.filter(each -> each.question() == Question.HOLD).isPresent();
        TextInput reason = TextInput.create(REASON, TextInputStyle.SHORT)
                .setRequired(false)
                .setMaxLength(Conductor.MAX_REASON_LENGTH)
                .setPlaceholder("May be left empty")
                .build();
        String version = label.startsWith(BUTTON) ? label.substring(BUTTON.length()) : "";
        String title = (hold ? "Hold" : "Roll back") + environment + version + "?";
        return form(button, title, "Shown on the card and in the history", reason);
    }

    private static Modal form(String button, String title, String description, TextInput reason) {
        return Modal.create(button, PlainLine.cut(title, Modal.MAX_TITLE_LENGTH))
                .addComponents(Label.of("Why?", description, reason))
                .build();
    }

    static @Nullable String reason(ModalInteraction form) {
        ModalMapping reason = form.getValue(REASON);
        return reason == null ? null : reason.getAsOptionalString();
    }
}
