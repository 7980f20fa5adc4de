package io.releaseconductor.checks;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import okhttp3.HttpUrl;

@Label("What any page loads")
class PagePropertiesTest {

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
                "<template>",
                "<noscript>",
                "<svg>",
                "<script type=module>",
                "<script type=importmap>",
                "import ",
                "import(",
                " from ",
                "{\"imports\":{\"a\":",
                "<meta http-equiv=refresh content=",
                "0;url=",
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
        assertThat(PageTest.page(html).resources()).isNotNull();
    }

    @Property
    void of_any_text_are_found_without_throwing(@ForAll String html) {
        assertThat(PageTest.page(html).resources()).isNotNull();
    }

    @Property
    void are_found_after_any_text_without_markup(@ForAll("harmless") String before) {
        assertThat(PageTest.page(before + "<script src=/a.js></script>").resources())
                .extracting(PageResource::url)
                .containsExactly(HttpUrl.get("https://valine.app/a.js"));
    }

    @Provide
    Arbitrary<String> harmless() {
        return Arbitraries.strings().excludeChars('<').ofMaxLength(200);
    }
}
