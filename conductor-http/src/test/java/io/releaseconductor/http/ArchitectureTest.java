package io.releaseconductor.http;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.releaseconductor.architecture.LibraryRules;

@AnalyzeClasses(packages = "io.releaseconductor.http", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchTests library_rules = ArchTests.in(LibraryRules.class);

    @ArchTest
    static final ArchRule what_adapters_share_needs_okhttp_and_a_log_only = classes()
            .that()
            .resideInAPackage("io.releaseconductor.http")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.releaseconductor.http",
                    "okhttp3..",
                    "okio..",
                    "kotlin..",
                    "org.jspecify..",
                    "org.slf4j..",
                    "java..");

    @ArchTest
    static final ArchRule alerts_know_the_core_and_no_other_adapter = classes()
            .that()
            .resideInAPackage("io.releaseconductor.http.alerts")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.releaseconductor.http..",
                    "io.releaseconductor.chat",
                    "io.releaseconductor.config",
                    "io.releaseconductor.deployment",
                    "io.releaseconductor.health",
                    "io.releaseconductor.lock",
                    "io.releaseconductor.model",
                    "io.releaseconductor.spi",
                    "com.fasterxml.jackson..",
                    "okhttp3..",
                    "okio..",
                    "kotlin..",
                    "org.jspecify..",
                    "org.slf4j..",
                    "java..",
                    "javax.crypto..");
}
