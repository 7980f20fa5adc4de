package io.releaseconductor.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.deployment.Alert;
import io.releaseconductor.deployment.AlertKind;
import io.releaseconductor.deployment.ChangeLookup;
import io.releaseconductor.deployment.ChangeSummary;
import io.releaseconductor.deployment.Deployment;
import io.releaseconductor.deployment.RiskyPaths;
import io.releaseconductor.policy.Recommendation;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What is being shipped, on a card,")
@Label("What is being shipped, on a card,")
class CardChangeTest {

    private static final List<ChangeSummary.Commit> OTHERS = List.of(
            new ChangeSummary.Commit("Show prices with tax", "Grace Hopper"),
            new ChangeSummary.Commit("Update dependencies", null),
            new ChangeSummary.Commit("Add the orders table", "Alan Turing"),
            new ChangeSummary.Commit("Say hello", "Ada Lovelace"));

    /** For the approved cards. */
    static Deployment deploying() {
        return with(new ChangeSummary(
                "Fix login for SSO users",
                "Ada Lovelace",
                null,
                new ChangeSummary.Distance("1.4.1", 12, 0),
                URI.create("https://github.com/acme/shop/compare/v1.4.1...v1.4.2"),
                OTHERS,
                null));
    }

    private static Deployment with(ChangeSummary summary) {
        return SampleDeployments.deploying().toBuilder()
                .change(new ChangeLookup(summary, null, null))
                .build();
    }

    private static String field(ChangeSummary summary) {
        return field(with(summary), "Change").orElseThrow();
    }

    private static Optional<String> field(Deployment d, String name) {
        return CardRenderer.render(d).fields().stream()
                .filter(field -> field.name().equals(name))
                .map(Card.Field::value)
                .findFirst();
    }

    private static Deployment with(int ahead, List<ChangeSummary.Commit> others) {
        return with(new ChangeSummary(
                "Fix login", "Ada", null, new ChangeSummary.Distance("1.4.1", ahead, 0), null, others, null));
    }

