package io.releaseconductor.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.model.DeployId;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("A card's digest")
class CardDigestTest {

    private static final DeployId DEPLOYMENT = new DeployId("ship-staging-1699747200");

    @Nested
    @DisplayName("is not fooled by")
    class NotFooled {

        private String digestOfLines(String... lines) {
            return new Card(Tone.GOOD, "t", List.of(), List.of(lines), null, List.of(), List.of()).digest();
        }

        @Test
        @DisplayName("a comma in a line that looks like two lines")
        void commas() {
            assertThat(digestOfLines("a, b")).isNotEqualTo(digestOfLines("a", "b"));
        }

        @Test
        @DisplayName("a line that looks like the end of all lines and a summary")
        void brackets() {
            Card one = new Card(Tone.GOOD, "t", List.of(), List.of("a], summary=b"), "c", List.of(), List.of());
            Card other = new Card(Tone.GOOD, "t", List.of(), List.of("a"), "b], summary=c", List.of(), List.of());

            assertThat(one.digest()).isNotEqualTo(other.digest());
        }

        @Test
        @DisplayName("unpaired surrogates, which encode alike")
        void surrogates() {
            assertThat(digestOfLines("\ud800")).isNotEqualTo(digestOfLines("?")).isNotEqualTo(digestOfLines("\ud801"));
        }

        @Test
        @DisplayName("the word null")
        void theWordNull() {
            Card one = new Card(Tone.GOOD, "t", List.of(), List.of(), null, List.of(), List.of());
            Card other = new Card(Tone.GOOD, "t", List.of(), List.of(), "null", List.of(), List.of());

            assertThat(one.digest()).isNotEqualTo(other.digest());
        }
    }

    @Test
    @DisplayName("is the same on every JVM and in every version, since records keep it")
    void stable() {
        Card card = new Card(
                Tone.GOOD,
                "🚀 Title",
                List.of(new Card.Field("Name", "Value", Instant.EPOCH)),
                List.of("Line", ""),
                "Summary",
                List.of(new Card.Link("Link", URI.create("https://shop.test/a?b#c"))),
                List.of(new Button(ButtonId.of(Question.PROMOTE, DEPLOYMENT), "Promote", Button.Style.PRIMARY)));

        assertThat(card.digest()).isEqualTo("b4e609dc862662b30031d94c9da0ea189d13c0fd64816e86df2aca0b24e0c07b");
    }
}
