package io.releaseconductor.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Runs after all other tests of the module, by an execution of its own, and searches what they have put out: standard output and
 * errors, failures with their traces, names of tests, and the log at every level.
 */
@DisplayName("All that the tests have put out")
class AllOutputSearch {

    private static final Path REPORTS = Path.of("target", "surefire-reports");

    private static final List<Pattern> SECRETS = List.of(
            Pattern.compile(Pattern.quote(Planted.TOKEN)),
            Pattern.compile(Pattern.quote(Planted.PASSWORD)),
            // The inside of a key.
            Pattern.compile("MII[A-Za-z0-9+/]{30,}"));

    @Test
    @DisplayName("holds no token, password or key")
    void holds_no_secret() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(REPORTS)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        assertThat(files).anyMatch(file -> file.endsWith("everything.log"));
        assertThat(files).as("reports").anyMatch(file -> file.toString().endsWith(".xml"));
        for (Path file : files) {
            String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            for (Pattern secret : SECRETS) {
                Matcher found = secret.matcher(text);
                // Without quoting it: this is output, too.
                assertThat(found.find())
                        .as("%s in %s", SECRETS.indexOf(secret), file)
                        .isFalse();
            }
        }
    }
}
