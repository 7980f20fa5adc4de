package io.releaseconductor;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.releaseconductor.architecture.HouseRules;
import io.releaseconductor.deployment.Stage;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the build says where somebody adds a variant to a sealed type and forgets to look at the places that take it apart. */
@DisplayName("A case that is forgotten")
class ForgottenCasesTest {

    private static final Path SOURCES = Path.of("src", "main", "java", "io", "releaseconductor");

    @TempDir
    private static Path folder;

    private static List<String> said = List.of();

    /** A variant that is added to a sealed type, and some of the places that have to be named then. */
    private record Forgotten(String type, String variant, List<String> places) {

        Path source() {
            return SOURCES.resolve(type.replace('.', '/') + ".java");
        }

        Path write(Path sources) {
            String text = read(source());
            Path changed = sources.resolve(source().getFileName());
            try {
                return Files.writeString(changed, text.substring(0, text.lastIndexOf('}')) + variant + "\n}\n");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** The sources in which the word instanceof stands before one of the type's variants. */
        Set<String> askers() throws IOException {
            String variants = Pattern.compile("(?:record|interface) (\\w+)")
                    .matcher(read(source()))
                    .results()
                    .map(found -> found.group(1))
                    .collect(joining("|"));
            String name = type.substring(type.indexOf('.') + 1);
            Pattern question = Pattern.compile("instanceof " + name + "\\.(" + variants + ")\\b");
            try (Stream<Path> files = Files.walk(SOURCES)) {
                return files.filter(file -> file.toString().endsWith(".java"))
                        .filter(file -> question.matcher(read(file)).find())
                        .map(file -> file.getFileName().toString())
                        .collect(toCollection(TreeSet::new));
            }
        }

        @Override
        public String toString() {
            return type;
        }
    }

    private static Stream<Forgotten> forgotten() {
        return Stream.of(
                new Forgotten(
                        "plan.Step",
                        "record Forgotten() implements Work {}",
                        List.of("engine.Turn.perform", "engine.PortCalls.unanswered", "engine.Callbacks.of")),
                new Forgotten(
                        "deployment.Stage",
                        "record Forgotten() implements Stage {}",
                        List.of("plan.Planner.planPhase", "chat.CardRun.add", "deployment.PhaseProgress.run")),
                new Forgotten(
                        "deployment.DispatchOutcome",
                        "record Forgotten() implements DispatchOutcome {}",
                        List.of("deployment.PhaseTransitions.dispatched")),
                new Forgotten(
                        "deployment.DeploymentEvent",
                        "record Forgotten(Instant at) implements DeploymentEvent {}",
                        List.of("deployment.Lifecycle.<clinit>", "engine.Witness.run")),
                new Forgotten(
                        "spi.SaveResult", "record Forgotten() implements SaveResult {}", List.of("engine.Writer.save")),
                new Forgotten(
                        "deployment.DeliveryOutcome",
                        "record Forgotten() implements DeliveryOutcome {}",
                        List.of(
                                "deployment.TellingTransitions.cardDelivered",
                                "engine.Engine.follow",
                                "alert.ChatAlerts.taken")),
                new Forgotten(
                        "deployment.StatusOutcome",
                        "record Forgotten() implements StatusOutcome {}",
                        List.of("deployment.RunTransitions.observed", "deployment.RunAgainTransitions.observed")),
                new Forgotten(
                        "deployment.LinkedOutcome",
                        "record Forgotten() implements LinkedOutcome {}",
                        List.of("deployment.LinkedTransitions.answered")));
    }

    @BeforeAll
    static void forget() throws IOException, URISyntaxException {
        Path sources = Files.createDirectory(folder.resolve("sources"));
        Path classes = Files.createDirectory(folder.resolve("classes"));
        copy(home(Stage.class), classes);
        compile(forgotten().map(type -> type.write(sources)).toList(), classes);
        JavaClasses imported = new ClassFileImporter().importPath(classes);
        said = HouseRules.no_case_is_forgotten
                .evaluate(imported)
                .getFailureReport()
                .getDetails();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forgotten")
    @DisplayName("fails the build, which names every place that takes the type apart:")
    void fails(Forgotten forgotten) throws IOException {
        String message = said.stream()
                .filter(about -> about.startsWith(forgotten.type() + ":"))
                .collect(joining());
        assertThat(message).contains(forgotten.places()).containsPattern("leaves .*Forgotten");
        assertThat(forgotten.askers())
                .isNotEmpty()
                .allSatisfy(file -> assertThat(message).contains("(" + file + ":"));
    }

    @Test
    @Tag("thorough")
    @DisplayName("is told like this")
    void told() {
        System.out.println(String.join("\n", said));
        assertThat(said).hasSize(8);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path home(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                Path copy = to.resolve(from.relativize(path));
                Files.createDirectories(copy.getParent());
                Files.copy(path, copy);
            }
        }
    }

    private static void compile(List<Path> sources, Path classes) throws IOException, URISyntaxException {
        JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "a JDK is needed");
        StringWriter problems = new StringWriter();
        List<String> options = List.of(
                "-proc:none",
                "-nowarn",
                "-classpath",
                home(Stage.class) + File.pathSeparator + home(Nullable.class),
                "-d",
                classes.toString());
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            boolean compiled = compiler.getTask(
                            problems, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
            assertThat(compiled).as(problems::toString).isTrue();
        }
    }
}
