package io.releaseconductor.testkit.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * A simulator that finds nothing proves nothing: so defects are planted in the core, and each in this run's {@link Slice} has to be
 * found. With {@code -Dsimulation.defects=exhaustive} each is also looked for at every crash point of every flow.
 */
@Tag("thorough")
@DisplayName("The simulator has teeth:")
class PlantedDefectsTest {

    private static final PlantedDefect NONE = PlantedDefect.named("no defect at all");

    private static final boolean EXHAUSTIVE = "exhaustive".equals(System.getProperty("simulation.defects"));

    private static final List<PlantedDefect> PLANTED =
            Slice.OF_THIS_RUN.from(PlantedDefects.all()).toList();

    private static final Map<PlantedDefect, Future<Hunt>> HUNTS = new LinkedHashMap<>();

    /** What a hunt for a defect came to; the reports are empty where nothing was found. */
    private record Hunt(String random, String exhaustive) {

        static Hunt run(PlantedDefect defect) {
            DefectiveEngine engine = DefectiveEngine.with(defect);
            boolean isThere = !defect.equals(NONE);
            String random = engine.firstFailure(defect.where(), 1, defect.most());
            return new Hunt(random, EXHAUSTIVE && isThere ? engine.firstFailure("crash-points", 0, 1_000_000) : "");
        }

        static String took(String report) {
            return report.isEmpty() ? "-" : report.substring(0, report.indexOf(' '));
        }

        /** The name of the history in a report such as {@code 12 history random/12 ...}. */
        static String history(String report) {
            return report.lines().findFirst().orElseThrow().split(" ", -1)[2];
        }

        static String violation(String report) {
            return report.lines().skip(1).findFirst().orElse("").strip();
        }
    }

    @BeforeAll
    static void look_for_all_of_them_side_by_side() {
        ExecutorService pool = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        HUNTS.put(NONE, pool.submit(() -> Hunt.run(NONE)));
        PLANTED.forEach(defect -> HUNTS.put(defect, pool.submit(() -> Hunt.run(defect))));
        pool.shutdown();
    }

    @AfterAll
    static void tell() throws Exception {
        StringBuilder table = new StringBuilder("planted defects, and how many histories each took\n");
        for (Map.Entry<PlantedDefect, Future<Hunt>> hunt : HUNTS.entrySet()) {
            PlantedDefect defect = hunt.getKey();
            Hunt found = hunt.getValue().get();
            if (!defect.equals(NONE)) {
                table.append("| %s | %s%s |%s %s |%n"
                        .formatted(
                                defect.name(),
                                Hunt.took(found.random()),
                                defect.where().equals("random") ? "" : " of " + defect.where(),
                                EXHAUSTIVE ? " " + Hunt.took(found.exhaustive()) + " |" : "",
                                Hunt.violation(found.random())));
            }
        }
        System.out.println(table);
    }

    @TestFactory
    @DisplayName("it finds each planted defect, in a history that is sound without it")
    Stream<DynamicTest> it_finds() {
        return PLANTED.stream()
                .map(defect -> dynamicTest(defect.name(), () -> {
                    String report = HUNTS.get(defect).get().random();
                    assertThat(report)
                            .as("what was found in " + defect.most() + " histories (" + defect.where()
                                    + ") of a core where " + defect.name())
                            .isNotEmpty();
                    History without = Simulation.inMemory().replay(Hunt.history(report));
                    assertThat(without.isSound()).as(without::report).isTrue();
                }));
    }

    @Test
    @DisplayName("it finds nothing where no defect is planted, in as many histories")
    void it_finds_nothing_else() throws Exception {
        assertThat(HUNTS.get(NONE).get().random()).isEmpty();
    }

    @Test
    @DisplayName("many defects are planted, each one of its own")
    void many() {
        assertThat(PlantedDefects.all()).hasSizeGreaterThanOrEqualTo(30).doesNotHaveDuplicates();
        assertThat(PlantedDefects.all().stream().map(PlantedDefect::edits)).doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("a defect that no longer fits the source is an error, not a defect that is not found")
    void of_an_older_source() {
        for (String text : List.of("no such text", "import ")) {
            PlantedDefect outdated = PlantedDefect.named("outdated").with("Conductor.java", text, "");
            assertThatThrownBy(() -> DefectiveEngine.with(outdated))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("planted defect \"outdated\": Conductor.java contains")
                    .hasMessageContaining("adapt the defect to the source")
                    .hasMessageContaining(text);
        }
    }

    @Test
    @DisplayName("a defect that does not compile is an error as well")
    void that_does_not_compile() {
        PlantedDefect nonsense =
                PlantedDefect.named("nonsense").with("Conductor.java", "public final class Conductor ", "nonsense ");
        assertThatThrownBy(() -> DefectiveEngine.with(nonsense))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("planted defect \"nonsense\" does not compile");
    }
}
