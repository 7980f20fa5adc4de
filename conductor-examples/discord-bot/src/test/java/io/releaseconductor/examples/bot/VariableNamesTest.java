package io.releaseconductor.examples.bot;

import static org.assertj.core.api.Assertions.assertThat;

import io.releaseconductor.config.Problems;
import io.releaseconductor.config.VariableName;
import io.releaseconductor.config.Variables;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The names of the bot's variables")
class VariableNamesTest {

    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";

    /** How many of them are tried at each place of a name; others at each place, so that none is left out. */
    private static final int LETTERS_AT_ONCE = 5;

    private static final Pattern REFUSAL =
            Pattern.compile("(?<name>\\S+) is not known(: .+)?; did you mean (?<meant>[^?]+)\\?.*");

    /** As the bot has read them. */
    private static Variables read(String environments) {
        return BotSettings.read(Map.of("SHIP_ENVIRONMENTS", environments)).variables();
    }

    private static List<String> forms(Variables variables, String environments) {
        List<String> forms = new ArrayList<>();
        for (VariableName name : variables.names()) {
            forms.add(name.name());
            if (name.perEnvironment()) {
                for (String environment : environments.split(",", -1)) {
                    forms.add(name.name() + "_" + suffix(environment));
                }
            }
        }
        return forms;
    }

    private static String suffix(String environment) {
        return environment.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static Set<String> mistyped(String name) {
        Set<String> typos = new LinkedHashSet<>();
        for (int at = 0; at <= name.length(); at++) {
            String before = name.substring(0, at);
            String rest = name.substring(at);
            for (int i = 0; i < LETTERS_AT_ONCE; i++) {
                char letter =
                        LETTERS.charAt(Math.floorMod(name.hashCode() + at * LETTERS_AT_ONCE + i, LETTERS.length()));
                typos.add(before + letter + rest);
                if (!rest.isEmpty()) {
                    typos.add(before + letter + rest.substring(1));
                }
            }
            if (!rest.isEmpty()) {
                typos.add(before + rest.substring(1));
            }
            if (rest.length() > 1) {
                typos.add(before + rest.charAt(1) + rest.charAt(0) + rest.substring(2));
            }
        }
        return typos;
    }

    /** What is suggested for each name; nothing where it is not refused. */
    private static Map<String, Set<String>> suggestions(Variables variables, Stream<String> names) {
        Map<String, String> set = names.collect(Collectors.toMap(name -> name, name -> "1", (a, b) -> a));
        Problems problems = new Problems();
        variables.with(set).noteUnknown(problems);
        Map<String, Set<String>> suggestions = new HashMap<>();
        for (String message : problems.messages()) {
            Matcher refusal = REFUSAL.matcher(message);
            assertThat(refusal.matches()).as(message).isTrue();
            suggestions.put(refusal.group("name"), Set.of(refusal.group("meant").split(", | or ", -1)));
        }
        return suggestions;
    }

    @Test
    @DisplayName(
            "are told from all that one wrong, missing, further or swapped letter makes of them, with the one that is meant")
    void typos() {
        String environments = "eu-west,prod";
        Variables variables = read(environments);
        List<String> forms = forms(variables, environments);
        assertThat(forms).hasSizeGreaterThan(200);
        Set<String> known = Set.copyOf(forms);
        List<String> wrong = new ArrayList<>();
        for (String name : forms) {
            Set<String> typos = mistyped(name);
            typos.removeAll(known);
            Map<String, Set<String>> suggestions = suggestions(variables, typos.stream());
            assertThat(typos).hasSizeGreaterThan(70);
            typos.stream()
                    .filter(typo -> !suggestions.getOrDefault(typo, Set.of()).contains(name))
                    .forEach(typo -> wrong.add(typo + " for " + name + ": " + suggestions.get(typo)));
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    @DisplayName("are told from those with an environment in a wrong place, or one that is not there")
    void suffixes() {
        Variables variables = read("staging,prod");
        List<String> other = new ArrayList<>();
        for (VariableName each : variables.names()) {
            String name = each.name();
            String first = name.substring(0, name.indexOf('_') + 1);
            String prod = each.perEnvironment() ? name + "_PROD" : name;
            String staging = each.perEnvironment() ? name + "_STAGING" : name;
            Map<String, String> meant = new HashMap<>(Map.of(
                    name + "_PRD", prod,
                    name + "_PRODUCTION", prod,
                    name + "_STG", staging,
                    name + "_STAGE", staging,
                    "PROD_" + name, prod,
                    first + "STAGING_" + name.substring(first.length()), staging));
            if (each.perEnvironment()) {
                meant.put(name + "_PUBLIC", name);
                meant.put(name + "_EU_WEST", name);
                meant.put(name + "_DEV", name);
            } else {
                meant.put(name + "_PROD", name);
                meant.put(name + "_STAGING", name);
            }
            Map<String, Set<String>> suggestions = suggestions(variables, meant.keySet().stream());
            meant.forEach((wrong, right) -> {
                Set<String> suggested = suggestions.getOrDefault(wrong, Set.of());
                if (!suggested.contains(right)) {
                    other.add(wrong + " for " + right + ": " + suggested);
                }
            });
        }
        assertThat(other).isEmpty();
    }

    @Test
    @DisplayName("leave alone what others set")
    void ofOthers() throws IOException {
        Map<String, String> set = new HashMap<>();
        try (InputStream lines =
                Objects.requireNonNull(VariableNamesTest.class.getResourceAsStream("/names-of-others.properties"))) {
            Properties properties = new Properties();
            properties.load(new InputStreamReader(lines, StandardCharsets.UTF_8));
            properties.forEach((name, value) -> set.put(name.toString(), value.toString()));
        }
        assertThat(set).hasSizeGreaterThanOrEqualTo(100);
        Variables variables = read("staging,prod");
        Consumer<Map<String, String>> alone = values -> {
            Problems problems = new Problems();
            variables.with(values).noteUnknown(problems);
            assertThat(problems.messages()).as(values.toString()).isEmpty();
            assertThat(problems.warnings()).as(values.toString()).isEmpty();
        };
        set.forEach((name, value) -> alone.accept(Map.of(name, value)));
        alone.accept(set);
    }

    @Test
    @DisplayName("are all on the bot's page or in the checks reference")
    void documented() throws IOException {
        Set<String> told = BotVariables.ALL.stream()
                .map(variable -> variable.name().replaceFirst("_\\{.*", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        String reference = Files.readString(Pages.root().resolve("docs/checks-reference.md"));
        Matcher names = Pattern.compile("`([A-Z][A-Z_]+[A-Z])`").matcher(reference);
        while (names.find()) {
            told.add(names.group(1));
        }
        assertThat(read("staging,prod").names())
                .extracting(VariableName::name)
                .filteredOn(name -> !name.matches("DISCORD_PERMIT_[A-Z]+|SHIP_[A-Z]+_LATENCY_MS"))
                .isSubsetOf(told);
    }
}
