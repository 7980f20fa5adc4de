package io.releaseconductor.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A selector")
class SelectorTest {

    @Test
    @DisplayName(
            "is read with braces or without, in all three kinds of quotation marks, and written as Prometheus reads it")
    void is_read() throws Exception {
        for (String text : List.of(
                "a=\"b\\\"\\\\\",c!='d\"',e=~`f\\.g`,h!~\"i\\n\"",
                " { a = \"b\\\"\\\\\" , c != 'd\"', e =~ `f\\.g`, h !~ \"i\\n\" , } ")) {
            assertThat(SelectorParser.labels(text))
                    .hasToString("{a=\"b\\\"\\\\\",c!=\"d\\\"\",e=~\"f\\\\.g\",h!~\"i\\n\"}");
        }
        assertThat(SelectorParser.labels("")).hasToString("{}");
        assertThat(SelectorParser.share("a:b_total{c=\"d\"}/e"))
                .extracting(Selector::toString)
                .containsExactly("a:b_total{c=\"d\"}", "e");
    }

    @Test
    @DisplayName("matches as in Prometheus: the whole value, and a label that is not there as an empty one")
    void matches_as_in_prometheus() throws Exception {
        Map<String, String> labels = Map.of("__name__", "up", "a", "bcd");
        for (String text :
                List.of("a=\"bcd\"", "a=~\"b.*\"", "a!~\"b\"", "x=\"\"", "x!=\"y\"", "x=~\"|y\"", "x!~\"y.*\"")) {
            assertThat(SelectorParser.labels(text).matches(labels)).as(text).isTrue();
        }
        for (String text :
                List.of("a=\"bc\"", "a=~\"b\"", "a!~\"b.*\"", "x=\"y\"", "x!=\"\"", "x=~\"y\"", "a=\"bcd\",x!=\"\"")) {
            assertThat(SelectorParser.labels(text).matches(labels)).as(text).isFalse();
        }
    }

    @Test
    @DisplayName("is refused with what is wrong, and where")
    void is_refused() {
        Map<String, String> problems = Map.of(
                "a", "=, !=, =~ or !~ is missing at character 2",
                "=\"a\"", "the name of a label is missing at character 1",
                "{a=\"b\"", "\"}\" is missing at character 7",
                "a=\"b\" c=\"d\"", "\",\" is missing at character 7",
                "a=\"b", "the quotation mark at the end is missing at character 5",
                "{a=\"b\"} or", "nothing may follow at character 9",
                "a=~\"\\.\"",
                        "\"\\.\" is not allowed; a backslash in a regular expression is written \\\\ at character 6",
                "a=~\"(\"", "what follows is no regular expression at character 4",
                "__name__=\"a\"", "\"__name__\" is no condition here at character 1");
        problems.forEach((text, problem) ->
                assertThatThrownBy(() -> SelectorParser.labels(text)).as(text).hasMessage(problem));
        assertThatThrownBy(() -> SelectorParser.share("{a=\"b\"} / c"))
                .hasMessage("the name of a metric is missing at character 1");
        assertThatThrownBy(() -> SelectorParser.share("a / b / c")).hasMessage("nothing may follow at character 7");
    }

    @Test
    @DisplayName("takes text that is put into a regular expression as it is")
    void takes_text_as_it_is() {
        String text = "1.4.2+(a|b)[c]{2}^$\\*?";
        assertThat(LabelMatcher.of("a", LabelMatcher.Kind.LIKE, LabelMatcher.literally(text))
                        .matches(Map.of("a", text)))
                .isTrue();
    }
}
