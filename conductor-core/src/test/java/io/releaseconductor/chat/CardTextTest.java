package io.releaseconductor.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A card as text")
class CardTextTest {

    private static Card withoutFields(Card card) {
        return new Card(
                card.tone(),
                card.headline(),
                card.title(),
                List.of(),
                card.lines(),
                card.summary(),
                card.links(),
                card.buttons(),
                card.mentions());
    }

    @Test
    @DisplayName("is the spec's verification example line by line, below a first line and above what is being shipped")
    void verificationExample() {
        Card card = CardRenderer.render(SampleDeployments.verified());

        assertThat(CardText.render(withoutFields(card))).isEqualTo("""
                        Staging · 1 of 5 checks warns · 👉 decide by 2023-11-12 01:00:00 UTC

                        📊 Deployment Verification Results

                        ✅ Frontend: 200 OK (45ms)
                        ✅ API: 200 OK (32ms)
                        ✅ Auth: Login successful
                        ⚠️ Search: Slow response (850ms)
                        ✅ Media: Presign working

                        Overall: 4/5 checks passed

                        [View Run](https://github.com/acme/shop/actions/runs/123)
                        [Promote and ship Prod] [Rollback to 1.4.1] [Details]""");
        assertThat(card.fields())
                .extracting(Card.Field::name)
                .containsExactly(
                        "Status",
                        "Promote",
                        "Rollback",
                        "Decide by",
                        "May decide",
                        "Environment",
                        "Strategy",
                        "Deploy ID",
                        "Ref",
                        "Version",
                        "Initiated by");
    }

    @Test
    @DisplayName("has all lines of the spec's initiation example, in order")
    void initiationExample() {
        assertThat(CardText.render(CardRenderer.render(SampleDeployments.deploying()))
                        .lines())
                .containsSubsequence(
                        "🚀 Deployment Initiated",
                        "",
                        "Environment: Staging",
                        "Strategy: Full",
                        "Deploy ID: ship-staging-1699747200",
                        "",
                        "Status: ⏳ Running deployment workflow...",
                        "",
                        "[View Run](https://github.com/acme/shop/actions/runs/123)");
    }

    @Test
    @DisplayName("leaves out what the card does not have")
    void leavesOut() {
        assertThat(CardText.render(new Card(Tone.GOOD, "Title", List.of(), List.of(), null, List.of(), List.of())))
                .isEqualTo("Title");
    }
}
