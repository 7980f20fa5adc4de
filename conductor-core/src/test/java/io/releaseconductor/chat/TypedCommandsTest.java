package io.releaseconductor.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.model.Environment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The commands in {@code src/test/resources/commands}, as people type and paste them. */
@DisplayName("A command as it is typed")
class TypedCommandsTest {

    private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9a-f]{4})|\\\\n");

    static Stream<Path> files() throws Exception {
        Path folder = Path.of(Objects.requireNonNull(TypedCommandsTest.class.getResource("/commands"))
                .toURI());
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    @DisplayName("is understood as its file says")
    void is_understood(Path file) throws Exception {
        Map<String, List<String>> said = new TreeMap<>();
        for (String line : Files.readAllLines(file)) {
            int colon = line.indexOf(": ");
            if (!line.startsWith("#") && colon > 0) {
                said.computeIfAbsent(line.substring(0, colon), key -> new ArrayList<>())
                        .add(unescaped(line.substring(colon + 2)));
            }
        }
        Locale before = Locale.getDefault();
        said.getOrDefault("locale", List.of()).forEach(tag -> Locale.setDefault(Locale.forLanguageTag(tag)));
        try {
            ShipCommand.Result result =
                    ShipCommand.parse(said.get("input").get(0), List.of(Environment.STAGING, Environment.PROD));
            String answer = result instanceof ShipCommand.Parsed parsed
                    ? parsed.command().format()
                    : result instanceof ShipCommand.Invalid invalid
                            ? String.join("\n", invalid.problems())
                            : "no command";
            assertThat(result instanceof ShipCommand.Parsed ? "ok" : "refused")
                    .as(answer)
                    .isEqualTo(said.get("expect").get(0));
            said.getOrDefault("says", List.of())
                    .forEach(text -> assertThat(answer).contains(text));
            said.getOrDefault("hides", List.of())
                    .forEach(text -> assertThat(answer).doesNotContain(text));
        } finally {
            Locale.setDefault(before);
        }
    }

    private static String unescaped(String text) {
        return ESCAPE.matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(
                        match.group(1) == null ? "\n" : String.valueOf((char) Integer.parseInt(match.group(1), 16))));
    }
}
