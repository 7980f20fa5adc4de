package io.releaseconductor.testkit;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.releaseconductor.architecture.LibraryRules;
import io.releaseconductor.engine.Threads;

@AnalyzeClasses(packages = "io.releaseconductor.testkit", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchTests library_rules = ArchTests.in(LibraryRules.class);

    @ArchTest
    static final ArchRule the_kit_needs_the_core_junit_assertj_and_jqwik_only = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.releaseconductor.testkit..",
                    "io.releaseconductor",
                    "io.releaseconductor.model",
                    "io.releaseconductor.deployment",
                    "io.releaseconductor.audit",
                    "io.releaseconductor.lock",
                    "io.releaseconductor.window",
                    "io.releaseconductor.plan",
                    "io.releaseconductor.check",
                    "io.releaseconductor.policy",
                    "io.releaseconductor.metric",
                    "io.releaseconductor.spi",
                    "io.releaseconductor.stats",
                    "io.releaseconductor.chat",
                    "io.releaseconductor.config",
                    "io.releaseconductor.health",
                    "io.releaseconductor.memory",
                    "io.releaseconductor.metric",
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
            .resideInAnyPackage(
                    "io.releaseconductor.testkit",
                    "io.releaseconductor.testkit.simulator",
                    "io.releaseconductor.testkit.linear")
            .allowEmptyShould(true);
}
