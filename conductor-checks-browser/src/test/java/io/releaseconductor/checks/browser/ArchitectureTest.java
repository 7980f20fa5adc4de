package io.releaseconductor.checks.browser;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.releaseconductor.architecture.LibraryRules;

@AnalyzeClasses(packages = "io.releaseconductor.checks.browser", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchTests library_rules = ArchTests.in(LibraryRules.class);

    @ArchTest
    static final ArchRule the_check_needs_the_core_okhttp_and_jackson_only = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.releaseconductor.checks.browser..",
                    "io.releaseconductor.http",
                    "io.releaseconductor.local",
                    "io.releaseconductor.model",
                    "io.releaseconductor.check",
                    "io.releaseconductor.config",
                    "okhttp3..",
                    "kotlin..",
                    "com.fasterxml.jackson..",
                    "org.slf4j..",
                    "org.jspecify..",
                    "java..");
}
