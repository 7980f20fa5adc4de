package io.releaseconductor.config;

import io.releaseconductor.model.Environment;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Judges the names that are set and that nobody reads: mistyped, for an environment that is not there, or perhaps for somebody else. */
final class UnknownNames {

    /** What begins so is nobody else's as a rule. */
    private static final String OWN = "SHIP_";

    private final Map<String, String> values;
    private final Collection<String> ignored;
    private final Collection<VariableFamily> families;
    private final List<String> known;
    private final List<String> ours;
    private final List<String> everywhere;
    private final List<String> perEnvironment;
    private final List<String> suffixes;
    private final KnownNames names;

    UnknownNames(Map<String, String> values, KnownNames names, Collection<String> ignored) {
        this.values = values;
        this.names = names;
        this.ignored = ignored;
        this.families = names.families();
        this.known = names.all().toList();
        this.ours = known.stream().filter(this::isOurs).toList();
        this.everywhere = names.everywhere().toList();
        this.perEnvironment = names.perEnvironment().toList();
        this.suffixes = names.environments().map(Environment::variableSuffix).toList();
    }

    /** What somebody may have meant, and why the name is none. */
    private record Meant(List<String> names, String reason) {

        static Optional<Meant> oneOf(List<String> names) {
            return oneOf(names, "");
        }

        static Optional<Meant> oneOf(List<String> names, String reason) {
            return names.isEmpty() ? Optional.empty() : Optional.of(new Meant(names, reason));
        }

        String told(String name) {
            String whose = Spelling.canonical(name).startsWith(OWN)
                    ? ""
                    : " If something else reads it, name it in " + Variables.IGNORED + ".";
            return name + " is not known" + reason + "; did you mean " + Spelling.choice(names) + "?" + whose;
        }
    }

    void noteIn(Problems problems) {
        Set<String> read = Set.copyOf(known);
        values.forEach((name, value) -> {
            if (!value.isBlank() && !read.contains(name) && !isOfOthers(name, value)) {
                judge(name, problems);
            }
        });
    }

    private boolean isOfOthers(String name, String value) {
        return ServiceLinks.include(name, value)
                || families.stream().anyMatch(family -> family.isOfOthers(name))
                || ignored.stream().anyMatch(pattern -> NamePattern.matches(pattern, name));
    }

    private boolean isOurs(String name) {
        return families.stream().anyMatch(family -> name.startsWith(family.prefix()));
    }

    private void judge(String name, Problems problems) {
        String canonical = Spelling.canonical(name);
        boolean ofOurs = isOurs(canonical);
        Stream<Supplier<Optional<Meant>>> guesses = Stream.of(
                () -> Meant.oneOf(known.contains(canonical) ? List.of(canonical) : List.of()),
                () -> Meant.oneOf(Spelling.oneLetterOff(canonical, known)),
                () -> Meant.oneOf(Spelling.sameWords(canonical, known)),
                () -> forAnEnvironment(canonical),
                () -> forAll(canonical),
                () -> Meant.oneOf(ofOurs ? Spelling.twoLettersOff(canonical, ours) : List.of()),
                () -> Meant.oneOf(ofOurs ? Spelling.oneWordOff(canonical, ours) : List.of()),
                () -> ofOurs ? forNoEnvironment(canonical) : Optional.empty());
        Optional<Meant> meant =
                guesses.map(Supplier::get).flatMap(Optional::stream).findFirst();
        if (meant.isPresent()) {
            note(meant.get().told(name), meant.get().names().stream().anyMatch(this::isOurs), problems);
        } else if (ofOurs) {
            problems.warn(name + " is not known, and nothing here reads it; if something else does, name it in "
                    + Variables.IGNORED);
        }
    }

    /** What a plug-in reads under a name of its own may be near to what the rest of the process has. */
    private static void note(String message, boolean refused, Problems problems) {
        if (refused) {
            problems.add(message);
        } else {
            problems.warn(message);
        }
    }

    /** The name of an environment is mistyped, or written in another way. */
    private Optional<Meant> forAnEnvironment(String name) {
        for (Spelling.Split split : Spelling.splits(name)) {
            Optional<String> suffix = Spelling.environment(split.suffix(), suffixes);
            List<String> bases = perEnvironment.stream()
                    .filter(base -> Suggestions.distance(base, split.base()) <= (isOurs(name) ? 1 : 0))
                    .toList();
            if (suffix.isPresent() && !bases.isEmpty()) {
                return Meant.oneOf(
                        bases.stream().map(base -> base + "_" + suffix.get()).toList(),
                        suffixes.contains(split.suffix()) ? "" : missing(split.suffix()));
            }
        }
        return Optional.empty();
    }

    /** One for all environments is set for one of them. */
    private Optional<Meant> forAll(String name) {
        List<String> words = Spelling.sorted(Spelling.words(name));
        List<String> meant = everywhere.stream()
                .filter(each -> suffixes.stream()
                                .anyMatch(suffix -> Spelling.sorted(Spelling.words(each, suffix))
                                        .equals(words))
                        || (name.startsWith(each + "_")
                                && Spelling.environment(name.substring(each.length() + 1), suffixes)
                                        .isPresent()))
                .toList();
        return Meant.oneOf(meant, ": it cannot be set for one environment alone");
    }

    private Optional<Meant> forNoEnvironment(String name) {
        return Spelling.splits(name).stream()
                .filter(split -> perEnvironment.contains(split.base()))
                .findFirst()
                .flatMap(split -> Meant.oneOf(names.forms(split.base()).toList(), missing(split.suffix())));
    }

    private String missing(String suffix) {
        return ": there is no environment \"" + suffix.toLowerCase(Locale.ROOT).replace('_', '-') + "\", only "
                + names.environments().map(Environment::name).collect(Collectors.joining(" and "));
    }
}
