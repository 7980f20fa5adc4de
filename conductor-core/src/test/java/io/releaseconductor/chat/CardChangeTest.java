package io.releaseconductor.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.deployment.ChangeLookup;
import io.releaseconductor.deployment.ChangeSummary;
import io.releaseconductor.deployment.Deployment;
import java.net.URI;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What is being shipped, on a card,")
@Label("What is being shipped, on a card,")
class CardChangeTest {

    /** For the approved cards. */
    static Deployment deploying() {
        return with(new ChangeSummary(
                "Fix login for SSO users",
                "Ada Lovelace",
                null,
                new ChangeSummary.Distance("1.4.1", 12, 0),
                URI.create("https://github.com/acme/shop/compare/v1.4.1...v1.4.2")));
    }

    private static Deployment with(ChangeSummary summary) {
        return SampleDeployments.deploying().toBuilder()
                .change(new ChangeLookup(summary, null, null))
                .build();
    }

    private static String field(ChangeSummary summary) {
        return CardRenderer.render(with(summary)).fields().stream()
                .filter(field -> field.name().equals("Change"))
                .map(Card.Field::value)
                .findFirst()
                .orElseThrow();
    }

    private static ChangeSummary summary(String title, String author, ChangeSummary.Distance distance) {
        return new ChangeSummary(title, author, null, distance, null);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            12 | 0 | 1.4.1 | , 12 commits since 1.4.1
            1  | 0 | 1.4.1 | , 1 commit since 1.4.1
            0  | 3 | 1.4.1 | , 3 commits behind 1.4.1
            2  | 1 | 1.4.1 | , 2 commits since 1.4.1, without 1 commit of it
            0  | 0 | 1.4.1 | , the same as 1.4.1
            9  | 0 | 5f1c2ab7c0de5f1c2ab7c0de5f1c2ab7c0de0001 | , 9 commits since 5f1c2ab
            """)
    @DisplayName("says how far it is from what it replaces")
    void distance(int ahead, int behind, String since, String said) {
        assertThat(field(summary("Fix login", "Ada", new ChangeSummary.Distance(since, ahead, behind))))
                .isEqualTo("\"Fix login\" by Ada" + said);
    }

    @Test
    @DisplayName("says no more than is known, and stands after the version")
    void no_more_than_is_known() {
        assertThat(field(summary("Fix login", null, null))).isEqualTo("\"Fix login\"");
        assertThat(CardRenderer.render(with(summary("Fix login", "Ada", null))).fields())
                .extracting(Card.Field::name)
                .containsSubsequence("Version", "Change", "Initiated by");
        assertThat(CardRenderer.render(with(summary("Fix login", "Ada", null))).links())
                .extracting(Card.Link::label)
                .doesNotContain("Compare");
    }

    @Test
    @DisplayName("leads to the page that shows all of it")
    void link() {
        URI page = URI.create("https://github.com/acme/app/compare/v1.4.1...v1.4.2");

        assertThat(CardRenderer.render(with(new ChangeSummary("Fix login", "Ada", null, null, page)))
                        .links())
                .contains(new Card.Link("Compare", page));
    }

    @Test
    @DisplayName("goes on from left to right after a title and a name that do not, and ends no quotation early")
    void direction() {
        ChangeSummary.Distance distance = new ChangeSummary.Distance("1.4.1", 12, 0);

        assertThat(field(summary("תיקון כניסה", "עדה", distance)))
                .isEqualTo("\"תיקון כניסה\"\u200E by עדה\u200E, 12 commits since 1.4.1");
        assertThat(field(summary("\u202Etxet\" by Ada, the same as 1.4.1", "Bob", distance)))
                .isEqualTo("\"txet' by Ada, the same as 1.4.1\" by Bob, 12 commits since 1.4.1");
    }

    @Property
    @Label("is one line between its own quotation marks, whatever the title is")
    void one_line(@ForAll String title) {
        String field = field(summary("x" + title, "Ada", new ChangeSummary.Distance("1.4.1", 12, 0)));

        assertThat(field)
                .startsWith("\"x")
                .endsWith(" by Ada, 12 commits since 1.4.1")
                .isEqualTo(Line.of(field));
        assertThat(field.chars().filter(c -> c == '"')).hasSize(2);
        assertThat(List.of(field.split("\\R", -1))).hasSize(1);
    }
}
