package io.releaseconductor.checks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.releaseconductor.architecture.LibraryRules;

@AnalyzeClasses(packages = "io.releaseconductor.checks", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchTests library_rules = ArchTests.in(LibraryRules.class);

    @ArchTest
    static final ArchRule the_checks_need_the_core_okhttp_jackson_and_jsoup_only = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.releaseconductor.checks..",
                    "io.releaseconductor",
                    "io.releaseconductor.local",
                    "io.releaseconductor.model",
                    "io.releaseconductor.deployment",
                    "io.releaseconductor.check",
                    "io.releaseconductor.config",
                    "io.releaseconductor.spi",
                    "io.releaseconductor.http",
                    "okhttp3..",
                    "okio..",
                    "kotlin..",
                    "com.fasterxml.jackson..",
                    "org.jsoup..",
                    "org.slf4j..",
                    "org.jspecify..",
                    "java..",
                    "javax.net..");

    @ArchTest
    static final ArchRule public_types_are_in_the_listed_packages = classes()
            .that()
            .arePublic()
            .or()
            .areProtected()
            .should()
            .resideInAnyPackage("io.releaseconductor.checks", "io.releaseconductor.checks.scripts")
            .allowEmptyShould(true);
}
