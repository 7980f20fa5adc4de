package io.releaseconductor.checks;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import okhttp3.HttpUrl;

@Label("The scripts of any page")
class PageScriptsPropertiesTest {

    private static final HttpUrl PAGE = HttpUrl.get("https://valine.app/en/index.html");

    @Provide
    Arbitrary<String> soup() {
        Arbitrary<String> pieces = Arbitraries.of(
                "<",
                ">",
                "</",
                "/>",
                "<!--",
                "-->",
                "--!>",
                "--",
                "-",
                "!",
                "?",
                "=",
                "'",
                "\"",
                " ",
                "\n",
                "\0",
                "&",
                "&#",
                ";",
                "script",
                "<script",
                "</script",
                "src=",
                "<style",
                "</style>",
                "<base href=",
                "<link rel=modulepreload href=",
                "x",
                "é",
                "\uD83D",
                "https://",
                "#",
                "[",
                "]:99999");
        return pieces.list().ofMaxSize(60).map(list -> String.join("", list));
    }

    @Property
    void of_any_tag_soup_are_found_without_throwing(@ForAll("soup") String html) {
        assertThat(PageScripts.of(html, PAGE)).isNotNull();
    }

    @Property
    void of_any_text_are_found_without_throwing(@ForAll String html) {
        assertThat(PageScripts.of(html, PAGE)).isNotNull();
    }

    @Property
    void are_found_after_any_text_without_markup(@ForAll("harmless") String before) {
        assertThat(PageScripts.of(before + "<script src=/a.js></script>", PAGE))
                .containsExactly(HttpUrl.get("https://valine.app/a.js"));
    }

    @Provide
    Arbitrary<String> harmless() {
        return Arbitraries.strings().excludeChars('<').ofMaxLength(200);
    }
}
