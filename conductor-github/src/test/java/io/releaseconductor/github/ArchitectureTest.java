package io.releaseconductor.github;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.releaseconductor.architecture.LibraryRules;

@AnalyzeClasses(packages = "io.releaseconductor.github", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchTests library_rules = ArchTests.in(LibraryRules.class);

    @ArchTest
    static final ArchRule the_adapter_needs_the_core_okhttp_jackson_and_a_yaml_parser_only = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.releaseconductor.github..",
                    "io.releaseconductor",
                    "io.releaseconductor.model",
                    "io.releaseconductor.deployment",
                    "io.releaseconductor.spi",
                    "io.releaseconductor.config",
                    "io.releaseconductor.health",
                    "io.releaseconductor.http",
                    "okhttp3..",
                    "okio..",
                    "kotlin..",
                    "com.fasterxml.jackson..",
                    "org.snakeyaml.engine.v2..",
                    "org.slf4j..",
                    "org.jspecify..",
                    "java..",
                    "javax.crypto..",
                    "javax.net.ssl..");

    @ArchTest
    static final ArchRule no_adapter_touches_the_engine =
            noClasses().should().dependOnClassesThat().resideInAPackage("io.releaseconductor.engine..");
}
