package io.releaseconductor.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The documentation")
class DocSnippetsTest {

    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(<?([^)\\s>]+)>?[^)]*\\)");

    private static final Pattern HEADING = Pattern.compile("#{1,6} +(.*)");

    private final List<Doc> docs = Doc.all();

    @Test
    @DisplayName("is where this test looks for it")
    void isWhereThisTestLooksForIt() {
        assertThat(docs)
                .extracting(Doc::toString)
                .contains("README.md", "docs/how-it-works.md", "docs/configuration.md", "docs/operations.md");
        assertThat(new Sources(Doc.repository()).count()).isGreaterThan(1);
    }

    @Test
    @DisplayName("shows Java code that is compiled somewhere, to the letter")
    void showsJavaCodeThatIsCompiled() {
        Sources sources = new Sources(Doc.repository());
        List<String> unknown = new ArrayList<>();
        for (Doc doc : docs) {
            for (Doc.Block snippet : doc.blocks("java")) {
                if (!sources.contain(snippet.lines())) {
                    unknown.add(doc + ": no compiled source has the snippet that begins with \"" + firstLine(snippet)
                            + "\"");
                }
            }
        }
        assertThat(unknown).isEmpty();
    }

    private static String firstLine(Doc.Block snippet) {
        return snippet.lines().stream()
                .filter(line -> !line.isBlank())
                .findFirst()
                .map(String::strip)
                .orElse("");
    }

    @Test
    @DisplayName("links to files and headings that are there")
    void linksToWhatIsThere() {
        List<String> broken = new ArrayList<>();
        for (Doc doc : docs) {
            for (String line : doc.text()) {
                Matcher link = LINK.matcher(line.replaceAll("`[^`]*`", ""));
                while (link.find()) {
                    if (!leadsSomewhere(doc, link.group(1))) {
                        broken.add(doc + ": " + link.group(1));
                    }
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    private boolean leadsSomewhere(Doc doc, String target) {
        if (target.matches("[a-z]+:.*")) {
            return true;
        }
        int hash = target.indexOf('#');
        String name = hash < 0 ? target : target.substring(0, hash);
        Path file =
                name.isEmpty() ? doc.file() : doc.file().resolveSibling(name).normalize();
        if (!file.startsWith(doc.root()) || !Files.exists(file)) {
            return false;
        }
        return hash < 0
                || docs.stream()
                        .filter(d -> d.file().equals(file))
                        .anyMatch(d -> anchors(d).contains(target.substring(hash + 1)));
    }

    /** The anchors that GitHub gives headings: lower case, hyphens for spaces, no punctuation. */
    private static Set<String> anchors(Doc doc) {
        Set<String> anchors = new HashSet<>();
        for (String line : doc.text()) {
            Matcher heading = HEADING.matcher(line);
            if (heading.matches()) {
                String words = heading.group(1)
                        .strip()
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("\\[([^\\]]*)]\\([^)]*\\)", "$1")
                        .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                        .replace(' ', '-');
                String anchor = words;
                for (int again = 1; !anchors.add(anchor); again++) {
                    anchor = words + "-" + again;
                }
            }
        }
        return anchors;
    }
}
