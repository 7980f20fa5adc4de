package io.releaseconductor.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.releaseconductor.model.Rollout;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("What is being shipped")
@Label("What is being shipped")
class ChangeLookupTest {

    private static final ChangeSummary SUMMARY = new ChangeSummary("Fix login", "Ada", null, null, null);

    @Nested
    @DisplayName("once it was asked")
    class Asked {

        private final Story story = Story.of(Rollout.FULL).started("run-1");

        private DeploymentEvent answer(ChangeOutcome outcome) {
            return new DeploymentEvent.ChangeAnswered(outcome, story.now());
        }

        private ChangeLookup known() {
            return story.deployment().change();
        }

        @Test
        @DisplayName("is what the first answer says, and no later one changes that")
        void first_answer_stands() {
            story.moves(answer(new ChangeOutcome.Known(SUMMARY)));

            assertThat(known()).isEqualTo(new ChangeLookup(SUMMARY, null, null));
            assertThat(story.refuses(answer(new ChangeOutcome.NothingKnown("404"))))
                    .isEqualTo("What is being shipped was asked already.");
            assertThat(story.refuses(answer(new ChangeOutcome.Unavailable("502"))))
                    .isEqualTo("What is being shipped was asked already.");
        }

        @Test
        @DisplayName("is not known for good where there is nothing to know, and the reason is one line")
        void nothing_known() {
            story.moves(answer(new ChangeOutcome.NothingKnown("no such commit,\n" + "x".repeat(400))));

            assertThat(known().isPending()).isFalse();
            assertThat(known().missing()).startsWith("no such commit, xx").hasSize(300);
        }

        @Test
        @DisplayName("is asked once more where nobody answered, half a minute later, and not again")
        void asked_once_more() {
            story.moves(answer(new ChangeOutcome.Unavailable("502")));
            assertThat(known().retryAt()).isEqualTo(story.now().plusSeconds(30));

            story.after(Duration.ofSeconds(30)).moves(answer(new ChangeOutcome.Unavailable("503")));
            assertThat(known()).isEqualTo(new ChangeLookup(null, "503", null));
        }

        @Test
        @DisplayName("is known after all if the second answer says it")
        void known_after_all() {
            story.moves(answer(new ChangeOutcome.Unavailable("502"))).moves(answer(new ChangeOutcome.Known(SUMMARY)));

            assertThat(known().summary()).isEqualTo(SUMMARY);
        }

        @Test
        @DisplayName("changes nothing else")
        void changes_nothing_else() {
            Deployment before = story.deployment();
            Deployment after =
                    story.moves(answer(new ChangeOutcome.Known(SUMMARY))).deployment();

            assertThat(after.toBuilder()
                            .change(null)
                            .revision(before.revision())
                            .build())
                    .isEqualTo(before);
        }
    }

    @Property
    @Label("has a title and a name of one line each that fit, whatever they hold")
    void any_text(@ForAll String title, @ForAll String author) {
        ChangeSummary summary = new ChangeSummary("x" + title, author, null, null, null);

        assertThat(summary.title()).hasSizeBetween(1, 200).doesNotContainPattern("[\\p{Cntrl}\u2028\u202E]");
        if (summary.author() != null) {
            assertThat(summary.author()).isNotBlank().hasSizeLessThanOrEqualTo(100);
        }
    }

    @Property
    @Label("names four others at most, of one line each")
    void any_others(@ForAll List<String> titles) {
        List<ChangeSummary.Commit> others = titles.stream()
                .map(title -> new ChangeSummary.Commit("x" + title, title))
                .toList();
        ChangeSummary summary = new ChangeSummary("Fix login", "Ada", null, null, null, others, null);

        assertThat(summary.others()).isEqualTo(others.subList(0, Math.min(4, others.size())));
        assertThat(summary.others())
                .extracting(ChangeSummary.Commit::title)
                .allSatisfy(title ->
                        assertThat(title).hasSizeBetween(1, 200).doesNotContainPattern("[\\p{Cntrl}\u2028\u202E]"));
    }

    @Test
    @DisplayName("is cut between characters")
    void cut_between_characters() {
        String title = new ChangeSummary("x" + "🚀".repeat(150), null, null, null, null).title();

        assertThat(title).hasSize(200).endsWith("🚀…");
    }

    @Test
    @DisplayName("has to have a title, a whole commit and a page of the web, and all that is wrong is said at once")
    void refuses() {
        assertThatThrownBy(
                        () -> new ChangeSummary(" \u200B\n", "Ada", "5F1C2AB", null, URI.create("javascript:alert(1)")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "change: title is empty, commit is \"5F1C2AB\"; allowed: 40 or 64 hexadecimal digits in lower"
                                + " case, compare is \"javascript:alert(1)\"; allowed: an http or https address of at most 500"
                                + " characters");
        assertThatThrownBy(() -> new ChangeSummary.Commit(" \u200B", "Ada"))
                .hasMessage("change: the title of another commit is empty");
        assertThatThrownBy(() -> new ChangeSummary.Distance("1.4.1", -1, 0))
                .hasMessage("change: -1 commits ahead and 0 behind are not allowed; allowed: 0 or more of each");
        assertThatThrownBy(() -> new ChangeLookup(SUMMARY, "404", null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ChangeLookup(null, null, null)).isInstanceOf(IllegalArgumentException.class);
    }
}
