package io.releaseconductor.spring;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.releaseconductor.architecture.LibraryRules;

@AnalyzeClasses(packages = "io.releaseconductor.spring", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchTests library_rules = ArchTests.in(LibraryRules.class);

    @ArchTest
    static final ArchRule only_what_actuators_tell_needs_them = noClasses()
            .that()
            .haveSimpleNameNotStartingWith("ConductorHealth")
            .and()
            .haveSimpleNameNotContaining("Endpoint")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework.boot.health..", "org.springframework.boot.actuate..");

    @ArchTest
    static final ArchRule the_engine_is_left_alone =
            noClasses().should().dependOnClassesThat().resideInAPackage("io.releaseconductor.engine..");
}
