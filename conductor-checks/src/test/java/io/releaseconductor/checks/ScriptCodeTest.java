package io.releaseconductor.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The code of a script")
class ScriptCodeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "const a = `\nimport './gone.js'\n`;",
                "const a = `${b ? `\nimport './gone.js'\n` : {c: 1}}\nimport './gone.js'\n`;",
                "const a = \"; import './gone.js'\";",
                "const a = 'it\\'s; import \"./gone.js\"';",
                "a(); // b; import './gone.js'",
                "/* import './gone.js' */ a()",
                "a.replace(/[/'\"`]; import /, 'b'); c('./gone.js')",
                "return /`/.test(a)",
            })
    void names_no_module_in_texts_and_remarks(String script) {
        assertThat(Imports.ofModule(script)).isEmpty();
    }

    @Test
    void names_the_modules_that_are_imported() {
        assertThat(Imports.ofModule(
                        "import a from './a.js';import{b}from\"./b.js\";const c = `\n`; export * from './d.js'\n"
                                + "const half = e / 2; import './f.js' // g\nconst h = /'/; import './i.js'"))
                .containsExactly("./a.js", "./b.js", "./d.js", "./f.js", "./i.js");
        assertThat(Imports.later("a(() => import( './b.js' )); // import('./c.js')"))
                .containsExactly("./b.js");
    }

    @Property
    @Label("is no longer than the script by more than an empty text for each character, whatever the script is")
    void is_bounded(@ForAll("scripts") String script) {
        assertThat(ScriptCode.of(script)).hasSizeLessThanOrEqualTo(2 * script.length());
    }

    @Property
    @Label("has the import that stands at the start, whatever comes after it")
    void keeps_the_first_import(@ForAll("scripts") String script) {
        assertThat(Imports.ofModule("import './a.js';\n" + script)).contains("./a.js");
    }

    @Provide
    Arbitrary<String> scripts() {
        return Arbitraries.of(
                        "'", "\"", "`", "/", "//", "/*", "*/", "${", "}", "{", "\\", "\n", " ", "a", "(", "import",
                        "from", "[", "]")
                .list()
                .ofMaxSize(40)
                .map(ScriptCodeTest::joined);
    }

    private static String joined(List<String> parts) {
        return parts.stream().collect(Collectors.joining());
    }
}
