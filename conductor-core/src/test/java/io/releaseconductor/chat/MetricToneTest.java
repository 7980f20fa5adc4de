package io.releaseconductor.chat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A card on which all checks pass")
class MetricToneTest {

    @Test
    @DisplayName("is bad news where a metric is worse than stable, also while somebody holds it")
    void worse() {
        Card card = CardRenderer.render(MetricCards.held());

        assertThat(card.tone()).isEqualTo(Tone.BAD);
        assertThat(CardText.render(card))
                .startsWith("🌍 PROD · 10 %: errors worse than stable · held by Grace · 👉 decide");
    }

    @Test
    @DisplayName("is a warning where one is worse than before")
    void worse_than_before() {
        assertThat(CardRenderer.render(MetricCards.worseThanBefore()).tone()).isEqualTo(Tone.WARNING);
    }

    @Test
    @DisplayName("is good news while one is undecided")
    void undecided() {
        assertThat(CardRenderer.render(MetricCards.counted()).tone()).isEqualTo(Tone.GOOD);
    }
}