    private static List<String> details(Deployment d) {
        return CardRenderer.details(d).lines();
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

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            250  | 4 | "Show prices with tax" by Grace Hopper, "Update dependencies", and 247 more | and 245 more
            1000 | 4 | "Show prices with tax" by Grace Hopper, "Update dependencies", and 997 more | and 995 more
            4    | 3 | "Show prices with tax" by Grace Hopper, "Update dependencies", and 1 more   | -
            3    | 2 | "Show prices with tax" by Grace Hopper, "Update dependencies"               | -
            2    | 1 | "Show prices with tax" by Grace Hopper                                      | -
            """)
    @DisplayName("names two of the other commits and counts the rest, and the details name all that are known")
    void others(int ahead, int named, String said, String rest) {
        Deployment d = with(ahead, OTHERS.subList(0, named));

        assertThat(field(d, "Also in it")).contains(said);
        assertThat(details(d)).contains("Shipped along, newest first:", "\"Show prices with tax\" by Grace Hopper");
        assertThat(details(d).stream().filter(line -> line.startsWith("and ")))
                .isEqualTo(rest.equals("-") ? List.of() : List.of(rest));
    }

    @Test
    @DisplayName("is alone where there are no others, and once it is decided")
    void no_others() {
        Deployment promoted =
                SampleDeployments.promoted().change(with(5, OTHERS).change()).build();

        assertThat(field(with(1, List.of()), "Also in it")).isEmpty();
        assertThat(details(with(1, List.of()))).doesNotContain("Shipped along, newest first:");
        assertThat(field(promoted, "Also in it")).isEmpty();
        assertThat(details(promoted)).contains("\"Update dependencies\"");
    }

    @Test
    @DisplayName("is said to be not known in the details, and why, and no card has that")
    void not_known() {
        Deployment d = SampleDeployments.deploying().toBuilder()
                .change(new ChangeLookup(null, "GitHub answered HTTP 403", null))
                .build();

        assertThat(details(d)).contains("What is being shipped is not known: GitHub answered HTTP 403");
        assertThat(CardText.render(CardRenderer.render(d))).doesNotContain("403");
    }

    @Property
    @Label("names others in one line of their own quotation marks, short whatever their titles and authors are")
    void others_in_one_line(@ForAll String title, @ForAll String author) {
        ChangeSummary.Commit other = new ChangeSummary.Commit("x" + title.repeat(20), author.repeat(20));
        String field = field(with(9, List.of(other, other)), "Also in it").orElseThrow();

        assertThat(field)
                .startsWith("\"x")
                .endsWith(", and 6 more")
                .isEqualTo(Line.of(field))
                .hasSizeLessThan(250);
        assertThat(List.of(field.split("\\R", -1))).hasSize(1);
    }

    private static Deployment risky(Deployment d, ChangeSummary.@Nullable Risk risk) {
        return d.toBuilder()
                .request(d.request().toBuilder()
                        .riskyPaths(new RiskyPaths(List.of("db/migration/**")))
                        .build())
                .change(new ChangeLookup(
                        new ChangeSummary("Add orders", "Ada", null, null, null, List.of(), risk), null, null))
                .build();
    }

    private static String text(Deployment d) {
        return CardText.render(CardRenderer.render(d));
    }

    /** For the approved cards. */
    static Deployment risky() {
        return risky(
                SampleDeployments.verified(
                                SampleDeployments.initiated(),
                                SampleDeployments.withoutApi(),
                                SampleDeployments.alarmed(Recommendation.ROLL_BACK))
                        .build(),
                new ChangeSummary.Risk(List.of("db/migration/V7__orders.sql"), 1, true));
    }

    @Test
    @DisplayName(
            "is risky where it is known to be, as long as it may be rolled back, and then the details name five paths")
    void risk() {
        List<String> paths = List.of("db/1", "db/2", "db/3", "db/4", "db/5");
        ChangeSummary.Risk risk = new ChangeSummary.Risk(paths, 7, true);
        String said = "⚠️ Touches db/1, db/2 and 5 more (risky): not safe to roll back by version alone";

        assertThat(text(risky(SampleDeployments.deploying(), risk))).contains(said);
        assertThat(text(risky(SampleDeployments.promoted().build(), risk)))
                .contains(said, "[Rollback to 1.4.1 (risky)]");
        assertThat(text(risky(SampleDeployments.rolledBack().build(), risk))).doesNotContain("risky");
        assertThat(details(risky(SampleDeployments.promoted().build(), risk)))
                .contains("Risky paths that changed: db/1, db/2, db/3, db/4, db/5 and 2 more");
    }

    @Test
    @DisplayName("may be risky where nobody can tell, and not where it is known not to be or nothing is risky")
    void cannot_tell() {
        String said = "⚠️ Cannot tell whether it touches risky paths: not all that changed is known";
        Deployment d = SampleDeployments.deploying();

        assertThat(text(risky(d, null))).contains(said);
        assertThat(text(risky(d, ChangeSummary.Risk.UNKNOWN))).contains(said).doesNotContain("[Rollback to 1.4.1 (");
        assertThat(text(risky(d, null).toBuilder()
                        .change(new ChangeLookup(null, "404", null))
                        .build()))
                .contains(said);
        assertThat(text(risky(d, new ChangeSummary.Risk(List.of(), 0, true)))).doesNotContain("risky");
        assertThat(text(risky(d, null).toBuilder().change(null).build())).doesNotContain("risky");
        assertThat(text(risky(d, ChangeSummary.Risk.UNKNOWN).toBuilder()
                        .request(d.request())
                        .build()))
                .doesNotContain("risky");
    }

    @Test
    @DisplayName("is told in the alert that leaves a rollback to a person, with what to do")
    void alert() {
        Alert alert = new Alert(
                "a", AlertKind.ROLLBACK_IMPOSSIBLE, "Rollback wanted", SampleDeployments.after(230), null, 0, null);

        assertThat(CardText.render(CardRenderer.alert(alert, risky(), null)))
                .contains(
                        "What to do: look whether the earlier version can live with what changed; then roll back on the"
                                + " card, or ship a version that works");
        assertThat(details(risky())).contains("Policy: leaves a rollback to a person, since risky paths changed");
        assertThat(text(risky())).startsWith("Staging · 1 of 5 checks fails · 👉 decide by ");
        Deployment told = risky().toBuilder().alerts(List.of(alert)).build();
        assertThat(text(told)).contains("[Rollback to 1.4.1 (risky)]", "not done by itself: risky paths changed");
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
