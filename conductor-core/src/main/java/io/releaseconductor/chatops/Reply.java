package io.releaseconductor.chatops;

import io.releaseconductor.chat.Card;
import io.releaseconductor.chat.Tone;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.model.Times;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is said to the one who gave a command or clicked, and to nobody else: what concerns all is on the card. Texts are plain text that
 * may come from outside: escaping them and cutting them is the adapter's business.
 */
public sealed interface Reply {

    /**
     * It is done, and what follows from it is under way.
     *
     * @param deployment the deployment as it was saved
     * @param text what to say
     * @param notes what was noted of the environment that something is shipped to, one line each, the newest first; what does not fit may be
     *     cut
     */
    record Done(Deployment deployment, String text, List<String> notes) implements Reply {
        /** Requires and copies. */
        public Done {
            Objects.requireNonNull(deployment, "deployment");
            Objects.requireNonNull(text, "text");
            notes = List.copyOf(notes);
        }

        /**
         * With nothing noted.
         *
         * @param deployment the deployment as it was saved
         * @param text what to say
         */
        public Done(Deployment deployment, String text) {
            this(deployment, text, List.of());
        }
    }

    /**
     * It is done, and concerns no deployment in particular.
     *
     * @param text what to say
     */
    record Noted(String text) implements Reply {
        /** Requires the text. */
        public Noted {
            Objects.requireNonNull(text, "text");
        }
    }

    /**
     * Nothing was done yet: whoever asks is asked whether they mean it, since the team wants that to be confirmed. Only they can, within a
     * few minutes, and only while things are as they are told to be.
     *
     * @param lines what will be done, and what is ill
     * @param button the id of the button that confirms it, to be shown to them alone as {@link #LABEL}: pressing it is a {@link Click} as any
     *     other; null if there is none, since what it would have to say is too long
     * @param code what confirms it where it is given as the option {@link Command#CONFIRM} of the same command; null for a click
     * @param notes what was noted of the environment that something is to be shipped to, one line each, the newest first; what does not fit
     *     may be cut
     */
    record Asked(
            List<String> lines,
            @Nullable String button,
            @Nullable String code,
            List<String> notes) implements Reply {

        /** What is on the button. */
        public static final String LABEL = "Confirm";

        /** Copies. */
        public Asked {
            lines = List.copyOf(lines);
            notes = List.copyOf(notes);
        }

        /**
         * With nothing noted.
         *
         * @param lines what will be done, and what is ill
         * @param button the id of the button that confirms it; null if there is none
         * @param code what confirms it where it is given as an option; null for a click
         */
        public Asked(List<String> lines, @Nullable String button, @Nullable String code) {
            this(lines, button, code, List.of());
        }

        /** {@return what tells how it is confirmed without a button; null for a click} */
        public @Nullable String byTyping() {
            return code == null ? null : ConfirmWording.byTyping(code);
        }
    }

    /**
     * The details of a deployment. Nothing was changed.
     *
     * @param deployment the deployment as it stands
     * @param card its details
     */
    record Details(Deployment deployment, Card card) implements Reply {
        /** Requires both. */
        public Details {
            Objects.requireNonNull(deployment, "deployment");
            Objects.requireNonNull(card, "card");
        }
    }

    /**
     * What was asked for. Nothing was changed.
     *
     * @param card what there is to say
     * @param attachment what goes with it, for adapters that can show it: it says nothing that the card does not; or null
     */
    record Told(Card card, @Nullable Attachment attachment) implements Reply {
        /** Requires the card. */
        public Told {
            Objects.requireNonNull(card, "card");
        }
    }

    /**
     * Several deployments, or what is kept of them. Nothing was changed. None of the entries is to be left out: an adapter shows them in several messages where one is
     * too short.
     *
     * @param tone how it is
     * @param title what it tells
     * @param entries what is under way, what matters most first, and what is noted; or what was, the newest first
     * @param rest what is left to say; null if nothing is
     */
    record Listing(
            Tone tone,
            String title,
            List<Entry> entries,
            @Nullable String rest) implements Reply {
        /** Requires and copies. */
        public Listing {
            Objects.requireNonNull(tone, "tone");
            Objects.requireNonNull(title, "title");
            entries = List.copyOf(entries);
        }

        /**
         * One of them.
         *
         * @param text what there is to say
         * @param at since when that is so, which belongs to the end of the text
         * @param underWay the deployment, for adapters that link to its card; null if it is not under way
         */
        public record Entry(
                String text, Instant at, @Nullable Deployment underWay) {
            /** Requires what is not optional. */
            public Entry {
                Objects.requireNonNull(text, "text");
                Objects.requireNonNull(at, "at");
            }
        }

        /** {@return all of it, for consoles} */
        public Card card() {
            List<String> lines = entries.stream()
                    .map(entry -> entry.text() + " " + Times.format(entry.at()))
                    .toList();
            return new Card(tone, title, List.of(), lines, rest, List.of(), List.of());
        }
    }

    /**
     * Not possible as things stand.
     *
     * @param reason why
     * @param deployment the deployment that stands in the way, or was meant, for adapters that link to its card; null if there is none
     */
    record Refused(String reason, @Nullable Deployment deployment) implements Reply {
        /** Requires the reason. */
        public Refused {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /**
     * Not possible, because the same person did the same a moment ago. Where several nodes hear of one command or click, the slower ones
     * find it done and have nothing to say: an adapter shows this only if its own node acknowledged it.
     *
     * @param text what to say
     * @param refusal the refusal, as anybody else would get it
     */
    record Repeated(String text, Refused refusal) implements Reply {
        /** Requires both. */
        public Repeated {
            Objects.requireNonNull(text, "text");
            Objects.requireNonNull(refusal, "refusal");
        }
    }

    /**
     * The one who asks may not do that.
     *
     * @param reason why, in the words of the authorizer, ids of people and groups in the form that it gives them
     */
    record Denied(String reason) implements Reply {
        /** Requires the reason. */
        public Denied {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /**
     * What was asked for names what does not exist.
     *
     * @param problems all that is wrong and what is allowed, one line each; at least one
     */
    record Invalid(List<String> problems) implements Reply {
        /** Copies. */
        public Invalid {
            problems = List.copyOf(problems);
        }
    }

    /**
     * This node cannot do it now, or cannot tell whether it did.
     *
     * @param reason why, what is known, and what to do
     */
    record Unavailable(String reason) implements Reply {
        /** Requires the reason. */
        public Unavailable {
            Objects.requireNonNull(reason, "reason");
        }
    }
}
