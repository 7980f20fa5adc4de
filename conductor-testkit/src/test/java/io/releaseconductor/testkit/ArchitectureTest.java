package io.releaseconductor.testkit;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import io.releaseconductor.architecture.SealedTypes;
import io.releaseconductor.engine.Threads;

@AnalyzeClasses(packages = "io.releaseconductor.testkit", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule the_kit_needs_the_core_junit_assertj_and_jqwik_only = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.releaseconductor.testkit..",
                    "io.releaseconductor",
                    "io.releaseconductor.model",
                    "io.releaseconductor.deployment",
                    "io.releaseconductor.plan",
                    "io.releaseconductor.check",
                    "io.releaseconductor.policy",
                    "io.releaseconductor.spi",
                    "io.releaseconductor.chat",
                    "io.releaseconductor.config",
                    "io.releaseconductor.health",
                    "io.releaseconductor.memory",
                    "io.releaseconductor.engine",
                    "org.junit.jupiter.api..",
                    "org.assertj..",
                    "net.jqwik..",
                    "org.slf4j..",
                    "org.jspecify..",
                    "java..");

    @ArchTest
    static final ArchRule of_the_engine_the_simulator_knows_the_threads_only = classes()
            .should()
            .onlyDependOnClassesThat(resideOutsideOfPackage("io.releaseconductor.engine")
                    .or(type(Threads.class))
                    .or(type(Threads.Signal.class))
                    .or(type(Threads.Started.class)));

    @ArchTest
    static final ArchRule public_types_are_in_the_listed_packages = classes()
            .that()
            .arePublic()
            .or()
            .areProtected()
            .should()
            .resideInAnyPackage("io.releaseconductor.testkit", "io.releaseconductor.testkit.simulator")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule nothing_depends_on_examples =
            noClasses().should().dependOnClassesThat().resideInAPackage("io.releaseconductor.examples..");

    @ArchTest
    static final ArchRule nothing_logs_past_slf4j =
            noClasses().should().dependOnClassesThat().resideInAPackage("java.util.logging..");

    @ArchTest
    static final ArchRule nothing_prints = GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule no_case_is_forgotten = SealedTypes.areTakenApartInFull(ArchitectureTest.class);
}
