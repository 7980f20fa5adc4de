package io.releaseconductor.micrometer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.releaseconductor.architecture.LibraryRules;

@AnalyzeClasses(packages = "io.releaseconductor.micrometer", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchTests library_rules = ArchTests.in(LibraryRules.class);

    @ArchTest
    static final ArchRule the_module_needs_the_core_and_micrometer_only = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.releaseconductor.micrometer..",
                    "io.releaseconductor.model",
                    "io.releaseconductor.config",
                    "io.releaseconductor.check",
                    "io.releaseconductor.policy",
                    "io.releaseconductor.deployment",
                    "io.releaseconductor.health",
                    "io.releaseconductor.spi",
                    "io.micrometer..",
                    "org.jspecify..",
                    "java..");

    @ArchTest
    static final ArchRule only_the_handler_of_spans_needs_tracing = noClasses()
            .that()
            .doNotHaveSimpleName("DeploymentSpans")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.micrometer.tracing..");
}
